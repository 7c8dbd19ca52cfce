import type { Clock } from '../model/clock.ts'

const minIdleMs = 45_000
const maxIdleMs = 600_000
/** How many ordinary pauses in a row a stream may be silent. */
const pausesAllowed = 3

/** What is known of the pauses that a server makes between bytes. Times are milliseconds. */
export interface PausePattern {
  /** The longest ordinary pause; null until it is learned. */
  readonly learnedMs: number | null
  /** How long the server was observed since the last update of `learnedMs`, over all connections. */
  readonly observedMs: number
  /** The longest pause in that time. */
  readonly longestMs: number
}

/** @param learnedMs what was learned and stored before */
export function createPausePattern(learnedMs: number | null): PausePattern {
  return { learnedMs, observedMs: 0, longestMs: 0 }
}

/** How long a stream may be silent before it counts as dead. */
export function idleTimeoutMs({ learnedMs }: PausePattern): number {
  if (learnedMs === null) return maxIdleMs
  return Math.min(Math.max(pausesAllowed * learnedMs, minIdleMs), maxIdleMs)
}

/** The same when the server has declared the pause between two signs of life. */
export function declaredIdleTimeoutMs(heartbeatMs: number): number {
  return Math.max(pausesAllowed * heartbeatMs, minIdleMs)
}

/**
 * Bytes came after a pause. A burst does not tell how long later pauses will be, so nothing is learned before the
 * server was observed for as long as the longest idle timeout. A longer pause counts at once; shorter ones slowly.
 */
export function afterPause(pattern: PausePattern, pauseMs: number): PausePattern {
  // Longer than any idle timeout: the computer slept, which tells nothing about the server.
  if (pauseMs < 0 || pauseMs > maxIdleMs) return pattern
  const observedMs = pattern.observedMs + pauseMs
  const longestMs = Math.max(pattern.longestMs, pauseMs)
  const { learnedMs } = pattern
  if (observedMs >= maxIdleMs) return createPausePattern(Math.max(longestMs, (learnedMs ?? 0) / 2))
  return { learnedMs: learnedMs === null ? null : Math.max(learnedMs, longestMs), observedMs, longestMs }
}

/** The stream was closed as dead. The server may just have been quiet, so the next timeout is longer. */
export function afterIdleTimeout(pattern: PausePattern, idleMs: number): PausePattern {
  const { learnedMs } = pattern
  return createPausePattern(learnedMs === null ? null : Math.max(learnedMs, idleMs))
}

export interface IdleTimer {
  /** Bytes came: the time starts again. */
  readonly reset: () => void
  readonly stop: () => void
}

/** Calls `onIdle` once when `timeoutMs()` passed without a reset, starting now. */
export function startIdleTimer(
  clock: Clock,
  timeoutMs: () => number,
  onIdle: (afterMs: number) => void,
): IdleTimer {
  const start = (): (() => void) => {
    const afterMs = timeoutMs()
    return clock.after(afterMs, () => onIdle(afterMs))
  }
  let stop = start()
  return {
    reset: () => {
      stop()
      stop = start()
    },
    stop: () => stop(),
  }
}
