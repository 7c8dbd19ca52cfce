import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import { createHttpClient, type Fetch, failed, type HttpClient } from './http-client.ts'
import type { FeedLimits } from './limits.ts'
import { parseRetryAfter } from './retry-policy.ts'
import { type ResumeLoss, withCursor } from './with-cursor.ts'
import { type TokenProvider, withToken } from './with-token.ts'

export interface GuardedClientOptions {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limits: FeedLimits
  readonly token: TokenProvider
  /** The id to resume after; null or empty: none. */
  readonly cursor: string | null
  readonly onResumeLoss: (loss: ResumeLoss) => void
}

/** The client with all its guards, the outermost last. Its result is an event stream or an error. */
export function createGuardedClient(options: GuardedClientOptions): HttpClient {
  const { fetch, clock, limits, token, cursor, onResumeLoss } = options
  const network = createHttpClient(fetch, clock, limits.connectTimeoutMs)
  const redirected = withRedirects(network)
  const resuming = withCursor(cursor, onResumeLoss, redirected)
  const authorized = withToken(token, clock, limits.connectTimeoutMs, resuming)
  return withStatusRules(clock, authorized)
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const maxRedirects = 5

/** Follows redirects within the origin. One to another origin is refused: it would get our token and cursor. */
function withRedirects(send: HttpClient): HttpClient {
  return async (request) => {
    let url = request.url
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const result = await send({ ...request, url })
      if (result.kind === 'failed' || !redirectStatuses.has(result.response.status)) return result
      const location = result.response.headers.get('location')
      if (location === null || !URL.canParse(location, url.href)) return result
      result.discard()
      url = new URL(location, url)
      if (url.origin !== request.url.origin) {
        return failed({ kind: 'redirected', to: `${url.origin}${url.pathname}` })
      }
    }
    return failed({ kind: 'unreachable', detail: 'redirect-circle' })
  }
}

/** Accepts only an event stream; any other response is discarded and becomes an error. */
function withStatusRules(clock: Clock, send: HttpClient): HttpClient {
  return async (request) => {
    const result = await send(request)
    if (result.kind === 'failed') return result
    const { response, discard } = result
    const error = responseError(response)
    if (error === null) return result
    discard()
    return failed(error, parseRetryAfter(response.headers.get('retry-after'), clock.now()))
  }
}

function responseError(response: Response): ConnectionError | null {
  if (response.status === 204) return { kind: 'no-content' }
  if (response.status === 407) return { kind: 'proxy', detail: 'proxy-login' }
  if (response.status !== 200) return { kind: 'status', status: response.status }
  const contentType = response.headers.get('content-type')
  if (/^text\/event-stream\s*(;|$)/i.test(contentType?.trim() ?? '')) return null
  return { kind: 'not-a-stream', contentType }
}
