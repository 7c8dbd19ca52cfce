import type { I18n } from './i18n.ts'

/** Says a span of time in the largest unit that is exact enough: "20 seconds", "3 minutes", "5 hours". */
export function formatDuration(ms: number, { t }: I18n): string {
  if (ms < 120_000) return t('span.seconds', { count: Math.max(1, Math.round(ms / 1_000)) })
  const minutes = Math.round(ms / 60_000)
  return minutes < 90
    ? t('span.minutes', { count: minutes })
    : t('span.hours', { count: Math.round(minutes / 60) })
}
