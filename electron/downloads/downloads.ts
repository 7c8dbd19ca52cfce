import { expiryOf, type SkipReason } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import type { ByRule, HistoryReader, StoredDownload } from '../store/history-reader.ts'
import { type DownloadRequest, requestOf } from './download-request.ts'
import { createFinishedFiles, type FinishedFilesOptions } from './finished-files.ts'
import type { DownloadFolder } from './partial-file.ts'
import { type RunningDownload, type StartDownloadOptions, startDownload } from './start-download.ts'
import {
  failed,
  interruptLastRun,
  type Progress,
  type QueuedDownload,
  queued,
  remainderOf,
  skipped,
  storeDownload,
} from './stored-download.ts'

export interface DownloadsOptions
  extends Pick<StartDownloadOptions, 'writer' | 'folder' | 'fetch' | 'clock'>,
    Omit<FinishedFilesOptions, 'reader' | 'writer'> {
  readonly reader: Pick<HistoryReader, 'item' | 'downloads'>
  /** A folder that the user has chosen. */
  readonly chosenFolder: (path: string) => DownloadFolder
  /** The access token for the origin of this server; null for none. */
  readonly tokenFor: (server: string) => Promise<string | null>
  /** Whether the connection costs by volume, as far as the system tells. */
  readonly isMetered: () => Promise<boolean>
  /** The download of this item has ended, and the item holds how. One that the user has cancelled only if a rule began it. */
  readonly notify: (item: Item, startedBy: DownloadStarter) => void
  readonly onChange: () => void
}

export type DownloadStarter = 'user' | ByRule

/** What a rule says about a download. */
export interface FetchOrder {
  readonly maxBytes: number
  /** The path of the folder; null: the Downloads folder. */
  readonly folder: string | null
}

/** A download that runs or waits for its turn. */
export interface ActiveDownload {
  readonly key: Item['key']
  /** The name of the file or of the job; null: neither has one. */
  readonly name: string | null
  readonly download: Progress | QueuedDownload
}

/** Null: the user. */
type Cause = { readonly order: FetchOrder; readonly startedBy: ByRule } | null

/** Over HTTP/1.1 Chromium allows six connections to a server, and the stream needs one of them. */
const maxRunning = 3
/** One is left for what the user asks for. */
const maxRunningByRule = 2

export type Downloads = ReturnType<typeof createDownloads>

/** Downloads the files that jobs offer. Each is named by the key of its item. */
export function createDownloads(options: DownloadsOptions) {
  const { reader, writer, fetch, clock, onChange } = options
  const running = new Map<
    Item['key'],
    RunningDownload & Pick<ActiveDownload, 'name'> & { readonly cause: Cause }
  >()
  /** In the order in which they were requested. */
  const waiting = new Map<Item['key'], ActiveDownload & { readonly cause: Cause }>()
  interruptLastRun(reader, writer)

  const end = async (key: Item['key'], result: StoredDownload): Promise<void> => {
    const { download, startedBy = 'user' } = result
    const writes = [storeDownload(writer, key, result)]
    if (startedBy === 'user' && download.kind !== 'done')
      writes.push(writer.write({ type: 'mark-unread', keys: [key] }).then(() => {}))
    await Promise.all(writes)
    const item = reader.item(key)
    if (item !== null) options.notify({ ...item, download }, startedBy)
  }
  const files = createFinishedFiles(options, (key) => void end(key, failed({ kind: 'not-found' })))

  const begin = (key: Item['key'], request: DownloadRequest, cause: Cause): void => {
    const { offer, server, name } = request
    if (expiryOf(request.item, clock.now()) === 'expired') {
      void end(key, { ...failed({ kind: 'expired' }), ...startedBy(cause) })
      return
    }
    const path = cause?.order.folder ?? null
    const download = startDownload({
      ...{ key, offer, server, reader, writer, fetch, clock },
      folder: path === null ? options.folder : options.chosenFolder(path),
      token: () => options.tokenFor(server),
      byRule:
        cause === null ? null : { startedBy: cause.startedBy, maxBytes: cause.order.maxBytes, reasonAgainst },
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
    running.set(key, { ...download, name, cause })
  }

  const reasonAgainst = async (): Promise<SkipReason | null> =>
    (await options.isMetered()) ? { kind: 'metered' } : null

  const hasRoomFor = (cause: Cause): boolean =>
    running.size < maxRunning && (cause === null || byRule(running) < maxRunningByRule)

  const beginWaiting = (): void => {
    // What the user asks for comes first.
    const inOrder = [...waiting].sort(([, a], [, b]) => Number(a.cause !== null) - Number(b.cause !== null))
    for (const [key, { cause }] of inOrder) {
      if (!hasRoomFor(cause)) continue
      waiting.delete(key)
      const request = requestOf(reader, key)
      if (request !== null) begin(key, request, cause)
    }
  }

  const beginOrWait = (key: Item['key'], request: DownloadRequest, cause: Cause): void => {
    if (hasRoomFor(cause)) {
      begin(key, request, cause)
      return
    }
    const stored = queued(reader.downloads.find(key), request.offer)
    waiting.set(key, { key, name: request.name, download: stored.download, cause })
    void storeDownload(writer, key, { ...stored, ...startedBy(cause) })
  }

  /** Ends a download and removes what was received so far. */
  const cancel = (key: Item['key']): void => {
    const cause = (running.get(key) ?? waiting.get(key))?.cause ?? null
    const remainder = remainderOf(reader.downloads.find(key))
    waiting.delete(key)
    running.get(key)?.cancel()
    // It must not be begun again by itself.
    if (cause !== null) void end(key, { ...skipped({ kind: 'cancelled' }), ...startedBy(cause) })
    else void writer.write({ type: 'delete-download', key })
    // A running download removes the file that it has opened by itself.
    if (remainder !== null) void removeFile(options.folder, remainder.path)
    onChange()
  }

  return {
    /**
     * Starts a download, or resumes it where it was interrupted; it waits while enough others run. Does nothing while it
     * is running.
     */
    start: (key: Item['key']) => {
      const request = requestOf(reader, key)
      if (request === null || running.has(key) || waiting.get(key)?.cause === null) return
      void writer.write({ type: 'mark-read', keys: [key] })
      waiting.delete(key)
      beginOrWait(key, request, null)
    },
    /** The same as a rule says; the item stays unread. */
    fetch: (key: Item['key'], order: FetchOrder) => {
      const request = requestOf(reader, key)
      if (request === null || running.has(key) || waiting.has(key)) return
      const isFirst = reader.downloads.find(key) === null
      beginOrWait(key, request, { order, startedBy: isFirst ? 'rule' : 'rule-again' })
    },
    /** How many downloads run or wait because of a rule. */
    fetchCount: () => byRule(running) + byRule(waiting),
    cancel,
    /** Cancels those of this server that run or wait. */
    cancelOf: (server: SourceId) => {
      for (const key of [...running.keys(), ...waiting.keys()]) {
        if (reader.downloads.serverOf(key) === server) cancel(key)
      }
    },
    ...files,
    /** Those that run, then those that wait. */
    active: (): readonly ActiveDownload[] => [
      ...[...running].map(([key, { name, progress }]) => ({ key, name, download: progress() })),
      ...[...waiting.values()].map(({ key, name, download }) => ({ key, name, download })),
    ],
    /** Interrupts all downloads; they can be resumed. */
    stop: () => {
      waiting.clear()
      for (const download of running.values()) download.stop()
    },
  }
}

function byRule(downloads: ReadonlyMap<Item['key'], { readonly cause: Cause }>): number {
  return [...downloads.values()].filter(({ cause }) => cause !== null).length
}

function startedBy(cause: Cause): Pick<StoredDownload, 'startedBy'> {
  return cause === null ? {} : { startedBy: cause.startedBy }
}

async function removeFile(folder: DownloadFolder, path: string): Promise<void> {
  try {
    const file = await folder.reopen(path)
    await file.remove()
  } catch {
    // It is gone already.
  }
}
