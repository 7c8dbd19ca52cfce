import type { WindowI18n } from '../i18n/i18n.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The local midnight at the start of the day of `at`; a `dayOffset` of -1 is the day before. */
export function startOfDay(at: number, dayOffset = 0): number {
  const date = new Date(at)
  // By the calendar: a day on which the clock changes does not have 24 hours.
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + dayOffset).getTime()
}

/** `Today`, `Yesterday`, or the date. */
export function dayLabel(dayStart: number, now: number, { t, formats }: WindowI18n): string {
  if (dayStart === startOfDay(now)) return t('time.today')
  if (dayStart === startOfDay(now, -1)) return t('time.yesterday')
  return formats.date(dayStart, now)
}

/** `just now`, `5 min ago`, `3 h ago`; on an earlier day the time of day. */
export function relativeTime(at: number, now: number, { t, formats }: WindowI18n): string {
  const age = now - at
  // A negative age too: the clock may have been set back.
  if (age < minuteMs) return t('time.just-now')
  if (age < hourMs) return t('time.minutes-ago', { count: Math.floor(age / minuteMs) })
  if (at >= startOfDay(now)) return t('time.hours-ago', { count: Math.floor(age / hourMs) })
  return formats.time(at)
}

/** Like `relativeTime`, but with the date on an earlier day: for places without a heading for the day. */
export function relativeMoment(at: number, now: number, i18n: WindowI18n): string {
  if (at >= startOfDay(now) || now - at < hourMs) return relativeTime(at, now, i18n)
  return i18n.formats.stamp(at)
}

/** How often to update the times of a list whose newest entry is from `newestAt`; null for an empty list. */
export function relativeTickMs(newestAt: number | null, now: number): number | null {
  if (newestAt === null) return null
  return now - newestAt < hourMs ? 20_000 : 5 * minuteMs
}
