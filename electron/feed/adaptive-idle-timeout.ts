import type { Clock } from '../model/clock.ts'
import {
  afterIdleTimeout,
  afterPause,
  createPausePattern,
  declaredIdleTimeoutMs,
  idleTimeoutMs,
  type PausePattern,
} from './idle-timeout.ts'

/** The longest ordinary pause of a server in milliseconds, as it was learned and stored; null: not yet. */
export interface LearnedPause {
  readonly read: () => number | null
  readonly store: (ms: number) => void
}

/** The idle timeout of one server, which follows what is learned from its streams. */
export interface AdaptiveIdleTimeout {
  readonly ms: () => number
  /** The server has declared how many milliseconds lie between two signs of life; null: it does not declare it. */
  readonly declared: (heartbeatMs: number | null) => void
  readonly streamOpened: () => void
  readonly bytesCame: () => void
  /** A stream was closed because it was silent for this long. */
  readonly timedOut: (afterMs: number) => void
}

export function createAdaptiveIdleTimeout(clock: Clock, learnedPause: LearnedPause): AdaptiveIdleTimeout {
  let declaredMs: number | null = null
  let pattern = createPausePattern(learnedPause.read())
  let silentSince = clock.now()

  function learn(next: PausePattern): void {
    const { learnedMs } = next
    if (learnedMs !== null && learnedMs !== pattern.learnedMs) learnedPause.store(learnedMs)
    pattern = next
  }

  return {
    ms: () => (declaredMs === null ? idleTimeoutMs(pattern) : declaredIdleTimeoutMs(declaredMs)),
    declared: (heartbeatMs) => {
      declaredMs = heartbeatMs
    },
    streamOpened: () => {
      silentSince = clock.now()
    },
    bytesCame: () => {
      const now = clock.now()
      learn(afterPause(pattern, now - silentSince))
      silentSince = now
    },
    timedOut: (afterMs) => {
      // A server that declares its heartbeat was not just quiet.
      if (declaredMs === null) learn(afterIdleTimeout(pattern, afterMs))
    },
  }
}
