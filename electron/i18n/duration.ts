import type { I18n } from './i18n.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Rounded, in the largest unit that is exact enough: "20 seconds", "3 minutes", "5 hours". */
export function formatDuration(ms: number, { t }: I18n): string {
  if (ms < 2 * minuteMs) return t('duration.seconds', { count: Math.max(1, Math.round(ms / secondMs)) })
  const minutes = Math.round(ms / minuteMs)
  return minutes < 90
    ? t('duration.minutes', { count: minutes })
    : t('duration.hours', { count: Math.round(minutes / 60) })
}

/** Rounded down to full minutes, hours or days, and at least a minute: "1 minute", "5 hours", "3 days". */
export function formatCoarseDuration(ms: number, { t }: I18n): string {
  if (ms >= 2 * dayMs) return t('duration.days', { count: Math.floor(ms / dayMs) })
  if (ms >= 2 * hourMs) return t('duration.hours', { count: Math.floor(ms / hourMs) })
  return t('duration.minutes', { count: Math.max(1, Math.floor(ms / minuteMs)) })
}

/** Abbreviated, for narrow places: "12 s", "3 min", "5 h". */
export function formatShortDuration(ms: number, { t }: I18n): string {
  const seconds = Math.max(1, Math.ceil(ms / secondMs))
  if (seconds < 100) return t('duration.seconds-short', { count: seconds })
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return t('duration.minutes-short', { count: minutes })
  return t('duration.hours-short', { count: Math.round(minutes / 60) })
}

/** An estimate of the time left: "under a minute left", "about 3 min left". */
export function formatTimeLeft(ms: number, { t }: I18n): string {
  const seconds = Math.max(1, Math.round(ms / secondMs))
  if (seconds < 60) return t('tray.left-moment')
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return t('tray.left-minutes', { count: minutes })
  return t('tray.left-hours', { count: Math.round(minutes / 60) })
}
