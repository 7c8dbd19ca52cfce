import type { FeedLimits } from './limits.ts'
import { type ConnectionEnd, mayBeCursorsFault } from './retry-outcome.ts'

// A single failure is no proof: servers fail for a moment when they are started again.
const maxRefusals = 3

/** How the server treats the cursor. */
export interface CursorTrial {
  /** Failures in a row that the cursor may have caused. */
  readonly refusals: number
  /** The next attempt goes without the cursor. */
  readonly isWithheld: boolean
}

export const untriedCursor: CursorTrial = { refusals: 0, isWithheld: false }

/** From now on a refusal is answered by a request without the cursor. */
export function wasRefusedOften({ refusals }: CursorTrial): boolean {
  return refusals >= maxRefusals - 1
}

/**
 * After the third failure one attempt goes without the cursor: at once for a status (with-cursor.ts), and as the next
 * attempt when streams are cut before any event. After that the counting starts again.
 */
export function afterAttempt(trial: CursorTrial, end: ConnectionEnd, limits: FeedLimits): CursorTrial {
  const hasWorked = end.brought === 'events' || (end.openMs ?? 0) >= limits.usefulAfterMs
  if (trial.isWithheld || hasWorked) return untriedCursor
  if (!mayBeCursorsFault(end, limits)) return trial
  const isStatus = end.failure.error.kind === 'status'
  const refusals = trial.refusals + 1
  if (refusals < maxRefusals) return { refusals, isWithheld: false }
  return { refusals: 0, isWithheld: !isStatus }
}
