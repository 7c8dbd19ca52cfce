import type { Translate } from '../i18n/i18n.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A length of time in one unit, in full: `3 days`, `5 hours`, `1 minute`. Never less than a minute. */
export function duration(ms: number, t: Translate): string {
  if (ms >= 2 * dayMs) return t('time.days', { count: Math.floor(ms / dayMs) })
  if (ms >= 2 * hourMs) return t('time.hours', { count: Math.floor(ms / hourMs) })
  return t('time.minutes', { count: Math.max(1, Math.floor(ms / minuteMs)) })
}

/** The same where there is little room, and to the second: `12 s`, `3 min`, `5 h`. */
export function shortDuration(ms: number, t: Translate): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  if (seconds < 100) return t('time.secondsShort', { count: seconds })
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return t('time.minutesShort', { count: minutes })
  return t('time.hoursShort', { count: Math.round(minutes / 60) })
}
