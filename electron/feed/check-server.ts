import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { Fetch, HttpResult } from './http-client.ts'
import { createGuardedClient } from './http-guards.ts'
import { defaultLimits } from './limits.ts'

/** What is at an address. */
export type Found =
  | { readonly kind: 'stream' }
  | { readonly kind: 'token-needed' }
  | { readonly kind: 'problem'; readonly cause: ConnectionError }

export interface CheckOptions {
  readonly url: URL
  readonly token: string | null
  readonly fetch: Fetch
  readonly clock: Clock
  /** Aborting it ends the check, whose answer then means nothing. */
  readonly signal: AbortSignal
}

// Somebody is waiting in front of the window.
const timeoutMs = 8_000

/** Asks once, by the rules of the subscription, and hangs up as soon as the answer has begun. */
export async function checkServer({ url, token, fetch, clock, signal }: CheckOptions): Promise<Found> {
  const ask = createGuardedClient({
    fetch,
    clock,
    limits: { ...defaultLimits, connectTimeoutMs: timeoutMs },
    token: { current: () => token, refresh: async () => null },
    cursor: null,
    onLoss: () => {},
  })
  const answer = await ask({
    url,
    headers: { Accept: 'text/event-stream', 'Cache-Control': 'no-cache' },
    signal,
  })
  if (answer.kind === 'response') answer.discard()
  return found(answer)
}

/** What an answer says of the server. */
export function found(answer: HttpResult): Found {
  if (answer.kind === 'response') return { kind: 'stream' }
  const { cause } = answer
  return cause.kind === 'token-missing' ? { kind: 'token-needed' } : { kind: 'problem', cause }
}
