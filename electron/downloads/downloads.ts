import type { Clock } from '../model/clock.ts'
import type { Transfer, TransferTrouble } from '../model/download.ts'
import { expiryOf } from '../model/expiry.ts'
import type { Item } from '../model/item.ts'
import type { Download } from '../model/job.ts'
import type { DownloadFolder, PartFile } from '../platform/files/download-folder.ts'
import type { KeptTransfer } from '../store/downloads.ts'
import type { Reads, Writes } from '../store/writes.ts'
import { troubleOf } from './disk-error.ts'
import type { FetchFileOptions } from './fetch-file.ts'
import { persist } from './fetch-with-retries.ts'
import { safeFileName } from './file-name.ts'
import { complete } from './finish-download.ts'
import type { Half } from './resume.ts'
import { firstLeg } from './route.ts'
import { meterOf } from './speed-meter.ts'

/** Fetches what jobs have made into the Downloads folder. Everything is asked for by the item's key. */
export interface Downloads {
  /** Starts, or goes on with the half that is there. Does nothing while it is being fetched. */
  readonly start: (key: Item['key']) => void
  /** Ends it, and throws away what has come so far. */
  readonly cancel: (key: Item['key']) => void
  /** Shows the file where it lies. */
  readonly show: (key: Item['key']) => void
  readonly running: () => readonly Transfer[]
  /** Ends all; what has come so far is kept to go on with. */
  readonly stop: () => void
}

export interface DownloadsOptions {
  readonly store: Pick<Reads, 'item' | 'transfers'>
  readonly writes: Writes
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
  transfer: Extract<Transfer, { kind: 'running' }>
  file: PartFile | null
  validator: string | null
}

export function openDownloads(options: DownloadsOptions): Downloads {
  const { store, writes, folder, clock, onChange } = options
  const { transfers } = store
  const running = new Map<Item['key'], Running>()

  const keep = async (
    key: Item['key'],
    transfer: Transfer,
    file: string | null = null,
    validator: string | null = null,
  ): Promise<void> => {
    await writes.putTransfer(key, { transfer, file, validator })
  }
  const interrupt = (key: Item['key'], work: Running, reason: TransferTrouble): Promise<void> => {
    const { received, total } = work.transfer
    return keep(
      key,
      { kind: 'interrupted', received, total, reason },
      work.file?.path ?? null,
      work.validator,
    )
  }

  for (const key of transfers.running()) {
    const kept = transfers.find(key)
    if (kept?.transfer.kind !== 'running') continue
    const { received, total } = kept.transfer
    const reason = { kind: 'ended' } as const
    void keep(key, { kind: 'interrupted', received, total, reason }, kept.file, kept.validator)
  }

  /** The part file that was left, or a new one. */
  const openPart = async (left: LeftOver | null, name: string): Promise<{ file: PartFile; half: Half }> => {
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

  const fetchOne = async (key: Item['key'], { download, server }: Order, work: Running) => {
    // What became of an earlier try may still be on its way to the file.
    await writes.settled()
    if (work.abort.signal.aborted) return
    const left = leftOver(transfers.find(key))
    work.transfer = { ...work.transfer, received: left?.half.received ?? 0 }
    await keep(key, work.transfer, left?.path ?? null, left?.half.validator ?? null)
    const leg = firstLeg(download.url, server)
    if ('kind' in leg) return keep(key, { kind: 'failed', reason: leg.reason })
    const opened = await openPart(left, safeFileName(download.filename, download.url)).catch((error) =>
      troubleOf(error),
    )
    if ('kind' in opened) return keep(key, { kind: 'failed', reason: opened })
    const { file, half } = opened
    work.file = file
    const meter = meterOf(half.received, clock)
    let savedAt = Number.NEGATIVE_INFINITY
    const onProgress = ({ received, validator }: Half, total: number | null) => {
      work.transfer = { kind: 'running', received, total, perSecond: meter(received) }
      work.validator = validator
      if (work.abort.signal.aborted || clock.now() - savedAt < saveEveryMs) return
      savedAt = clock.now()
      void keep(key, work.transfer, file.path, validator)
    }
    const { fetch } = options
    const token = () => options.tokenFor(server)
    const { signal } = work.abort
    const fetched = await persist({
      ...{ first: leg, fetch, token, file, size: download.size, clock, onProgress, half, signal },
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
        const done = await complete(file, fetched.bytes, download, clock.now)
        if (done.transfer.kind === 'failed') await file.remove().catch(() => {})
        return keep(key, done.transfer, done.path)
      }
    }
  }

  const start = (key: Item['key']): void => {
    const item = store.item(key)
    const server = transfers.serverOf(key)
    if (item === null || item.download === null || server === null || running.has(key)) return
    void writes.markRead([key])
    if (expiryOf(item, clock.now()) === 'expired') {
      void keep(key, { kind: 'failed', reason: { kind: 'expired' } })
      return
    }
    const { download } = item
    const work: Running = {
      abort: new AbortController(),
      transfer: { kind: 'running', received: 0, total: download.size, perSecond: null },
      file: null,
      validator: null,
    }
    running.set(key, work)
    void fetchOne(key, { download, server }, work)
      .catch((error) => keep(key, { kind: 'failed', reason: troubleOf(error) }))
      .finally(() => {
        running.delete(key)
        onChange()
      })
  }

  return {
    start,
    cancel: (key) => {
      const left = leftOver(transfers.find(key))
      running.get(key)?.abort.abort(cancelled)
      void writes.forgetTransfer(key)
      // A half that is being gone on with is removed by the work that does so.
      if (left !== null)
        void folder.reopen(left.path, '').then(
          (file) => file.remove(),
          () => {},
        )
      onChange()
    },
    show: (key) => {
      const kept = transfers.find(key)
      if (kept?.transfer.kind !== 'done' || kept.file === null || options.showFile(kept.file)) return
      void keep(key, { kind: 'failed', reason: { kind: 'not-found' } })
    },
    running: () => [...running.values()].map(({ transfer }) => transfer),
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
  readonly download: Download
  readonly server: string
}

interface LeftOver {
  readonly path: string
  readonly half: Half
}

function leftOver(kept: KeptTransfer | null): LeftOver | null {
  if (kept?.transfer.kind !== 'interrupted' || kept.file === null) return null
  return { path: kept.file, half: { received: kept.transfer.received, validator: kept.validator } }
}

const cancelled = 'cancelled'
const stopped = 'stopped'
