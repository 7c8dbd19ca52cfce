/** How delays grow. `jitter` is the fraction of a delay that chance may take away, 0 to 1. */
export interface BackoffLimits {
  readonly baseMs: number
  readonly maxMs: number
  readonly jitter: number
}

/**
 * The delay before the next attempt: base × 2ⁿ up to the cap, less the jitter. `failures` counts those before
 * this one; `random` gives 0 (inclusive) to 1. A base above the cap was asked for, so it is kept.
 */
export function backoffMs(failures: number, limits: BackoffLimits, random: () => number): number {
  const { baseMs, maxMs, jitter } = limits
  const fullMs = Math.min(baseMs * 2 ** failures, Math.max(maxMs, baseMs))
  return Math.round(fullMs * (1 - jitter * random()))
}
