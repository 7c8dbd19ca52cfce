import { createHttpClient, type Fetch, type HttpRequest } from '../feed/http-client.ts'
import { parseRetryAfter } from '../feed/retry-after.ts'
import type { Clock } from '../model/clock.ts'
import type { HttpResponse } from '../model/http-response.ts'
import { limits } from '../model/limits.ts'
import { parseJson } from '../model/parse-json.ts'
import { isRedirect, isSecureFrom } from '../model/safe-url.ts'
import { type AccountError, done, failed, type Outcome } from './account-error.ts'
import { readText } from './read-text.ts'

/** Sends the requests of an account. Their failures are values. */
export type SendRequest = (request: HttpRequest) => Promise<Outcome<Answer>>

/** A response with JSON or with nothing in it. */
export interface Answer {
  readonly status: number
  readonly text: string
}

type Received =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'redirect'; readonly location: string | null }

export interface RequestsOptions {
  readonly fetch: Fetch
  readonly clock: Clock
  /** The server that is signed in to: only one on this computer may send us to an address without encryption. */
  readonly server: URL
}

const timeoutMs = 10_000
const timeout = { kind: 'connect-timeout', afterMs: timeoutMs } as const
const { signInAnswer: largestAnswer, signInRedirects: mostRedirects } = limits.arriving

/**
 * Each request has ten seconds, for its whole response. Only a GET follows redirects, within the origin: what is posted
 * holds codes and tokens.
 */
export function createRequests({ fetch, clock, server }: RequestsOptions): SendRequest {
  return async (request) => {
    // Of its own, so that one that lives as long as the app does not collect the listeners of all requests.
    const controller = new AbortController()
    const abort = () => controller.abort()
    request.signal.addEventListener('abort', abort, { once: true })
    if (request.signal.aborted) abort()
    const outcome = await sendAndFollow({ ...request, signal: controller.signal })
    request.signal.removeEventListener('abort', abort)
    return outcome
  }

  async function sendAndFollow(request: HttpRequest): Promise<Outcome<Answer>> {
    let url = request.url
    for (let redirects = 0; redirects <= mostRedirects.max; redirects += 1) {
      const host = url.host
      if (!isSecureFrom(url, server)) return failed({ kind: 'insecure-address', host })
      const result = await sendOnce({ ...request, url })
      if (result.kind === 'failed') return result
      if (result.value.kind === 'answer') return done(result.value.answer)
      const { location } = result.value
      const isAllowed = request.body === undefined && location !== null && URL.canParse(location, url.href)
      const next = isAllowed ? new URL(location, url) : null
      if (next?.origin !== url.origin) return failed({ kind: 'redirects', host })
      url = next
    }
    return failed({ kind: 'redirects', host: url.host })
  }

  async function sendOnce(request: HttpRequest): Promise<Outcome<Received>> {
    const { host } = request.url
    const startedAt = clock.now()
    const result = await createHttpClient(fetch, clock, timeout)(request)
    if (result.kind === 'failed') return failed({ kind: 'unreachable', host, cause: result.error })
    const { response, discard } = result
    const { status } = response
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), clock.now())
    if (isRedirect(status)) {
      discard()
      return done({ kind: 'redirect', location: response.headers.get('location') })
    }
    if (status === 429 || status >= 500) {
      discard()
      return failed({ kind: 'status', host, status }, retryAfterMs)
    }
    const leftMs = Math.max(0, timeoutMs - Math.max(0, clock.now() - startedAt))
    const read = await readText(response, host, largestAnswer.max, leftMs, clock)
    // Only an abort frees the socket where not everything was read.
    discard()
    if (read.kind === 'failed') return read
    const error = contentError(host, status, read.value)
    if (error !== null) return failed(error, retryAfterMs)
    return done({ kind: 'answer', answer: { status, text: read.value } })
  }
}

/** Sends a GET and looks at nothing but how the response begins; a redirect is not followed. */
export async function askOnce(
  { fetch, clock }: Pick<RequestsOptions, 'fetch' | 'clock'>,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Outcome<{ readonly status: number; readonly headers: HttpResponse['headers'] }>> {
  const result = await createHttpClient(fetch, clock, timeout)({ url, headers, signal })
  if (result.kind === 'failed') return failed({ kind: 'unreachable', host: url.host, cause: result.error })
  result.discard()
  return done({ status: result.response.status, headers: result.response.headers })
}

/** Gets a document in JSON; undefined: what came is none. */
export async function getJson(url: URL, send: SendRequest, signal: AbortSignal): Promise<Outcome<unknown>> {
  const answer = await send({ url, headers: { Accept: 'application/json' }, signal })
  if (answer.kind === 'failed') return answer
  const { status, text } = answer.value
  return status === 200 ? done(parseJson(text)) : failed({ kind: 'status', host: url.host, status })
}

/** What is not JSON is of no use, except for the nothing that some answers consist of. */
function contentError(host: string, status: number, text: string): AccountError | null {
  if (text.trim() === '' || parseJson(text) !== undefined) return null
  if (status >= 400) return { kind: 'status', host, status }
  return { kind: /^\s*</.test(text) ? 'web-page' : 'not-understood', host }
}
