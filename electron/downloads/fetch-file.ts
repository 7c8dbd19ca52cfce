import type { Clock } from '../model/clock.ts'
import type { DownloadError, DownloadOffer } from '../model/download.ts'
import { diskErrorOf, errorText } from './disk-error.ts'
import type { PartialFile } from './partial-file.ts'
import { isTemporary, type RequestFileOptions, requestFile, statusError } from './request-file.ts'
import { type ResumePoint, readResponse, startOfFile } from './resume.ts'

export interface FetchFileOptions extends RequestFileOptions {
  readonly file: Pick<PartialFile, 'truncate' | 'write' | 'freeSpace'>
  readonly resumeFrom: ResumePoint
  /** The offered size; null: it was not said. */
  readonly size: DownloadOffer['size']
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called with what is on the disk now, and the size of the whole file where it is known. */
  readonly onProgress: (point: ResumePoint, total: number | null) => void
}

export type FetchResult =
  | { readonly kind: 'complete'; readonly bytes: number }
  /** It can be resumed from `point`. */
  | { readonly kind: 'interrupted'; readonly point: ResumePoint; readonly reason: DownloadError }
  /** Another attempt would fail as well. */
  | { readonly kind: 'failed'; readonly reason: DownloadError }

const retryDelaysMs = [1_000, 3_000, 10_000, 30_000]
/** A connection that brings nothing for so long counts as broken. */
const maxSilenceMs = 30_000
const silence = new TypeError('silence')

/** Downloads what is missing of a file into the partial file. Retries until an attempt brings nothing new. */
export async function fetchFile(options: FetchFileOptions): Promise<FetchResult> {
  const { clock, signal } = options
  let { resumeFrom } = options
  for (let attempt = 0; ; attempt += 1) {
    const result = await attemptFetch({ ...options, resumeFrom })
    if (result.kind !== 'interrupted' || signal.aborted) return result
    if (result.point.received > resumeFrom.received) attempt = 0
    resumeFrom = result.point
    const delayMs = retryDelaysMs[attempt]
    if (delayMs === undefined) return result
    await wait(clock, delayMs, signal)
    if (signal.aborted) return result
  }
}

async function attemptFetch(options: FetchFileOptions): Promise<FetchResult> {
  const { file, size, clock, onProgress } = options
  let point = options.resumeFrom
  const abort = new AbortController()
  const onAbort = () => abort.abort(options.signal.reason)
  options.signal.addEventListener('abort', onAbort, { once: true })
  if (options.signal.aborted) onAbort()
  let cancelTimeout = () => {}
  const restartTimeout = () => {
    cancelTimeout()
    cancelTimeout = clock.after(maxSilenceMs, () => abort.abort(silence))
  }

  try {
    restartTimeout()
    const requested = await requestFile(options, point, abort.signal)
    if (requested.kind === 'refused') return failed(requested.reason)
    const { response } = requested
    const content = readResponse(response.status, response.headers, point)
    switch (content.kind) {
      case 'start-over':
        // Without a validator the next attempt requests the whole file.
        return { kind: 'interrupted', point: startOfFile, reason: { kind: 'file-changed' } }
      case 'refused': {
        const reason = statusError(content.status)
        return isTemporary(content.status) ? { kind: 'interrupted', point, reason } : failed(reason)
      }
      case 'body':
        break
    }

    if (size !== null && content.total !== null && content.total !== size) {
      return failed({ kind: 'other-size', seen: content.total, promised: size })
    }
    const total = content.total ?? size
    point = { received: content.from, validator: content.validator }
    const freeSpace = await file.freeSpace()
    if (total !== null && freeSpace !== null && total - point.received > freeSpace) {
      return failed({ kind: 'disk-full' })
    }
    const truncateError = await diskErrorOf(file.truncate(point.received))
    if (truncateError !== null) return failed(truncateError)
    onProgress(point, total)

    for await (const bytes of response.body ?? []) {
      restartTimeout()
      const received = point.received + bytes.length
      if (size !== null && received > size) {
        return failed({ kind: 'other-size', seen: received, promised: size })
      }
      const writeError = await diskErrorOf(file.write(bytes))
      if (writeError !== null) return failed(writeError)
      point = { ...point, received }
      onProgress(point, total)
    }
    if (total !== null && point.received < total) {
      return { kind: 'interrupted', point, reason: { kind: 'cut-off' } }
    }
    return { kind: 'complete', bytes: point.received }
  } catch (error) {
    const reason: DownloadError =
      abort.signal.reason === silence
        ? { kind: 'silence', ms: maxSilenceMs }
        : { kind: 'connection-broke', detail: errorText(error) }
    return { kind: 'interrupted', point, reason }
  } finally {
    cancelTimeout()
    options.signal.removeEventListener('abort', onAbort)
    // Also releases a body that was not read to its end.
    abort.abort(new TypeError('over'))
  }
}

function failed(reason: DownloadError): FetchResult {
  return { kind: 'failed', reason }
}

function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve)
    const onAbort = () => {
      cancel()
      resolve()
    }
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
