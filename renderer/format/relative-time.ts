import { startOfDay } from './day.ts'
import type { Formats } from './formats.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long ago, as people say it: `just now`, `5 min ago`, `3 h ago`; on an earlier day the time of day. */
export function relativeTime(at: number, now: number, formats: Formats): string {
  const age = now - at
  // Also when the clock was set back and the moment seems to lie ahead.
  if (age < minuteMs) return 'just now'
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min ago`
  if (at >= startOfDay(now)) return `${Math.floor(age / hourMs)} h ago`
  return formats.time(at)
}

/** How often the times of a list change whose newest entry is from `newestAt`; null for an empty list. */
export function relativeTickMs(newestAt: number | null, now: number): number | null {
  if (newestAt === null) return null
  return now - newestAt < hourMs ? 20_000 : 5 * minuteMs
}
