import { assertNever } from '../model/assert-never.ts'
import type { BackoffLimits, FeedLimits } from './limits.ts'
import { type ConnectionEnd, type RetryOutcome, retryOutcome } from './retry-outcome.ts'

/** What to do after a connection ended. */
export type RetryDecision =
  /** Without trouble: the user sees that the app is connecting. */
  | { readonly kind: 'continue'; readonly delayMs: number }
  | { readonly kind: 'retry'; readonly delayMs: number }
  /** Null: the same token is not tried again. */
  | { readonly kind: 'sign-out'; readonly delayMs: number | null }
  | { readonly kind: 'stop' }

interface RetryRow {
  /** The delay before the first attempt after it. `base` is what the server set with `retry:`, else ours. */
  readonly first: 'base' | number | 'never'
  /** Up to where the delay doubles each time it happens. */
  readonly max: number | 'first'
  /** What makes its next delay the first one again, besides a restart (the button, wake, network, settings). */
  readonly resetBy: 'good-stream' | 'any-stream' | 'timely-headers'
  readonly shows: 'connecting' | 'waiting' | 'signed-out' | 'stopped'
}

/**
 * The retry policy. Each row counts its own repetitions. `retry:` and `Retry-After` are the least delay in every
 * row, and jitter only adds. A good stream stayed open for 30 s or ended as planned. The comments have the default
 * numbers.
 */
function retryTable({
  backoff,
  slowBackoff,
  signedOutBackoff,
  minDelayMs,
}: FeedLimits): Readonly<Record<RetryOutcome, RetryRow>> {
  const [soon, slow, auth] = [backoff.maxMs, slowBackoff.maxMs, signedOutBackoff.maxMs]
  const row = (
    first: RetryRow['first'],
    max: RetryRow['max'],
    resetBy: RetryRow['resetBy'],
    shows: RetryRow['shows'],
  ): RetryRow => ({ first, max, resetBy, shows })
  // biome-ignore format: it is read as a table
  return {
    //                                     first wait              grows to reset by           the user sees
    /* 1 s, 1 s   */ 'planned-end':   row('base',                  'first', 'good-stream',     'connecting'),
    /* 1 s, 60 s  */ cut:             row('base',                  soon,    'good-stream',     'waiting'),
    /* 1 s, 60 s  */ silence:         row('base',                  soon,    'good-stream',     'waiting'),
    /* 1 s, 60 s  */ unreachable:     row('base',                  soon,    'good-stream',     'waiting'),
    /* 0.1 s      */ 'late-headers':  row(minDelayMs,              'first', 'timely-headers', 'waiting'),
    /* 1 s, 5 min */ 'refused-id':    row('base',                  slow,    'good-stream',     'waiting'),
    /* 1 s, 60 s  */ overload:        row('base',                  soon,    'good-stream',     'waiting'),
    /* 1 s, 60 s  */ 'server-error':  row('base',                  soon,    'good-stream',     'waiting'),
    /* 1 s, 60 s  */ 'not-a-stream':  row('base',                  soon,    'good-stream',     'waiting'),
    /* 30 s, 5 min*/ 'not-found':     row(slowBackoff.baseMs,      slow,    'good-stream',     'waiting'),
    /* 30 s, 5 min*/ 'too-large':     row(slowBackoff.baseMs,      slow,    'good-stream',     'waiting'),
    /* 1 s, 60 s  */ 'store-failure': row('base',                  soon,    'good-stream',     'waiting'),
    /* 30 s, 15min*/ 'auth-passing':  row(signedOutBackoff.baseMs, auth,    'any-stream',      'signed-out'),
    /* a new token*/ auth:            row('never',                 'first', 'any-stream',      'signed-out'),
    /* the user   */ 'no-content':    row('never',                 'first', 'any-stream',      'stopped'),
  }
}

/** What the next delay depends on. */
export interface RetryState {
  /** How often each outcome has come since it was reset. */
  readonly counts: Readonly<Partial<Record<RetryOutcome, number>>>
  /** What the server set with `retry:`, within our bounds; null: nothing. */
  readonly retryMs: number | null
}

export const initialRetryState: RetryState = { counts: {}, retryMs: null }

/** The user or the system asked for a new attempt: all delays start again. */
export function afterRestart({ retryMs }: RetryState): RetryState {
  return { counts: {}, retryMs }
}

/** The server sent `retry:` with this many milliseconds. */
export function afterRetryField(state: RetryState, ms: number, limits: FeedLimits): RetryState {
  return { ...state, retryMs: Math.min(Math.max(ms, limits.minRetryMs), limits.maxRetryMs) }
}

/**
 * Decides what to do after a connection ended, and returns the state for the next time.
 *
 * @param random gives 0 (inclusive) to 1
 */
export function decideRetry(
  end: ConnectionEnd,
  before: RetryState,
  limits: FeedLimits,
  random: () => number,
): { readonly decision: RetryDecision; readonly state: RetryState } {
  const table = retryTable(limits)
  const outcome = retryOutcome(end, limits)
  const { first, max, shows } = table[outcome]
  const state = afterStream(before, table, end, outcome, limits)
  const count = state.counts[outcome] ?? 0
  const next = { ...state, counts: { ...state.counts, [outcome]: count + 1 } }

  const delayMs = (): number | null => {
    if (first === 'never') return null
    const firstMs = first === 'base' ? (state.retryMs ?? limits.backoff.baseMs) : first
    const grownMs = grow(firstMs, max === 'first' ? firstMs : max, count)
    const leastMs = Math.max(state.retryMs ?? 0, Math.min(end.failure.retryAfterMs, limits.maxRetryAfterMs))
    return withJitter(Math.max(grownMs, leastMs), limits.backoff.jitter, random)
  }
  return { decision: decisionOf(shows, delayMs(), limits), state: next }
}

function decisionOf(shows: RetryRow['shows'], delayMs: number | null, limits: FeedLimits): RetryDecision {
  switch (shows) {
    case 'signed-out':
      return { kind: 'sign-out', delayMs }
    case 'connecting':
      // The user sees a long wait, and can end it with the Reconnect button.
      return { kind: (delayMs ?? 0) > limits.maxQuietWaitMs ? 'retry' : 'continue', delayMs: delayMs ?? 0 }
    case 'waiting':
      return { kind: 'retry', delayMs: delayMs ?? 0 }
    case 'stopped':
      return { kind: 'stop' }
    default:
      return assertNever(shows)
  }
}

/** Resets what the stream that has ended resets. */
function afterStream(
  state: RetryState,
  table: Readonly<Record<RetryOutcome, RetryRow>>,
  { openMs, wereHeadersInTime }: ConnectionEnd,
  outcome: RetryOutcome,
  limits: FeedLimits,
): RetryState {
  if (openMs === null) return state
  const happened: Readonly<Record<RetryRow['resetBy'], boolean>> = {
    'good-stream': outcome === 'planned-end' || openMs >= limits.resetAfterMs,
    'any-stream': true,
    'timely-headers': wereHeadersInTime,
  }
  const kept = Object.entries(table).filter(([, { resetBy }]) => !happened[resetBy])
  const names = new Set(kept.map(([name]) => name))
  return {
    ...state,
    counts: Object.fromEntries(Object.entries(state.counts).filter(([name]) => names.has(name))),
  }
}

/** The first delay × 2ⁿ up to the maximum. A first one above the maximum was set by the server, so it is kept. */
export function grow(firstMs: number, maxMs: number, count: number): number {
  return Math.min(firstMs * 2 ** count, Math.max(maxMs, firstMs))
}

/** Adds chance, so that not all clients of a server that failed come back at the same moment. */
export function withJitter(ms: number, jitter: BackoffLimits['jitter'], random: () => number): number {
  return Math.round(ms * (1 + jitter * random()))
}

/** The delay where nothing has to be waited for. */
export function leastDelayMs({ retryMs }: RetryState, { minDelayMs }: FeedLimits): number {
  return Math.max(minDelayMs, retryMs ?? 0)
}

/**
 * How long to wait for the headers: longer after it was too short, because some servers send them with the first
 * event only; never longer than a stream may be silent.
 */
export function headerTimeoutMs({ counts }: RetryState, limits: FeedLimits, idleMs: number): number {
  const timeouts = counts['late-headers'] ?? 0
  if (timeouts === 0) return limits.connectTimeoutMs
  const longMs = timeouts === 1 ? Math.min(limits.longConnectTimeoutMs, idleMs) : idleMs
  return Math.max(longMs, limits.connectTimeoutMs)
}
