/** How delays grow. */
export interface BackoffLimits {
  readonly baseMs: number
  readonly maxMs: number
  /** The fraction of a delay that chance may take away, 0 to 1. */
  readonly jitter: number
}

/** Every number the feed goes by. Times are milliseconds. */
export interface FeedLimits {
  /** From the request to the response's headers. */
  readonly connectTimeoutMs: number
  /** How long a stream may be silent; `learn` follows the pauses that the server usually makes. */
  readonly idleMs: number | 'learn'
  /** The largest event, counted in bytes of its fields. */
  readonly maxEventBytes: number
  readonly backoff: BackoffLimits
  /** For responses that are unlikely to change soon, like 404. */
  readonly slowBackoff: BackoffLimits
  /** After a stream that stayed open this long the back-off starts again from its base. */
  readonly resetAfterMs: number
  /** Bounds for the base that the server sets with `retry:`. */
  readonly minRetryMs: number
  readonly maxRetryMs: number
  /** The longest `Retry-After` that is obeyed. */
  readonly maxRetryAfterMs: number
  /** Several signals to restart within this time make one restart. */
  readonly restartDelayMs: number
}

export const defaultLimits: FeedLimits = {
  connectTimeoutMs: 15_000,
  idleMs: 'learn',
  maxEventBytes: 1024 * 1024,
  backoff: { baseMs: 1_000, maxMs: 60_000, jitter: 0.5 },
  slowBackoff: { baseMs: 30_000, maxMs: 300_000, jitter: 0.5 },
  resetAfterMs: 30_000,
  minRetryMs: 1_000,
  maxRetryMs: 300_000,
  maxRetryAfterMs: 300_000,
  restartDelayMs: 250,
}
