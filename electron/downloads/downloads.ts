import { expiryOf } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { DownloadFolder } from './partial-file.ts'
import type { Progress } from './progress.ts'
import { type RunningDownload, type StartDownloadOptions, startDownload } from './start-download.ts'
import { failed, interrupted, remainderOf, storeDownload } from './stored-download.ts'

export interface DownloadsOptions
  extends Pick<StartDownloadOptions, 'writer' | 'folder' | 'fetch' | 'clock'> {
  readonly reader: Pick<HistoryReader, 'item' | 'downloads'>
  /** The access token for the origin of this server; null for none. */
  readonly tokenFor: (server: string) => string | null
  /** Shows a file in its folder; false when it is no longer there. */
  readonly showFile: (path: string) => boolean
  readonly onChange: () => void
}

/** Downloads the files that jobs offer into the Downloads folder. Each is named by the key of its item. */
export function createDownloads(options: DownloadsOptions) {
  const { reader, writer, folder, fetch, clock, onChange } = options
  const running = new Map<Item['key'], RunningDownload>()
  interruptLastRun(reader, writer)

  return {
    /** Starts a download, or resumes it where it was interrupted. Does nothing while it is running. */
    start: (key: Item['key']) => {
      const item = reader.item(key)
      const server = reader.downloads.serverOf(key)
      if (item === null || item.offer === null || server === null || running.has(key)) return
      void writer.write({ type: 'mark-read', keys: [key] })
      if (expiryOf(item, clock.now()) === 'expired') {
        void storeDownload(writer, key, failed({ kind: 'expired' }))
        return
      }
      const download = startDownload({
        ...{ key, offer: item.offer, server, reader, writer, folder, fetch, clock },
        token: () => options.tokenFor(server),
        onEnd: () => {
          running.delete(key)
          onChange()
        },
      })
      running.set(key, download)
    },
    /** Ends a download and removes what was received so far. */
    cancel: (key: Item['key']) => {
      const remainder = remainderOf(reader.downloads.find(key))
      running.get(key)?.cancel()
      void writer.write({ type: 'delete-download', key })
      // A running download removes the file that it has opened by itself.
      if (remainder !== null) void removeFile(folder, remainder.path)
      onChange()
    },
    /** Shows a finished file in its folder. */
    show: (key: Item['key']) => {
      const stored = reader.downloads.find(key)
      if (stored?.download.kind !== 'done' || stored.file === null || options.showFile(stored.file)) return
      void storeDownload(writer, key, failed({ kind: 'not-found' }))
    },
    running: (): readonly Progress[] => [...running.values()].map(({ progress }) => progress()),
    /** Interrupts all downloads; they can be resumed. */
    stop: () => {
      for (const download of running.values()) download.stop()
    },
  }
}

/** Downloads that are stored as running were interrupted by the end of the last run, which may have been a crash. */
function interruptLastRun({ downloads }: Pick<HistoryReader, 'downloads'>, writer: HistoryWriter): void {
  for (const key of downloads.running()) {
    const stored = downloads.find(key)
    if (stored?.download.kind !== 'running') continue
    const { download, file, validator } = stored
    void storeDownload(writer, key, interrupted({ download, file, validator }, { kind: 'ended' }))
  }
}

async function removeFile(folder: DownloadFolder, path: string): Promise<void> {
  try {
    const file = await folder.reopen(path, '')
    await file.remove()
  } catch {
    // It is gone already.
  }
}
