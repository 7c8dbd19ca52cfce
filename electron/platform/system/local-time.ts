import type { ReadLocalTime } from '../../model/local-time.ts'

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

/** The local time of this computer, in its time zone. */
export const localTime: ReadLocalTime = (at) => {
  const date = new Date(at)
  return { weekday: weekdays[date.getDay()] ?? 0, minutes: date.getHours() * 60 + date.getMinutes() }
}
