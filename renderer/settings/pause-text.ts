import type { Pause } from '../../electron/model/settings.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { startOfDay } from '../format/day.ts'
import type { Translate, WindowI18n, WindowText } from '../i18n/i18n.ts'

const minuteMs = 60_000
const morningHour = 8

/** What is said while toasts are paused; null when they are not (any more). */
export function pauseText(pause: Pause, now: number, { t, formats }: WindowI18n): string | null {
  switch (pause.kind) {
    case 'off':
      return null
    case 'until-resumed':
      return t('pause.untilResumed')
    case 'until': {
      if (now >= pause.at) return null
      const tomorrow = pause.at >= startOfDay(now, 1)
      return t(tomorrow ? 'pause.untilTomorrow' : 'pause.until', { time: formats.time(pause.at) })
    }
    default:
      return pause satisfies never
  }
}

/** Why toasts are held back though nobody paused them; null when they are not. */
export function silenceText(
  silence: NonNullable<AppSnapshot['silence']> | null,
  t: Translate,
): string | null {
  if (silence === 'quiet-hours') return t('pause.quiet')
  return silence === 'do-not-disturb' ? t('pause.dnd') : null
}

export interface PauseChoice {
  readonly label: WindowText
  readonly pauseFrom: (now: number) => Pause
}

export const pauseChoices: readonly PauseChoice[] = [
  { label: 'pause.halfHour', pauseFrom: (now) => ({ kind: 'until', at: now + 30 * minuteMs }) },
  { label: 'pause.hour', pauseFrom: (now) => ({ kind: 'until', at: now + 60 * minuteMs }) },
  { label: 'pause.morning', pauseFrom: (now) => ({ kind: 'until', at: nextMorning(now) }) },
  { label: 'pause.forever', pauseFrom: () => ({ kind: 'until-resumed' }) },
]

/** By the calendar: a day on which the clock changes is shorter or longer. */
function nextMorning(now: number): number {
  const date = new Date(startOfDay(now, 1))
  date.setHours(morningHour)
  return date.getTime()
}
