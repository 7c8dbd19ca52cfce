import type { Clock } from '../model/clock.ts'
import type { Download, DownloadError } from '../model/download.ts'
import { expiryOf } from '../model/expiry.ts'
import type { Item } from '../model/item.ts'
import type { DownloadOffer } from '../model/job.ts'
import type { DownloadFolder, PartFile } from '../platform/files/download-folder.ts'
import type { HistoryReader, StoredDownload } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { toDiskError } from './disk-error.ts'
import type { FetchFileOptions } from './fetch-file.ts'
import { fetchWithRetries } from './fetch-with-retries.ts'
import { safeFileName } from './file-name.ts'
import { finishDownload } from './finish-download.ts'
import type { PartialFile } from './resume.ts'
import { firstLeg } from './route.ts'
import { createSpeedMeter } from './speed-meter.ts'

/** Fetches what jobs have made into the Downloads folder. Everything is asked for by the item's key. */
export interface Downloads {
  /** Starts, or goes on with the half that is there. Does nothing while it is being fetched. */
  readonly start: (key: Item['key']) => void
  /** Ends it, and throws away what has come so far. */
  readonly cancel: (key: Item['key']) => void
  /** Shows the file where it lies. */
  readonly show: (key: Item['key']) => void
  readonly running: () => readonly Download[]
  /** Ends all; what has come so far is kept to go on with. */
  readonly stop: () => void
}

export interface DownloadsOptions {
  readonly reader: Pick<HistoryReader, 'item' | 'downloads'>
  readonly writer: HistoryWriter
  readonly folder: DownloadFolder
  readonly fetch: FetchFileOptions['fetch']
  /** The access token that was given for the origin of this server. */
  readonly tokenFor: (server: string) => string | null
  readonly clock: Clock
  /** Shows a file in its folder; false when it is no longer there. */
  readonly showFile: (path: string) => boolean
  readonly onChange: () => void
}

const saveEveryMs = 500

interface Running {
  readonly abort: AbortController
  download: Extract<Download, { kind: 'running' }>
  file: PartFile | null
  validator: string | null
}

export function createDownloads(options: DownloadsOptions): Downloads {
  const { reader, writer, folder, clock, onChange } = options
  const { downloads } = reader
  const running = new Map<Item['key'], Running>()

  const keep = async (
    key: Item['key'],
    download: Download,
    file: string | null = null,
    validator: string | null = null,
  ): Promise<void> => {
    await writer.write({ type: 'put-download', key, stored: { download, file, validator } })
  }
  const interrupt = (key: Item['key'], work: Running, reason: DownloadError): Promise<void> => {
    const { received, total } = work.download
    return keep(
      key,
      { kind: 'interrupted', received, total, reason },
      work.file?.path ?? null,
      work.validator,
    )
  }

  for (const key of downloads.running()) {
    const kept = downloads.find(key)
    if (kept?.download.kind !== 'running') continue
    const { received, total } = kept.download
    const reason = { kind: 'ended' } as const
    void keep(key, { kind: 'interrupted', received, total, reason }, kept.file, kept.validator)
  }

  /** The part file that was left, or a new one. */
  const openPart = async (
    left: LeftOver | null,
    name: string,
  ): Promise<{ file: PartFile; half: PartialFile }> => {
    if (left !== null) {
      try {
        const file = await folder.reopen(left.path, name)
        const received = Math.min(left.half.received, await file.size())
        return { file, half: { ...left.half, received } }
      } catch {
        // Moved or deleted meanwhile: it is fetched anew.
      }
    }
    return { file: await folder.create(name), half: { received: 0, validator: null } }
  }

  const fetchOne = async (key: Item['key'], { offer, server }: Order, work: Running) => {
    // What became of an earlier try may still be on its way to the file.
    await writer.flush()
    if (work.abort.signal.aborted) return
    const left = leftOver(downloads.find(key))
    work.download = { ...work.download, received: left?.half.received ?? 0 }
    await keep(key, work.download, left?.path ?? null, left?.half.validator ?? null)
    const leg = firstLeg(offer.url, server)
    if ('kind' in leg) return keep(key, { kind: 'failed', reason: leg.reason })
    const opened = await openPart(left, safeFileName(offer.filename, offer.url)).catch((error) =>
      toDiskError(error),
    )
    if ('kind' in opened) return keep(key, { kind: 'failed', reason: opened })
    const { file, half } = opened
    work.file = file
    const meter = createSpeedMeter(half.received, clock)
    let savedAt = Number.NEGATIVE_INFINITY
    const onProgress = ({ received, validator }: PartialFile, total: number | null) => {
      work.download = { kind: 'running', received, total, perSecond: meter(received) }
      work.validator = validator
      if (work.abort.signal.aborted || clock.now() - savedAt < saveEveryMs) return
      savedAt = clock.now()
      void keep(key, work.download, file.path, validator)
    }
    const { fetch } = options
    const token = () => options.tokenFor(server)
    const { signal } = work.abort
    const fetched = await fetchWithRetries({
      ...{ first: leg, fetch, token, file, size: offer.size, clock, onProgress, half, signal },
    })
    if (work.abort.signal.aborted) {
      if (work.abort.signal.reason === cancelled) await file.remove().catch(() => {})
      else await file.close().catch(() => {})
      return
    }
    switch (fetched.kind) {
      case 'broken':
        await file.close().catch(() => {})
        return interrupt(key, work, fetched.reason)
      case 'failed':
        await file.remove().catch(() => {})
        return keep(key, { kind: 'failed', reason: fetched.reason })
      case 'whole': {
        const done = await finishDownload(file, fetched.bytes, offer, clock.now)
        if (done.download.kind === 'failed') await file.remove().catch(() => {})
        return keep(key, done.download, done.path)
      }
    }
  }

  const start = (key: Item['key']): void => {
    const item = reader.item(key)
    const server = downloads.serverOf(key)
    if (item === null || item.offer === null || server === null || running.has(key)) return
    void writer.write({ type: 'mark-read', keys: [key] })
    if (expiryOf(item, clock.now()) === 'expired') {
      void keep(key, { kind: 'failed', reason: { kind: 'expired' } })
      return
    }
    const { offer } = item
    const work: Running = {
      abort: new AbortController(),
      download: { kind: 'running', received: 0, total: offer.size, perSecond: null },
      file: null,
      validator: null,
    }
    running.set(key, work)
    void fetchOne(key, { offer, server }, work)
      .catch((error) => keep(key, { kind: 'failed', reason: toDiskError(error) }))
      .finally(() => {
        running.delete(key)
        onChange()
      })
  }

  return {
    start,
    cancel: (key) => {
      const left = leftOver(downloads.find(key))
      running.get(key)?.abort.abort(cancelled)
      void writer.write({ type: 'delete-download', key })
      // A half that is being gone on with is removed by the work that does so.
      if (left !== null)
        void folder.reopen(left.path, '').then(
          (file) => file.remove(),
          () => {},
        )
      onChange()
    },
    show: (key) => {
      const kept = downloads.find(key)
      if (kept?.download.kind !== 'done' || kept.file === null || options.showFile(kept.file)) return
      void keep(key, { kind: 'failed', reason: { kind: 'not-found' } })
    },
    running: () => [...running.values()].map(({ download }) => download),
    stop: () => {
      for (const [key, work] of running) {
        work.abort.abort(stopped)
        void interrupt(key, work, { kind: 'ended' })
      }
    },
  }
}

/** What is to be fetched, and from whom. */
interface Order {
  readonly offer: DownloadOffer
  readonly server: string
}

interface LeftOver {
  readonly path: string
  readonly half: PartialFile
}

function leftOver(kept: StoredDownload | null): LeftOver | null {
  if (kept?.download.kind !== 'interrupted' || kept.file === null) return null
  return { path: kept.file, half: { received: kept.download.received, validator: kept.validator } }
}

const cancelled = 'cancelled'
const stopped = 'stopped'
