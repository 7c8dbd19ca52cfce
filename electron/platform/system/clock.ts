import type { Clock } from '../../model/clock.ts'

// Node runs a longer timer immediately.
const maxTimerMs = 2 ** 31 - 1

/** The real time. A timer of more than 24 days runs early. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, Math.min(Math.max(0, ms), maxTimerMs))
    return () => clearTimeout(timer)
  },
}
