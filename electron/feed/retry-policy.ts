import { assertNever } from '../model/assert-never.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { HttpFailure } from './http-client.ts'
import type { BackoffLimits, FeedLimits } from './limits.ts'

/** What to do after a failure. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'stop' }

/** What the next delay depends on. */
export interface RetryState {
  /** Failures in a row so far. */
  readonly failures: number
  /** The base of the back-off: ours, or the one that the server set with `retry:`. */
  readonly retryBaseMs: number
}

export function initialRetryState(limits: FeedLimits): RetryState {
  return { failures: 0, retryBaseMs: limits.backoff.baseMs }
}

/** One more failure. */
export function afterFailure(state: RetryState): RetryState {
  return { ...state, failures: state.failures + 1 }
}

/** A stream was good, or the user or the system asked for a new attempt: the back-off starts again. */
export function afterReset(state: RetryState): RetryState {
  return { ...state, failures: 0 }
}

/** The server sent `retry:` with this many milliseconds. */
export function afterRetryField(state: RetryState, ms: number, limits: FeedLimits): RetryState {
  return { ...state, retryBaseMs: Math.min(Math.max(ms, limits.minRetryMs), limits.maxRetryMs) }
}

/**
 * Decides what to do about a failure.
 *
 * @param state without this failure
 * @param random gives 0 (inclusive) to 1
 */
export function decideRetry(
  { error, retryAfterMs }: HttpFailure,
  { failures, retryBaseMs }: RetryState,
  limits: FeedLimits,
  random: () => number,
): RetryDecision {
  const retry = (growth: BackoffLimits): RetryDecision => {
    const minMs = Math.min(retryAfterMs, limits.maxRetryAfterMs)
    return { kind: 'retry', delayMs: Math.max(backoffMs(failures, growth, random), minMs) }
  }
  const rule = retryRule(error)
  switch (rule) {
    case 'soon':
      return retry({ ...limits.backoff, baseMs: retryBaseMs })
    case 'slowly':
      return retry(limits.slowBackoff)
    case 'sign-out':
    case 'stop':
      return { kind: rule }
    default:
      return assertNever(rule)
  }
}

type RetryRule = 'soon' | 'slowly' | 'sign-out' | 'stop'

function retryRule(error: ConnectionError): RetryRule {
  switch (error.kind) {
    case 'refused':
    case 'unknown-host':
    case 'unreachable':
    case 'certificate':
    case 'proxy':
    case 'connect-timeout':
    case 'idle':
    case 'ended':
    case 'broken':
    // A captive portal answers with a page until the user has passed it.
    case 'not-a-stream':
    case 'redirected':
    case 'event-too-large':
    case 'store-failed':
      return 'soon'
    case 'status':
      return error.status >= 500 || temporaryStatuses.has(error.status) ? 'soon' : 'slowly'
    case 'token-missing':
    case 'token-rejected':
    case 'token-over-http':
      return 'sign-out'
    case 'no-content':
      return 'stop'
    default:
      return assertNever(error)
  }
}

// 431 is one of them because the cursor, which made the headers too large, is not sent again.
const temporaryStatuses: ReadonlySet<number> = new Set([408, 425, 429, 431])

/**
 * The delay before the next attempt: base × 2ⁿ up to the maximum, less the jitter. A base above the maximum was
 * set by the server, so it is kept.
 *
 * @param failures those before this one
 */
export function backoffMs(failures: number, limits: BackoffLimits, random: () => number): number {
  const { baseMs, maxMs, jitter } = limits
  const fullMs = Math.min(baseMs * 2 ** failures, Math.max(maxMs, baseMs))
  return Math.round(fullMs * (1 - jitter * random()))
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds, or an HTTP date. Milliseconds from `now`; zero when
 * the header is absent, in the past or not valid.
 */
export function parseRetryAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  // Only dates that begin with a day's name: Date.parse accepts nearly everything.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
