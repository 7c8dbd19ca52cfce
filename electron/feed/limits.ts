import { limits } from '../model/limits.ts'

const { arriving } = limits

/** How delays grow. */
export interface BackoffLimits {
  readonly baseMs: number
  readonly maxMs: number
  /** The fraction of a delay that chance may add, 0 to 1. */
  readonly jitter: number
}

/** The times that the feed goes by, in milliseconds, and its limits in bytes, which tests lower. */
export interface FeedLimits {
  /** From the request to the response's headers, the first time. */
  readonly connectTimeoutMs: number
  /** The same after it was too short once. After that it is the idle timeout. */
  readonly longConnectTimeoutMs: number
  /** How long a stream may be silent; `learn` follows the pauses that the server usually makes. */
  readonly idleMs: number | 'learn'
  /** The largest event, counted in bytes of its fields. The data of a larger one is dropped. */
  readonly maxEventBytes: number
  /** An event of which more than this was dropped ends the connection. */
  readonly maxDroppedBytes: number
  readonly backoff: BackoffLimits
  /** For responses that are unlikely to change soon, like 404. */
  readonly slowBackoff: BackoffLimits
  /** For a token that is rejected and has worked before. */
  readonly signedOutBackoff: BackoffLimits
  /** After a stream that stayed open this long the back-off starts again from its base. */
  readonly resetAfterMs: number
  /** A stream without events counts as useful when it stayed open this long. */
  readonly usefulAfterMs: number
  /** Bounds for the base that the server sets with `retry:`. */
  readonly minRetryMs: number
  readonly maxRetryMs: number
  /** The longest `Retry-After` that is obeyed. */
  readonly maxRetryAfterMs: number
  /** The longest wait after a planned end that shows as connecting; a longer one shows as waiting, with its end. */
  readonly maxQuietWaitMs: number
  /** The delay where the next attempt should follow nearly without a pause. */
  readonly minDelayMs: number
  /** Several signals to restart within this time make one restart. */
  readonly restartDelayMs: number
  /**
   * How long two streams are open at least while one with a new token takes the place of the other: longer than what the
   * server has sent on the old one may be on its way. For as long after that, what came on both is recognized.
   */
  readonly overlapMs: number
}

export const defaultLimits: FeedLimits = {
  connectTimeoutMs: 15_000,
  longConnectTimeoutMs: 60_000,
  idleMs: 'learn',
  maxEventBytes: arriving.event.max,
  maxDroppedBytes: arriving.dropped.max,
  backoff: { baseMs: 1_000, maxMs: 60_000, jitter: 0.5 },
  slowBackoff: { baseMs: 30_000, maxMs: 300_000, jitter: 0.5 },
  signedOutBackoff: { baseMs: 30_000, maxMs: 900_000, jitter: 0.5 },
  resetAfterMs: 30_000,
  usefulAfterMs: 5_000,
  minRetryMs: 1_000,
  maxRetryMs: 300_000,
  maxRetryAfterMs: 300_000,
  maxQuietWaitMs: 15_000,
  minDelayMs: 100,
  restartDelayMs: 250,
  overlapMs: 1_000,
}
