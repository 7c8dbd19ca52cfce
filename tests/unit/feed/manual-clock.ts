import type { MonotonicClock } from '../../../electron/model/clock.ts'

export interface ManualClock extends MonotonicClock {
  /** Lets time pass; due timers run in order. */
  readonly pass: (ms: number) => void
  /** Moves the wall clock without letting time pass, like a computer that wakes up. */
  readonly leap: (ms: number) => void
  /** How many timers wait. */
  readonly pending: () => number
  /** The time until the next timer is due; null when none waits. */
  readonly nextInMs: () => number | null
}

interface Timer {
  readonly dueAt: number
  readonly task: () => void
}

export function manualClock(): ManualClock {
  let elapsed = 0
  let offset = Date.UTC(2026, 10, 22)
  const timers = new Set<Timer>()

  const nextTimer = () => [...timers].sort((a, b) => a.dueAt - b.dueAt)[0]

  function pass(ms: number): void {
    const until = elapsed + ms
    for (;;) {
      const next = nextTimer()
      if (next === undefined || next.dueAt > until) break
      elapsed = next.dueAt
      timers.delete(next)
      next.task()
    }
    elapsed = until
  }

  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed + 0.25,
    after: (ms, task) => {
      const timer = { dueAt: elapsed + ms, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass,
    leap: (ms) => {
      offset += ms
    },
    pending: () => timers.size,
    nextInMs: () => {
      const next = nextTimer()
      return next === undefined ? null : next.dueAt - elapsed
    },
  }
}
