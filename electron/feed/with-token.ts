import type { Clock } from '../model/clock.ts'
import { isSecure } from '../model/safe-url.ts'
import { failed, type HttpClient, type HttpRequest, type HttpResult } from './http-client.ts'

/** Where the access token comes from. */
export interface TokenProvider {
  /** The token to send, read anew for each connection; null for none. */
  readonly current: () => string | null
  /** Asked once when the server rejects the current token: a fresh one, null when there is none. */
  readonly refresh: () => Promise<string | null>
}

const rejected = failed({ kind: 'token-rejected' })

/** Sends the token, where it may travel, and asks once for a fresh one when it is rejected. */
export function withToken(
  provider: TokenProvider,
  clock: Clock,
  refreshTimeoutMs: number,
  ask: HttpClient,
): HttpClient {
  return async (question) => {
    const token = provider.current()
    if (token === null) return (await askOnce(question)) ?? failed({ kind: 'token-missing' })
    if (!isSecure(question.url)) return failed({ kind: 'token-over-http' })
    const answer = await askWith(token, question)
    if (answer !== null) return answer
    const fresh = await refresh(question.signal)
    if (fresh === null || fresh === token) return rejected
    return (await askWith(fresh, question)) ?? rejected
  }

  async function askWith(token: string, question: HttpRequest): Promise<HttpResult | null> {
    // Anything else can't be sent as a header, so it can't be a token that this server gave.
    if (!/^[\x21-\x7e]+$/.test(token)) return null
    return askOnce({ ...question, headers: { ...question.headers, Authorization: `Bearer ${token}` } })
  }

  /** Null when the answer is 401. */
  async function askOnce(question: HttpRequest): Promise<HttpResult | null> {
    const answer = await ask(question)
    if (answer.kind === 'failed' || answer.response.status !== 401) return answer
    answer.discard()
    return null
  }

  function refresh(signal: AbortSignal): Promise<string | null> {
    return new Promise((resolve) => {
      const giveUp = () => settle(null)
      const cancel = clock.after(refreshTimeoutMs, giveUp)
      signal.addEventListener('abort', giveUp, { once: true })
      function settle(token: string | null): void {
        cancel()
        resolve(token)
      }
      provider.refresh().then(settle, giveUp)
    })
  }
}
