import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { HttpResponse } from '../model/http-response.ts'
import { networkError } from './network-error.ts'

/** What the feed needs of `fetch`. Node's own fits, and one over Electron's `net`. */
export type Fetch = (url: string, init: FetchInit) => Promise<HttpResponse>

export interface FetchInit {
  readonly headers: Record<string, string>
  readonly signal: AbortSignal
  /** A redirect is returned as the 3xx response, with its `Location`, or rejected with an error. */
  readonly redirect: 'manual'
  readonly credentials: 'omit'
  readonly cache: 'no-store'
  /** Default: GET. */
  readonly method?: 'POST'
  readonly body?: string
}

export interface HttpRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** To be posted; absent: it is a GET. */
  readonly body?: string
}

/** What every request for an event stream asks for. */
export const eventStreamHeaders = {
  Accept: 'text/event-stream',
  // A server that compresses often holds events back until its buffer is full.
  'Accept-Encoding': 'identity',
  'Cache-Control': 'no-cache',
} as const

/** A response as soon as its headers are there, or why there is none. */
export type HttpResult =
  | {
      readonly kind: 'response'
      readonly response: HttpResponse
      /** Closes the connection; must be called for a response whose body is not read. */
      readonly discard: () => void
    }
  | HttpFailure

export interface HttpFailure {
  readonly kind: 'failed'
  readonly error: ConnectionError
  /** From `Retry-After`: how long the server wants no request; zero when it sent none. */
  readonly retryAfterMs: number
}

/** A fetch whose failures are values: it never rejects. The guards wrap one in another. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResult>

export function failed(error: ConnectionError, retryAfterMs = 0): HttpFailure {
  return { kind: 'failed', error, retryAfterMs }
}

/** How long to wait for the headers, and the error when they have not come by then. */
export interface HeaderTimeout {
  readonly kind: 'connect-timeout' | 'late-headers'
  readonly afterMs: number
}

/** The innermost client: sends the request over the network and limits the time until the headers. */
export function createHttpClient(fetch: Fetch, clock: Clock, timeout: HeaderTimeout): HttpClient {
  return ({ url, headers, signal, body }) =>
    new Promise((resolve) => {
      const controller = new AbortController()
      // Chromium never settles some requests (electron#46819).
      const cancelTimeout = clock.after(timeout.afterMs, () => {
        discard()
        finish(failed(timeout))
      })
      // Only an abort frees the socket: Chromium holds it as long as a body is unread.
      function discard(): void {
        cancelTimeout()
        controller.abort()
      }
      signal.addEventListener('abort', discard, { once: true })
      if (signal.aborted) discard()
      function finish(result: HttpResult): void {
        cancelTimeout()
        if (result.kind === 'failed') signal.removeEventListener('abort', discard)
        resolve(result)
      }
      const init: FetchInit = {
        headers: { ...headers },
        signal: controller.signal,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        ...(body !== undefined && { method: 'POST', body }),
      }
      // Called in `then`, so that a fetch that throws ends as a rejection too.
      Promise.resolve()
        .then(() => fetch(url.href, init))
        .then(
          (response) => finish({ kind: 'response', response, discard }),
          (error: unknown) => finish(failed(networkError(error))),
        )
    })
}
