import type { Speech } from '../i18n/i18n.ts'
import { startOfDay } from './day.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long ago, as people say it: `just now`, `5 min ago`, `3 h ago`; on an earlier day the time of day. */
export function relativeTime(at: number, now: number, { say, formats }: Speech): string {
  const age = now - at
  // Also when the clock was set back and the moment seems to lie ahead.
  if (age < minuteMs) return say('time.justNow')
  if (age < hourMs) return say('time.minutesAgo', { count: Math.floor(age / minuteMs) })
  if (at >= startOfDay(now)) return say('time.hoursAgo', { count: Math.floor(age / hourMs) })
  return formats.time(at)
}

/** The same where no heading says the day: on an earlier day the date is named too. */
export function relativeMoment(at: number, now: number, speech: Speech): string {
  if (at >= startOfDay(now) || now - at < hourMs) return relativeTime(at, now, speech)
  return speech.formats.stamp(at)
}

/** How often the times of a list change whose newest entry is from `newestAt`; null for an empty list. */
export function relativeTickMs(newestAt: number | null, now: number): number | null {
  if (newestAt === null) return null
  return now - newestAt < hourMs ? 20_000 : 5 * minuteMs
}
