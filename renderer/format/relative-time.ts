import type { WindowI18n } from '../i18n/i18n.ts'
import { startOfDay } from './day.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long ago, as people say it: `just now`, `5 min ago`, `3 h ago`; on an earlier day the time of day. */
export function relativeTime(at: number, now: number, { t, formats }: WindowI18n): string {
  const age = now - at
  // Also when the clock was set back and the moment seems to lie ahead.
  if (age < minuteMs) return t('time.justNow')
  if (age < hourMs) return t('time.minutesAgo', { count: Math.floor(age / minuteMs) })
  if (at >= startOfDay(now)) return t('time.hoursAgo', { count: Math.floor(age / hourMs) })
  return formats.time(at)
}

/** The same where no heading says the day: on an earlier day the date is named too. */
export function relativeMoment(at: number, now: number, i18n: WindowI18n): string {
  if (at >= startOfDay(now) || now - at < hourMs) return relativeTime(at, now, i18n)
  return i18n.formats.stamp(at)
}

/** How often the times of a list change whose newest entry is from `newestAt`; null for an empty list. */
export function relativeTickMs(newestAt: number | null, now: number): number | null {
  if (newestAt === null) return null
  return now - newestAt < hourMs ? 20_000 : 5 * minuteMs
}
