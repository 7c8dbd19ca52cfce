import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import { networkError } from './network-error.ts'

/** What the feed needs of `fetch`; that of Node fits, and one over Electron's `net`. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>

export interface FetchInit {
  readonly headers: Record<string, string>
  readonly signal: AbortSignal
  /** A redirect comes back as the 3xx answer, with its `Location`, or is refused with an error. */
  readonly redirect: 'manual'
  readonly credentials: 'omit'
  readonly cache: 'no-store'
}

export interface HttpRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** A response with its headers, or why there is none. */
export type HttpResult =
  | { readonly kind: 'response'; readonly response: Response; readonly discard: () => void }
  | HttpFailure

export interface HttpFailure {
  readonly kind: 'failed'
  readonly cause: ConnectionError
  /** The server asked not to be asked again for this long; zero when it did not. */
  readonly retryAfterMs: number
}

/** A fetch whose failures are values. The guards wrap one in another; none of them ever rejects. */
export type HttpClient = (question: HttpRequest) => Promise<HttpResult>

export function failed(cause: ConnectionError, retryAfterMs = 0): HttpFailure {
  return { kind: 'failed', cause, retryAfterMs }
}

/** The innermost `Ask`: over the network, with a limit on the time to the headers. */
export function createHttpClient(fetch: Fetch, clock: Clock, connectTimeoutMs: number): HttpClient {
  return ({ url, headers, signal }) =>
    new Promise((resolve) => {
      const controller = new AbortController()
      // Chromium leaves some requests unsettled for ever (electron#46819).
      const cancelTimeout = clock.after(connectTimeoutMs, () => {
        discard()
        settle(failed({ kind: 'connect-timeout', afterMs: connectTimeoutMs }))
      })
      // Aborting is what frees the socket: Chromium holds it as long as a body is unread.
      function discard(): void {
        cancelTimeout()
        controller.abort()
      }
      signal.addEventListener('abort', discard, { once: true })
      if (signal.aborted) discard()
      function settle(answer: HttpResult): void {
        cancelTimeout()
        if (answer.kind === 'failed') signal.removeEventListener('abort', discard)
        resolve(answer)
      }
      const init: FetchInit = {
        headers: { ...headers },
        signal: controller.signal,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      }
      // Inside `then`, so that a fetch that throws is a rejection like any other.
      Promise.resolve()
        .then(() => fetch(url.href, init))
        .then(
          (response) => settle({ kind: 'response', response, discard }),
          (error: unknown) => settle(failed(networkError(error))),
        )
    })
}
