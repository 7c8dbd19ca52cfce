import type { Clock } from '../../model/clock.ts'

// Node fires a timer beyond this at once instead of late.
const longestTimerMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, Math.min(Math.max(0, ms), longestTimerMs))
    return () => clearTimeout(timer)
  },
}
