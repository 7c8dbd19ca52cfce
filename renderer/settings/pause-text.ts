import { isPaused, type Pause, type PauseLength } from '../../electron/model/pause.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { startOfDay } from '../format/relative-time.ts'
import type { WindowI18n, WindowText } from '../i18n/i18n.ts'

/** Until when notifications are paused, as a sentence; null when they are not. */
export function pauseText(pause: Pause, now: number, { t, formats }: WindowI18n): string | null {
  if (!isPaused(pause, now)) return null
  if (pause.kind !== 'until') return t('pause.untilResumed')
  const tomorrow = pause.at >= startOfDay(now, 1)
  return t(tomorrow ? 'pause.untilTomorrow' : 'pause.until', { time: formats.time(pause.at) })
}

/** Why notifications are silenced without a pause, and until when; null when they are not. */
export function silenceText(
  silence: AppSnapshot['silence'],
  now: number,
  { t, formats }: Pick<WindowI18n, 't' | 'formats'>,
): string | null {
  if (silence.kind === 'off' || silence.reason === 'paused') return null
  if (silence.reason === 'do-not-disturb') return t('pause.dnd')
  if (silence.until === null) return t('pause.quiet')
  const tomorrow = silence.until >= startOfDay(now, 1)
  return t(tomorrow ? 'pause.quietUntilTomorrow' : 'pause.quietUntil', { time: formats.time(silence.until) })
}

/** Until when the quiet hours do not apply; null: they do. */
export function skippedText(
  quietHoursOffUntil: number | null,
  now: number,
  { t, formats }: Pick<WindowI18n, 't' | 'formats'>,
): string | null {
  if (quietHoursOffUntil === null || now >= quietHoursOffUntil) return null
  return t('pause.quietSkipped', { time: formats.time(quietHoursOffUntil) })
}

export const pauseChoices: readonly { readonly label: WindowText; readonly length: PauseLength }[] = [
  { label: 'pause.halfHour', length: { kind: 'for', ms: 30 * 60_000 } },
  { label: 'pause.hour', length: { kind: 'for', ms: 60 * 60_000 } },
  { label: 'pause.morning', length: { kind: 'until-tomorrow' } },
  { label: 'pause.forever', length: { kind: 'until-resumed' } },
]
