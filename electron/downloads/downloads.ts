import { type DownloadOffer, expiryOf } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import type { HistoryReader, StoredDownload } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { DownloadFolder } from './partial-file.ts'
import type { Progress } from './progress.ts'
import { type RunningDownload, type StartDownloadOptions, startDownload } from './start-download.ts'
import {
  failed,
  interrupted,
  type QueuedDownload,
  queued,
  remainderOf,
  storeDownload,
} from './stored-download.ts'

export interface DownloadsOptions
  extends Pick<StartDownloadOptions, 'writer' | 'folder' | 'fetch' | 'clock'> {
  readonly reader: Pick<HistoryReader, 'item' | 'downloads'>
  /** The access token for the origin of this server; null for none. */
  readonly tokenFor: (server: string) => Promise<string | null>
  /** Shows a file in its folder; false when it is no longer there. */
  readonly showFile: (path: string) => boolean
  /** The download of this item has ended by itself, and the item holds how. */
  readonly notify: (item: Item) => void
  readonly onChange: () => void
}

/** A download that runs or waits for its turn. */
export interface ActiveDownload {
  readonly key: Item['key']
  /** The name of the file or of the job; null: neither has one. */
  readonly name: string | null
  readonly download: Progress | QueuedDownload
}

/** Over HTTP/1.1 Chromium allows six connections to a server, and the stream needs one of them. */
const maxRunning = 3

/** Downloads the files that jobs offer into the Downloads folder. Each is named by the key of its item. */
export function createDownloads(options: DownloadsOptions) {
  const { reader, writer, folder, fetch, clock, onChange } = options
  const running = new Map<Item['key'], RunningDownload & Pick<ActiveDownload, 'name'>>()
  /** In the order in which they were requested. */
  const waiting = new Map<Item['key'], ActiveDownload>()
  interruptLastRun(reader, writer)

  const end = async (key: Item['key'], result: StoredDownload): Promise<void> => {
    const isDone = result.download.kind === 'done'
    const writes = [storeDownload(writer, key, result)]
    if (!isDone) writes.push(writer.write({ type: 'mark-unread', keys: [key] }).then(() => {}))
    await Promise.all(writes)
    const item = reader.item(key)
    if (item !== null) options.notify({ ...item, download: result.download })
  }

  const begin = (key: Item['key'], request: DownloadRequest): void => {
    const { offer, server, name } = request
    if (expiryOf(request.item, clock.now()) === 'expired') {
      void end(key, failed({ kind: 'expired' }))
      return
    }
    const download = startDownload({
      ...{ key, offer, server, reader, writer, folder, fetch, clock },
      token: () => options.tokenFor(server),
      onEnd: async (result) => {
        try {
          if (result !== null) await end(key, result)
        } finally {
          running.delete(key)
          beginWaiting()
          onChange()
        }
      },
    })
    running.set(key, { ...download, name })
  }

  const beginWaiting = (): void => {
    for (const key of waiting.keys()) {
      if (running.size >= maxRunning) return
      waiting.delete(key)
      const request = requestOf(reader, key)
      if (request !== null) begin(key, request)
    }
  }

  /** Ends a download and removes what was received so far. */
  const cancel = (key: Item['key']): void => {
    const remainder = remainderOf(reader.downloads.find(key))
    waiting.delete(key)
    running.get(key)?.cancel()
    void writer.write({ type: 'delete-download', key })
    // A running download removes the file that it has opened by itself.
    if (remainder !== null) void removeFile(folder, remainder.path)
    onChange()
  }

  return {
    /**
     * Starts a download, or resumes it where it was interrupted; it waits while enough others run. Does nothing while it
     * is running.
     */
    start: (key: Item['key']) => {
      const request = requestOf(reader, key)
      if (request === null || running.has(key) || waiting.has(key)) return
      void writer.write({ type: 'mark-read', keys: [key] })
      if (running.size < maxRunning) {
        begin(key, request)
        return
      }
      const stored = queued(reader.downloads.find(key), request.offer)
      waiting.set(key, { key, name: request.name, download: stored.download })
      void storeDownload(writer, key, stored)
    },
    cancel,
    /** Cancels those of this server that run or wait. */
    cancelOf: (server: SourceId) => {
      for (const key of [...running.keys(), ...waiting.keys()]) {
        if (reader.downloads.serverOf(key) === server) cancel(key)
      }
    },
    /** Shows a finished file in its folder. */
    show: (key: Item['key']) => {
      const stored = reader.downloads.find(key)
      if (stored?.download.kind !== 'done' || stored.file === null || options.showFile(stored.file)) return
      void end(key, failed({ kind: 'not-found' }))
    },
    /** Those that run, then those that wait. */
    active: (): readonly ActiveDownload[] => [
      ...[...running].map(([key, { name, progress }]) => ({ key, name, download: progress() })),
      ...waiting.values(),
    ],
    /** Interrupts all downloads; they can be resumed. */
    stop: () => {
      waiting.clear()
      for (const download of running.values()) download.stop()
    },
  }
}

interface DownloadRequest {
  readonly item: Item
  readonly offer: DownloadOffer
  /** The address of the stream by which the offer came. */
  readonly server: string
  readonly name: string | null
}

/** Null: the item is gone, or offers no file. */
function requestOf(
  { item: find, downloads }: Pick<HistoryReader, 'item' | 'downloads'>,
  key: Item['key'],
): DownloadRequest | null {
  const item = find(key)
  const server = downloads.serverOf(key)
  if (item === null || item.offer === null || server === null) return null
  return { item, offer: item.offer, server, name: item.offer.filename ?? item.title }
}

/** Downloads that are stored as unfinished were interrupted by the end of the last run, which may have been a crash. */
function interruptLastRun({ downloads }: Pick<HistoryReader, 'downloads'>, writer: HistoryWriter): void {
  for (const key of downloads.unfinished()) {
    const stored = downloads.find(key)
    if (stored?.download.kind !== 'running' && stored?.download.kind !== 'queued') continue
    const { download, file, validator } = stored
    void storeDownload(writer, key, interrupted({ download, file, validator }, { kind: 'ended' }))
  }
}

async function removeFile(folder: DownloadFolder, path: string): Promise<void> {
  try {
    const file = await folder.reopen(path)
    await file.remove()
  } catch {
    // It is gone already.
  }
}
