import { type Clock, pause } from '../model/clock.ts'
import type { DownloadError, DownloadOffer, SkipReason } from '../model/download.ts'
import { proposedFileName } from './content-disposition.ts'
import { diskErrorOf, errorText } from './disk-error.ts'
import { limitReached, spaceCheckBytes } from './fetch-limits.ts'
import type { PartialFile } from './partial-file.ts'
import { isTemporary, type RequestFileOptions, requestFile, statusError } from './request-file.ts'
import { type ResumePoint, readResponse, startOfFile } from './resume.ts'
import { isPageInsteadOfFile } from './web-page.ts'

export interface FetchFileOptions extends RequestFileOptions {
  readonly file: Pick<PartialFile, 'truncate' | 'write' | 'space'>
  readonly resumeFrom: ResumePoint
  readonly offer: Pick<DownloadOffer, 'url' | 'filename' | 'size'>
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Null: the user has asked for the file, whatever its size. */
  readonly maxBytes: number | null
  /** Called with what is on the disk now, and the size of the whole file where it is known. */
  readonly onProgress: (point: ResumePoint, total: number | null) => void
}

export type FetchResult =
  | {
      readonly kind: 'complete'
      readonly bytes: number
      /** The name that the server proposed with the file; untrusted, null: none. */
      readonly proposedName: string | null
    }
  /** It can be resumed from `point`. */
  | { readonly kind: 'interrupted'; readonly point: ResumePoint; readonly reason: DownloadError }
  /** Another attempt would fail as well. */
  | { readonly kind: 'failed'; readonly reason: DownloadError }
  /** A limit was reached. */
  | { readonly kind: 'skipped'; readonly reason: SkipReason }

const retryDelaysMs = [1_000, 3_000, 10_000, 30_000]
/** A connection that brings nothing for so long counts as broken. */
const maxSilenceMs = 30_000
const silence = new TypeError('silence')

interface Attempt extends FetchFileOptions {
  readonly allowsCompression: boolean
}

/** The body was not in the encoding that the server named. */
interface WrongEncoding {
  readonly kind: 'wrong-encoding'
}

/** Downloads what is missing of a file into the partial file. Retries until an attempt brings nothing new. */
export async function fetchFile(options: FetchFileOptions): Promise<FetchResult> {
  const { clock, signal } = options
  let { resumeFrom } = options
  let allowsCompression = false
  for (let attempt = 0; ; attempt += 1) {
    const result = await attemptFetch({ ...options, resumeFrom, allowsCompression })
    if (result.kind === 'wrong-encoding') {
      if (allowsCompression || signal.aborted) return failed({ kind: 'wrong-encoding' })
      // A file that is stored compressed may come right where compression is allowed.
      allowsCompression = true
      resumeFrom = startOfFile
      continue
    }
    if (result.kind !== 'interrupted' || signal.aborted) return result
    if (result.point.received > resumeFrom.received) attempt = 0
    resumeFrom = result.point
    const delayMs = retryDelaysMs[attempt]
    if (delayMs === undefined) return result
    await pause(delayMs, clock, signal)
    if (signal.aborted) return result
  }
}

async function attemptFetch(options: Attempt): Promise<FetchResult | WrongEncoding> {
  const { file, offer, maxBytes, allowsCompression, clock, onProgress } = options
  let point = options.resumeFrom
  const abort = new AbortController()
  const signal = AbortSignal.any([options.signal, abort.signal])
  let cancelTimeout = () => {}
  const restartTimeout = () => {
    cancelTimeout()
    cancelTimeout = clock.after(maxSilenceMs, () => abort.abort(silence))
  }

  try {
    restartTimeout()
    const requested = await requestFile(options, { point, allowsCompression, signal })
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

    if (isPageInsteadOfFile(requested, offer)) {
      return failed({ kind: 'web-page' })
    }
    // The offered size may be that of the compressed bytes, which says nothing about those that arrive.
    const size = offer.size === content.compressedSize ? null : offer.size
    if (size !== null && content.total !== null && content.total !== size) {
      return failed({ kind: 'other-size', seen: content.total, promised: size })
    }
    const total = content.total ?? size
    point = { received: content.from, validator: content.validator }
    let space = await file.space()
    const reached = maxBytes === null ? null : limitReached(maxBytes, { ...point, total, space })
    if (reached !== null) return { kind: 'skipped', reason: reached }
    if (total !== null && space !== null && total - point.received > space.free) {
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
      if (maxBytes !== null && total === null) {
        if (isCheckDue(point.received, received)) space = await file.space()
        const reached = limitReached(maxBytes, { received, total, space })
        if (reached !== null) return { kind: 'skipped', reason: reached }
      }
      const writeError = await diskErrorOf(file.write(bytes))
      if (writeError !== null) return failed(writeError)
      point = { ...point, received }
      onProgress(point, total)
    }
    if (total !== null && point.received < total) {
      return { kind: 'interrupted', point, reason: { kind: 'cut-off' } }
    }
    if (size !== null && point.received !== size) {
      return failed({ kind: 'other-size', seen: point.received, promised: size })
    }
    const proposedName = proposedFileName(response.headers.get('content-disposition'))
    return { kind: 'complete', bytes: point.received, proposedName }
  } catch (error) {
    if (errorText(error).includes('CONTENT_DECODING')) return { kind: 'wrong-encoding' }
    const reason: DownloadError =
      signal.reason === silence
        ? { kind: 'silence', ms: maxSilenceMs }
        : { kind: 'connection-broke', detail: errorText(error) }
    return { kind: 'interrupted', point, reason }
  } finally {
    cancelTimeout()
    // Also releases a body that was not read to its end.
    abort.abort(new TypeError('over'))
  }
}

/** Whether the space on the disk is to be looked at again. The arguments are bytes, before and after what has come. */
function isCheckDue(before: number, received: number): boolean {
  return Math.floor(before / spaceCheckBytes) !== Math.floor(received / spaceCheckBytes)
}

function failed(reason: DownloadError): FetchResult {
  return { kind: 'failed', reason }
}
