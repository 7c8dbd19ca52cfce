import type { Clock } from '../../electron/model/clock.ts'

export interface FakeClock extends Clock {
  /** Advances the time and runs the timers that are due. */
  readonly pass: (ms: number) => void
  /** The number of pending timers. */
  readonly waiting: () => number
}

export function createFakeClock(start: number): FakeClock {
  let now = start
  const timers = new Set<{ readonly at: number; readonly task: () => void }>()
  const nextDue = (until: number) =>
    [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
  return {
    now: () => now,
    after: (ms, task) => {
      const timer = { at: now + ms, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass: (ms) => {
      const end = now + ms
      for (let timer = nextDue(end); timer !== undefined; timer = nextDue(end)) {
        timers.delete(timer)
        now = timer.at
        timer.task()
      }
      now = end
    },
    waiting: () => timers.size,
  }
}
