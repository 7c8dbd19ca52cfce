import type { Clock } from '../model/clock.ts'
import { createHttpClient, type Fetch, type HttpClient } from './http-client.ts'
import type { FeedLimits } from './limits.ts'
import { type ResumeLoss, withCursor } from './with-cursor.ts'
import { withRedirects } from './with-redirects.ts'
import { withStatusRules } from './with-status-rules.ts'
import { type TokenProvider, withToken } from './with-token.ts'

export interface GuardedClientOptions {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limits: FeedLimits
  readonly token: TokenProvider
  readonly cursor: string | null
  readonly onLoss: (loss: ResumeLoss) => void
}

/** The one place where the guards are put together, the outermost last: what comes out is a stream or a cause. */
export function createGuardedClient({
  fetch,
  clock,
  limits,
  token,
  cursor,
  onLoss,
}: GuardedClientOptions): HttpClient {
  const network = createHttpClient(fetch, clock, limits.connectTimeoutMs)
  const within = withRedirects(network)
  const resuming = withCursor(cursor, onLoss, within)
  const authorized = withToken(token, clock, limits.connectTimeoutMs, resuming)
  return withStatusRules(clock, authorized)
}
