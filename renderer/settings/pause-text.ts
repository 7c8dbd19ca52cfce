import type { TextKey } from '../../electron/i18n/i18n.ts'
import { isPaused, type Pause, type PauseLength } from '../../electron/model/pause.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { startOfDay } from '../format/relative-time.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

/** Until when notifications are paused, as a sentence; null when they are not. */
export function pauseText(pause: Pause, now: number, { t, formats }: WindowI18n): string | null {
  if (!isPaused(pause, now)) return null
  if (pause.kind !== 'until') return t('pause.paused-until-resumed')
  const tomorrow = pause.at >= startOfDay(now, 1)
  return t(tomorrow ? 'pause.paused-until-tomorrow' : 'pause.paused-until', { time: formats.time(pause.at) })
}

/** Why notifications are silenced without a pause; null when they are not. */
export function silenceText(silence: AppSnapshot['silence'], t: Translate): string | null {
  if (silence === 'quiet-hours') return t('pause.quiet-hours')
  return silence === 'do-not-disturb' ? t('pause.do-not-disturb') : null
}

export const pauseChoices: readonly { readonly label: TextKey; readonly length: PauseLength }[] = [
  { label: 'pause.half-hour', length: { kind: 'for', ms: 30 * 60_000 } },
  { label: 'pause.hour', length: { kind: 'for', ms: 60 * 60_000 } },
  { label: 'pause.until-tomorrow', length: { kind: 'until-tomorrow' } },
  { label: 'pause.until-resumed', length: { kind: 'until-resumed' } },
]
