import { isPaused, type Pause } from '../../electron/model/pause.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { startOfDay } from '../format/relative-time.ts'
import type { WindowI18n } from '../i18n/i18n.ts'

/** Until when notifications are paused, as a sentence; null when they are not. */
export function pauseText(pause: Pause, now: number, { t, formats }: WindowI18n): string | null {
  if (!isPaused(pause, now)) return null
  if (pause.kind !== 'until') return t('pause.paused-until-resumed')
  const tomorrow = pause.at >= startOfDay(now, 1)
  return t(tomorrow ? 'pause.paused-until-tomorrow' : 'pause.paused-until', { time: formats.time(pause.at) })
}

/**
 * Why notifications are silenced without a pause, and until when; null when they are not, or wait only until somebody is
 * there: whoever reads it is.
 */
export function silenceText(
  silence: AppSnapshot['silence'],
  now: number,
  { t, formats }: Pick<WindowI18n, 't' | 'formats'>,
): string | null {
  if (silence.kind === 'off' || silence.reason === 'paused' || silence.reason === 'away') return null
  if (silence.reason === 'do-not-disturb') return t('pause.do-not-disturb')
  if (silence.until === null) return t('pause.quiet-hours')
  const tomorrow = silence.until >= startOfDay(now, 1)
  return t(tomorrow ? 'pause.quiet-until-tomorrow' : 'pause.quiet-until', {
    time: formats.time(silence.until),
  })
}

/** Until when the quiet hours do not apply; null: they do. */
export function skippedText(
  quietHoursOffUntil: number | null,
  now: number,
  { t, formats }: Pick<WindowI18n, 't' | 'formats'>,
): string | null {
  if (quietHoursOffUntil === null || now >= quietHoursOffUntil) return null
  return t('pause.quiet-skipped', { time: formats.time(quietHoursOffUntil) })
}
