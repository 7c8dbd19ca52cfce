import type { Clock } from '../model/clock.ts'
import type { DownloadOffer } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader, StoredDownload } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { toDiskError } from './disk-error.ts'
import { fetchFile } from './fetch-file.ts'
import { safeFileName } from './file-name.ts'
import { type DownloadFolder, finishPartialFile, openPartialFile, type PartialFile } from './partial-file.ts'
import { createProgressMeter } from './progress.ts'
import { firstHop, type Hop, type RequestFileOptions } from './request-file.ts'
import type { ResumePoint } from './resume.ts'
import { failed, interrupted, remainderOf, type StoredProgress, storeDownload } from './stored-download.ts'

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
  /** It has ended, in whatever way. */
  readonly onEnd: () => void
}

const cancelled = 'cancelled'
const stopped = 'stopped'

/** Starts the download of an offered file, or resumes it, and stores how it goes on. */
export function startDownload(options: StartDownloadOptions) {
  const { key, offer, folder, clock } = options
  const abort = new AbortController()
  const { signal } = abort
  let state: StoredProgress = {
    download: { kind: 'running', received: 0, total: offer.size, perSecond: null },
    file: null,
    validator: null,
  }

  const store = (stored: StoredDownload) => storeDownload(options.writer, key, stored)
  const resumeAt = (path: string, { received, validator }: ResumePoint): void => {
    state = { download: { ...state.download, received }, file: path, validator }
  }

  const fetchInto = (file: PartialFile, hop: Hop, resumeFrom: ResumePoint) => {
    const meter = createProgressMeter(resumeFrom.received, clock)
    return fetchFile({
      ...{ firstHop: hop, file, resumeFrom, clock, signal },
      fetch: options.fetch,
      token: options.token,
      size: offer.size,
      onProgress: ({ received, validator }, total) => {
        state = { download: meter.progress(received, total), file: file.path, validator }
        if (!signal.aborted && meter.shouldSave()) void store(state)
      },
    })
  }

  const run = async (): Promise<void> => {
    // The result of an earlier attempt may not be stored yet.
    await options.writer.flush()
    if (signal.aborted) return
    const remainder = remainderOf(options.reader.downloads.find(key))
    if (remainder !== null) resumeAt(remainder.path, remainder.point)
    await store(state)

    const hop = firstHop(offer.url, options.server)
    if ('kind' in hop) return store(failed(hop.reason))
    const { file, point } = await openPartialFile(folder, remainder, safeFileName(offer.filename, offer.url))
    resumeAt(file.path, point)
    const result = await fetchInto(file, hop, point)
    if (signal.aborted) {
      await (signal.reason === cancelled ? file.remove() : file.close()).catch(() => {})
      return
    }
    switch (result.kind) {
      case 'interrupted':
        await file.close().catch(() => {})
        return store(interrupted(state, result.reason))
      case 'failed':
        await file.remove().catch(() => {})
        return store(failed(result.reason))
      case 'complete': {
        const finished = await finishPartialFile(file, result.bytes, offer, clock.now)
        if (finished.download.kind === 'failed') await file.remove().catch(() => {})
        return store(finished)
      }
    }
  }

  void run()
    .catch((error) => store(failed(toDiskError(error))))
    .finally(options.onEnd)

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
