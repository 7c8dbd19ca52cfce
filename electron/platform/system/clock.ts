import type { MonotonicClock } from '../../model/clock.ts'
import type { ReadLocalTime } from '../../model/local-time.ts'

// Node runs a longer timer immediately.
const maxTimerMs = 2 ** 31 - 1

/** The real time. A timer of more than 24 days runs early. */
export const systemClock: MonotonicClock = {
  now: () => Date.now(),
  elapsed: () => Math.round(performance.now()),
  after: (ms, task) => {
    const timer = setTimeout(task, Math.min(Math.max(0, ms), maxTimerMs))
    return () => clearTimeout(timer)
  },
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

/** The local time of this computer, in its time zone. */
export const localTime: ReadLocalTime = (at) => {
  const date = new Date(at)
  return { weekday: weekdays[date.getDay()] ?? 0, minutes: date.getHours() * 60 + date.getMinutes() }
}
