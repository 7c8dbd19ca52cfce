import type { ConnectionError } from '../model/connection.ts'
import { backoffMs } from './backoff.ts'
import type { HttpFailure } from './http-client.ts'
import type { FeedLimits } from './limits.ts'

/** What follows from a failure. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'stop' }

export interface RetryState {
  /** Failures in a row before this one. */
  readonly failures: number
  /** The base of the back-off, ours or the server's. */
  readonly retryBaseMs: number
}

/** Decides what to do about a failure. `random` gives 0 (inclusive) to 1. */
export function decideRetry(
  { cause, retryAfterMs }: HttpFailure,
  { failures, retryBaseMs }: RetryState,
  limits: FeedLimits,
  random: () => number,
): RetryDecision {
  switch (cause.kind) {
    case 'token-missing':
    case 'token-rejected':
    case 'token-over-http':
      return { kind: 'sign-out' }
    case 'no-content':
      return { kind: 'stop' }
    default: {
      const growth = isLasting(cause) ? limits.slowBackoff : { ...limits.backoff, baseMs: retryBaseMs }
      const floorMs = Math.min(retryAfterMs, limits.maxRetryAfterMs)
      return { kind: 'retry', delayMs: Math.max(backoffMs(failures, growth, random), floorMs) }
    }
  }
}

// 431 is among them because what made the headers large, the cursor, is not sent again.
const passing = new Set([408, 425, 429, 431])

/** Whether the server's answer will hardly change by itself. */
function isLasting(cause: ConnectionError): boolean {
  return cause.kind === 'status' && cause.status < 500 && !passing.has(cause.status)
}
