import type { Clock } from '../model/clock.ts'
import type { DownloadError } from '../model/download.ts'
import type { DownloadOffer } from '../model/job.ts'
import { diskErrorOf, errorText } from './disk-error.ts'
import { type PartialFile, rangeHeaders, readAnswer } from './resume.ts'
import { isRedirect, type Leg, nextLeg, type Refused } from './route.ts'

/** The half file on the disk. Every step may reject with what the system said. */
export interface HalfFile {
  /** Cuts the file off at this length; what is written next comes behind it. */
  readonly cutTo: (bytes: number) => Promise<void>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Bytes that still fit on the disk; null when that can't be told. */
  readonly free: () => Promise<number | null>
}

export interface FetchFileOptions {
  readonly first: Leg
  /** Follows no redirect; sends no cookies. */
  readonly fetch: (
    url: string,
    init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  ) => Promise<Response>
  /** The access token for the first leg's origin; null for none. */
  readonly token: () => string | null
  readonly file: HalfFile
  readonly half: PartialFile
  /** Bytes the offer promised; null when it did not. */
  readonly size: DownloadOffer['size']
  readonly clock: Clock
  readonly signal: AbortSignal
  /** What is on the disk now. */
  readonly onProgress: (half: PartialFile, total: number | null) => void
}

/** How one attempt ended. */
export type Fetched =
  | { readonly kind: 'whole'; readonly bytes: number }
  /** The way there broke; `half` is worth going on with. */
  | { readonly kind: 'broken'; readonly half: PartialFile; readonly reason: DownloadError }
  | { readonly kind: 'failed'; readonly reason: DownloadError }

const mostRedirects = 5
/** Silence for so long, and the connection counts as broken. */
const silenceMs = 30_000
const silence = new TypeError('silence')

/** Fetches a file, or what is missing of it, into the half file that is there. */
export async function fetchFile(options: FetchFileOptions): Promise<Fetched> {
  const { file, size, onProgress } = options
  let { half } = options
  const abort = new AbortController()
  const giveUp = () => abort.abort(options.signal.reason)
  options.signal.addEventListener('abort', giveUp, { once: true })
  if (options.signal.aborted) giveUp()
  let watch = () => {}
  const stillAlive = () => {
    watch()
    watch = options.clock.after(silenceMs, () => abort.abort(silence))
  }

  try {
    stillAlive()
    const response = await ask(options, half, abort.signal)
    if ('kind' in response) return { kind: 'failed', reason: response.reason }
    const reading = readAnswer(response.status, response.headers, half)
    switch (reading.kind) {
      case 'start-over':
        await response.body?.cancel()
        // Without anything to recognise it by, the next attempt asks for the whole.
        return { kind: 'broken', half: { received: 0, validator: null }, reason: { kind: 'file-changed' } }
      case 'refused': {
        await response.body?.cancel()
        const again = isPassing(reading.status)
        const reason = statusTrouble(reading.status)
        return again ? { kind: 'broken', half, reason } : { kind: 'failed', reason }
      }
      case 'body':
        break
    }
    const total = reading.total ?? size
    if (size !== null && reading.total !== null && reading.total !== size) {
      await response.body?.cancel()
      return { kind: 'failed', reason: { kind: 'other-size', seen: reading.total, promised: size } }
    }
    half = { received: reading.from, validator: reading.validator }
    const missing = total === null ? 0 : total - half.received
    const free = await file.free()
    if (free !== null && missing > free) {
      await response.body?.cancel()
      return { kind: 'failed', reason: { kind: 'disk-full' } }
    }
    const trouble = await diskErrorOf(file.cutTo(half.received))
    if (trouble !== null) return { kind: 'failed', reason: trouble }
    onProgress(half, total)
    for await (const bytes of response.body ?? []) {
      stillAlive()
      if (size !== null && half.received + bytes.length > size) {
        abort.abort(new TypeError('more than was promised'))
        const seen = half.received + bytes.length
        return { kind: 'failed', reason: { kind: 'other-size', seen, promised: size } }
      }
      const trouble = await diskErrorOf(file.write(bytes))
      if (trouble !== null) return { kind: 'failed', reason: trouble }
      half = { ...half, received: half.received + bytes.length }
      onProgress(half, total)
    }
    if (total !== null && half.received < total) {
      return { kind: 'broken', half, reason: { kind: 'cut-off' } }
    }
    return { kind: 'whole', bytes: half.received }
  } catch (error) {
    const reason: DownloadError =
      abort.signal.reason === silence
        ? { kind: 'silence', ms: silenceMs }
        : { kind: 'connection-broke', detail: errorText(error) }
    return { kind: 'broken', half, reason }
  } finally {
    watch()
    options.signal.removeEventListener('abort', giveUp)
    abort.abort(new TypeError('over'))
  }
}

async function ask(
  { first, fetch, token }: FetchFileOptions,
  half: PartialFile,
  signal: AbortSignal,
): Promise<Response | Refused> {
  let leg = first
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const secret = leg.withToken ? token() : null
    const response = await fetch(leg.url.href, {
      headers: {
        Accept: '*/*',
        // Packed bytes could be neither counted nor gone on with.
        'Accept-Encoding': 'identity',
        ...rangeHeaders(half),
        ...(secret === null ? {} : { Authorization: `Bearer ${secret}` }),
      },
      signal,
    })
    if (!isRedirect(response.status)) return response
    await response.body?.cancel()
    const next = nextLeg(leg, response.headers.get('location'))
    if ('kind' in next) return next
    leg = next
  }
  return { kind: 'refused', reason: { kind: 'redirect-circle' } }
}

/** Whether asking again later may help. */
function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

function statusTrouble(status: number): DownloadError {
  switch (status) {
    case 401:
    case 403:
      return { kind: 'forbidden', status }
    case 404:
      return { kind: 'gone', status }
    case 410:
      return { kind: 'server-expired', status }
    default:
      return { kind: status >= 500 ? 'server-problem' : 'status', status }
  }
}
