import type { Clock } from '../../../electron/model/clock.ts'

export interface ManualClock extends Clock {
  /** Lets time pass; what falls due runs, in order. */
  readonly pass: (ms: number) => void
  /** Moves the wall clock without letting time pass, as a computer that wakes does. */
  readonly leap: (ms: number) => void
  readonly pending: () => number
}

interface Timer {
  readonly dueAt: number
  readonly task: () => void
}

export function manualClock(): ManualClock {
  let elapsed = 0
  let offset = Date.UTC(2026, 10, 22)
  const timers = new Set<Timer>()

  function pass(ms: number): void {
    const until = elapsed + ms
    for (;;) {
      const [next] = [...timers].sort((a, b) => a.dueAt - b.dueAt)
      if (next === undefined || next.dueAt > until) break
      elapsed = next.dueAt
      timers.delete(next)
      next.task()
    }
    elapsed = until
  }

  return {
    now: () => offset + elapsed,
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
  }
}
