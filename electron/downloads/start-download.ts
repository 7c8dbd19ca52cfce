import { type Clock, throttle } from '../model/clock.ts'
import type { DownloadOffer, SkipReason } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { ByRule, HistoryReader, StoredDownload } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { toDiskError } from './disk-error.ts'
import { type FetchResult, fetchFile } from './fetch-file.ts'
import { safeFileName } from './file-name.ts'
import {
  type DownloadFolder,
  finishPartialFile,
  inFolder,
  openPartialFile,
  type PartialFile,
} from './partial-file.ts'
import { firstHop, type Hop, type RequestFileOptions } from './request-file.ts'
import type { ResumePoint } from './resume.ts'
import { createSpeedMeter } from './speed-meter.ts'
import {
  failed,
  interrupted,
  type Progress,
  remainderOf,
  type StoredProgress,
  skipped,
  storeDownload,
} from './stored-download.ts'

export type RunningDownload = ReturnType<typeof startDownload>

export interface StartDownloadOptions extends Pick<RequestFileOptions, 'fetch' | 'token'> {
  readonly key: Item['key']
  readonly offer: DownloadOffer
  /** The address of the stream by which the offer came. */
  readonly server: string
  readonly reader: Pick<HistoryReader, 'downloads'>
  readonly writer: HistoryWriter
  readonly folder: DownloadFolder
  readonly clock: Clock
  /** What it may not go beyond, and what has started it; null: the user, without limits. */
  readonly byRule: ByRuleOptions | null
  /** It has ended. Null: the user cancelled it, or it was stopped. */
  readonly onEnd: (result: StoredDownload | null) => Promise<void>
}

export interface ByRuleOptions {
  readonly startedBy: ByRule
  readonly maxBytes: number
  /** Why it may not begin now; null: it may. */
  readonly reasonAgainst: () => Promise<SkipReason | null>
}

const saveEveryMs = 500

const cancelled = 'cancelled'
const stopped = 'stopped'

/** Starts the download of an offered file, or resumes it, and stores how it goes on. */
export function startDownload(options: StartDownloadOptions) {
  const { key, offer, folder, clock, byRule } = options
  const abort = new AbortController()
  const { signal } = abort
  const startedBy = byRule === null ? {} : { startedBy: byRule.startedBy }
  let state: StoredProgress & { readonly download: Progress } = {
    download: { kind: 'running', received: 0, total: offer.size, perSecond: null },
    file: null,
    validator: null,
    ...startedBy,
  }

  const store = (stored: StoredDownload) => storeDownload(options.writer, key, stored)
  const save = throttle(saveEveryMs, clock, () => {
    if (!signal.aborted) void store(state)
  })
  const resumeAt = (path: string, { received, validator }: ResumePoint): void => {
    state = { ...state, download: { ...state.download, received }, file: path, validator }
  }

  const fetchInto = (file: PartialFile, hop: Hop, resumeFrom: ResumePoint) => {
    const speed = createSpeedMeter(resumeFrom.received, clock)
    return fetchFile({
      ...{ firstHop: hop, file, resumeFrom, clock, signal },
      fetch: options.fetch,
      token: options.token,
      offer,
      maxBytes: byRule?.maxBytes ?? null,
      onProgress: ({ received, validator }, total) => {
        const download = { kind: 'running', received, total, perSecond: speed(received) } as const
        state = { ...state, download, file: file.path, validator }
        save.call()
      },
    })
  }

  const run = async (): Promise<StoredDownload | null> => {
    // The result of an earlier attempt may not be stored yet.
    await options.writer.flush()
    if (signal.aborted) return null
    const remainder = remainderOf(options.reader.downloads.find(key))
    if (remainder !== null) resumeAt(remainder.path, remainder.point)
    await store(state)
    const against = (await byRule?.reasonAgainst()) ?? null
    if (signal.aborted) return null
    // What an earlier attempt has received is not thrown away.
    if (against !== null) return remainder === null ? skipped(against) : interrupted(state, { kind: 'ended' })

    const hop = firstHop(offer.url, options.server)
    if ('kind' in hop) return failed(hop.reason)
    const { file, point } = await openPartialFile(folder, remainder, safeFileName(offer.filename, offer.url))
    resumeAt(file.path, point)
    const result = await fetchInto(file, hop, point)
    if (signal.aborted) {
      await (signal.reason === cancelled ? file.remove() : file.close()).catch(() => {})
      return null
    }
    const stored = await storedResult(file, result)
    if (stored.file === null) await file.remove().catch(() => {})
    return stored
  }

  /** Without a file nothing is worth keeping of it. */
  const storedResult = async (file: PartialFile, result: FetchResult): Promise<StoredDownload> => {
    switch (result.kind) {
      case 'interrupted':
        if (result.point.received === 0) return failed(result.reason)
        await file.close().catch(() => {})
        return interrupted(state, result.reason)
      case 'failed':
        return failed(result.reason)
      case 'skipped':
        return skipped(result.reason)
      case 'complete': {
        const name = safeFileName(offer.filename ?? result.proposedName, offer.url)
        return finishPartialFile(file, result.bytes, name, offer, clock.now)
      }
    }
  }

  void run()
    .catch((error) => failed(toDiskError(error)))
    .then((result) => {
      save.stop()
      return options.onEnd(result === null ? null : { ...inFolder(result, folder), ...startedBy })
    })

  return {
    progress: () => state.download,
    /** Ends it and removes the partial file. */
    cancel: () => abort.abort(cancelled),
    /** Ends it and stores it as interrupted. */
    stop: () => {
      abort.abort(stopped)
      void store(interrupted(state, { kind: 'ended' }))
    },
  }
}
