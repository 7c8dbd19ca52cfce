import type { Pause } from '../../electron/model/settings.ts'
import { startOfDay } from '../format/day.ts'
import type { Formats } from '../format/formats.ts'

const minuteMs = 60_000

/** What is said while toasts are paused; null when they are not (any more). */
export function pauseText(pause: Pause, now: number, formats: Formats): string | null {
  switch (pause.kind) {
    case 'off':
      return null
    case 'until-resumed':
      return 'Toasts paused until you resume'
    case 'until': {
      if (now >= pause.at) return null
      const day = pause.at >= startOfDay(now, 1) ? 'tomorrow ' : ''
      return `Toasts paused until ${day}${formats.time(pause.at)}`
    }
    default:
      return pause satisfies never
  }
}

export interface PauseChoice {
  readonly label: string
  readonly pauseFrom: (now: number) => Pause
}

export const pauseChoices: readonly PauseChoice[] = [
  { label: 'For 30 minutes', pauseFrom: (now) => ({ kind: 'until', at: now + 30 * minuteMs }) },
  { label: 'For 1 hour', pauseFrom: (now) => ({ kind: 'until', at: now + 60 * minuteMs }) },
  { label: 'Until I resume', pauseFrom: () => ({ kind: 'until-resumed' }) },
]
