import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { HttpResponse } from '../model/http-response.ts'
import { limits } from '../model/limits.ts'
import { isRedirect } from '../model/safe-url.ts'
import { cleanText } from '../model/text.ts'
import { createHttpClient, type Fetch, failed, type HttpClient } from './http-client.ts'
import type { FeedLimits } from './limits.ts'
import { parseRetryAfter } from './retry-after.ts'
import { type CursorOptions, withCursor } from './with-cursor.ts'
import { type TokenProvider, withToken } from './with-token.ts'

export interface GuardedClientOptions extends CursorOptions {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limits: Pick<FeedLimits, 'connectTimeoutMs'>
  /** How long to wait for the headers; default: the connect timeout. */
  readonly headerTimeoutMs?: number
  readonly token: TokenProvider
}

/** The client with all its guards, the outermost last. Its result is an event stream or an error. */
export function createGuardedClient(options: GuardedClientOptions): HttpClient {
  const { fetch, clock, token } = options
  const { connectTimeoutMs } = options.limits
  const { headerTimeoutMs = connectTimeoutMs } = options
  const network = createHttpClient(fetch, clock, {
    kind: headerTimeoutMs > connectTimeoutMs ? 'late-headers' : 'connect-timeout',
    afterMs: headerTimeoutMs,
  })
  const redirected = withRedirects(withAnyEncoding(network))
  const authorized = withToken(token, clock, connectTimeoutMs, redirected)
  const streaming = withStatusRules(clock, authorized)
  return withCursor(options, streaming)
}

/** Chromium refuses a compressed response to a request for `identity`; some servers compress whatever is asked for. */
function withAnyEncoding(send: HttpClient): HttpClient {
  return async (request) => {
    const result = await send(request)
    const isCompressed =
      result.kind === 'failed' && result.error.kind === 'broken' && result.error.detail === 'compressed'
    if (!isCompressed) return result
    const { 'Accept-Encoding': _, ...headers } = request.headers
    return send({ ...request, headers })
  }
}

const { header: longestHeader, redirects: mostRedirects } = limits.arriving

/** Follows redirects within the origin. One to another origin is refused: it would get our token and cursor. */
function withRedirects(send: HttpClient): HttpClient {
  return async (request) => {
    let url = request.url
    for (let redirects = 0; redirects <= mostRedirects.max; redirects += 1) {
      const result = await send({ ...request, url })
      if (result.kind === 'failed' || !isRedirect(result.response.status)) return result
      const location = result.response.headers.get('location')
      if (location === null || !URL.canParse(location, url.href)) return result
      result.discard()
      url = new URL(location, url)
      if (url.origin !== request.url.origin) return failed({ kind: 'redirected', to: shownAddress(url) })
    }
    return failed({ kind: 'unreachable', detail: 'redirect-circle' })
  }
}

/** The address without what may be private in it. Not every scheme has an origin, `file:` has none. */
function shownAddress({ protocol, host, pathname }: URL): string {
  const hasHost = host !== '' || protocol === 'file:'
  return `${protocol}${hasHost ? '//' : ''}${host}${pathname}`.slice(0, longestHeader.max)
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

function responseError(response: HttpResponse): ConnectionError | null {
  if (response.status === 204) return { kind: 'no-content' }
  if (response.status === 407) return { kind: 'proxy', detail: 'proxy-login' }
  if (response.status !== 200) return { kind: 'status', status: response.status }
  const contentType = response.headers.get('content-type')
  // Two headers of this name arrive joined by a comma; the first one counts.
  if (/^text\/event-stream\s*(?:[;,]|$)/i.test(contentType?.trim() ?? '')) return null
  const shown = contentType === null ? null : cleanText(contentType, longestHeader.max)
  return { kind: 'not-a-stream', contentType: shown }
}
