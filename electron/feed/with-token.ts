import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import { isSecure } from '../model/safe-url.ts'
import { failed, type HttpClient, type HttpRequest, type HttpResult } from './http-client.ts'

/** Where the access token comes from. */
export interface TokenProvider {
  /** The token to send, read again for each connection; null for none. */
  readonly current: () => string | null
  /** Called once when the server rejects the current token. Resolves to a new one, null when there is none. */
  readonly refresh: () => Promise<string | null>
  /** Why there is none, for a server that asks for one; default: none was given. */
  readonly missing?: () => ConnectionError
}

const rejected = failed({ kind: 'token-rejected' })

/** Sends the token, only where it is safe, and refreshes it once when the server rejects it. */
export function withToken(
  provider: TokenProvider,
  clock: Clock,
  refreshTimeoutMs: number,
  send: HttpClient,
): HttpClient {
  const missing = provider.missing ?? (() => ({ kind: 'token-missing' }) as const)

  return async (request) => {
    const token = provider.current()
    if (token === null) return (await sendUnlessRejected(request)) ?? failed(missing())
    if (!isSecure(request.url)) return failed({ kind: 'token-over-http' })
    const result = await sendWith(token, request)
    if (result !== null) return result
    const fresh = await refresh(request.signal)
    if (fresh === null || fresh === token) return rejected
    return (await sendWith(fresh, request)) ?? rejected
  }

  async function sendWith(token: string, request: HttpRequest): Promise<HttpResult | null> {
    // Other characters can't be sent in a header, so this server can't have issued such a token.
    if (!/^[\x21-\x7e]+$/.test(token)) return null
    return sendUnlessRejected({
      ...request,
      headers: { ...request.headers, Authorization: `Bearer ${token}` },
    })
  }

  /** Null when the response is 401. */
  async function sendUnlessRejected(request: HttpRequest): Promise<HttpResult | null> {
    const result = await send(request)
    if (result.kind === 'failed' || result.response.status !== 401) return result
    result.discard()
    return null
  }

  function refresh(signal: AbortSignal): Promise<string | null> {
    return new Promise((resolve) => {
      const giveUp = () => finish(null)
      const cancelTimeout = clock.after(refreshTimeoutMs, giveUp)
      signal.addEventListener('abort', giveUp, { once: true })
      function finish(token: string | null): void {
        cancelTimeout()
        resolve(token)
      }
      provider.refresh().then(finish, giveUp)
    })
  }
}
