const minIdleMs = 45_000
const maxIdleMs = 600_000
const patience = 3

/** What is known of a server's pauses between bytes. Times are milliseconds. */
export interface Rhythm {
  /** The longest ordinary pause, null until learnt. */
  readonly learntMs: number | null
  /** How long the server was watched since the last lesson, over all connections, and the longest pause seen. */
  readonly watchedMs: number
  readonly longestMs: number
}

export function startRhythm(learntMs: number | null): Rhythm {
  return { learntMs, watchedMs: 0, longestMs: 0 }
}

/** How long a stream may be silent before it is taken for dead. */
export function idleLimitMs({ learntMs }: Rhythm): number {
  if (learntMs === null) return maxIdleMs
  return Math.min(Math.max(patience * learntMs, minIdleMs), maxIdleMs)
}

/**
 * Bytes came after a pause. A burst says nothing of the quiet to follow, so nothing is learnt before the server
 * was watched for as long as the longest idle time. A longer pause counts at once; shorter ones slowly.
 */
export function heardAfter(rhythm: Rhythm, pauseMs: number): Rhythm {
  // Longer than any idle time: the computer slept, which says nothing of the server.
  if (pauseMs < 0 || pauseMs > maxIdleMs) return rhythm
  const watchedMs = rhythm.watchedMs + pauseMs
  const longestMs = Math.max(rhythm.longestMs, pauseMs)
  const { learntMs } = rhythm
  if (watchedMs >= maxIdleMs) return startRhythm(Math.max(longestMs, (learntMs ?? 0) / 2))
  return { learntMs: learntMs === null ? null : Math.max(learntMs, longestMs), watchedMs, longestMs }
}

/** The stream was dropped as dead. It may just have been quiet, so be more patient next time. */
export function droppedAfter(rhythm: Rhythm, idleMs: number): Rhythm {
  const { learntMs } = rhythm
  return learntMs === null ? startRhythm(null) : startRhythm(Math.max(learntMs, idleMs))
}
