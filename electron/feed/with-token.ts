import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import { isSecure } from '../model/safe-url.ts'
import { parseSignInOffer } from '../model/sign-in-offer.ts'
import { type TokenRefresh, tokenPattern } from '../model/token.ts'
import { failed, type HttpClient, type HttpRequest, type HttpResult } from './http-client.ts'

/** Where the access token comes from. */
export interface TokenProvider {
  /** The token to send, read again for each connection; null for none. */
  readonly current: () => string | null
  /** Called once for a request that is answered 401, to get another token. */
  readonly refresh: () => Promise<TokenRefresh>
  /** Why there is none, for a server that asks for one; default: none was given. */
  readonly missing?: () => ConnectionError
}

/** The server answered 401. */
interface Rejected {
  readonly kind: 'rejected'
  /** Where it says how one signs in; null: nowhere. */
  readonly resourceMetadata: string | null
}

/** Sends the token, only where it is safe, and refreshes it once when the server rejects it. */
export function withToken(
  provider: TokenProvider,
  clock: Clock,
  refreshTimeoutMs: number,
  send: HttpClient,
): HttpClient {
  return async (request) => {
    const token = provider.current()
    const result = await sendWith(token, request)
    if (result.kind !== 'rejected') return result
    const fresh = await refresh(request.signal)
    if (fresh.kind === 'failed') return failed({ kind: 'token-not-renewed', detail: fresh.detail })
    if (fresh.kind === 'none' || fresh.token === token) return failed(rejection(token, result))
    const next = await sendWith(fresh.token, request)
    return next.kind === 'rejected' ? failed(rejection(fresh.token, next)) : next
  }

  async function sendWith(token: string | null, request: HttpRequest): Promise<HttpResult | Rejected> {
    if (token === null) return sendUnlessRejected(request)
    if (!isSecure(request.url)) return failed({ kind: 'token-over-http' })
    // Other characters can't be sent in a header, so this server can't have issued such a token.
    if (!tokenPattern.test(token)) return { kind: 'rejected', resourceMetadata: null }
    return sendUnlessRejected({
      ...request,
      headers: { ...request.headers, Authorization: `Bearer ${token}` },
    })
  }

  async function sendUnlessRejected(request: HttpRequest): Promise<HttpResult | Rejected> {
    const result = await send(request)
    if (result.kind === 'failed' || result.response.status !== 401) return result
    result.discard()
    const challenge = result.response.headers.get('www-authenticate')
    return { kind: 'rejected', resourceMetadata: parseSignInOffer(challenge, request.url) }
  }

  function rejection(token: string | null, { resourceMetadata }: Rejected): ConnectionError {
    const error = token === null ? missing() : ({ kind: 'token-rejected' } as const)
    const isOffer = error.kind === 'token-missing' || error.kind === 'token-rejected'
    return isOffer && resourceMetadata !== null ? { ...error, resourceMetadata } : error
  }

  function missing(): ConnectionError {
    return provider.missing?.() ?? { kind: 'token-missing' }
  }

  /** Always resolves: the feed must not wait for ever for an authorization server that never answers. */
  function refresh(signal: AbortSignal): Promise<TokenRefresh> {
    return new Promise((resolve) => {
      const giveUp = (detail: string) => finish({ kind: 'failed', detail })
      const abandon = () => giveUp('closed')
      const cancelTimeout = clock.after(refreshTimeoutMs, () => giveUp('no-answer'))
      signal.addEventListener('abort', abandon, { once: true })
      function finish(result: TokenRefresh): void {
        cancelTimeout()
        signal.removeEventListener('abort', abandon)
        resolve(result)
      }
      provider.refresh().then(finish, () => giveUp('bug'))
    })
  }
}
