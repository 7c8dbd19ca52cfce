import { assertNever } from './assert-never.ts'
import { endOfNight, firstMinute, morning, type ReadLocalTime } from './local-time.ts'

/** Whether the user has paused notifications, and until when (milliseconds since the epoch). */
export type Pause =
  | { readonly kind: 'off' }
  | { readonly kind: 'until'; readonly at: number }
  | { readonly kind: 'until-resumed' }

/** How long to pause. */
export type PauseLength =
  | { readonly kind: 'for'; readonly ms: number }
  /** Until 8:00 in the morning, local time. */
  | { readonly kind: 'until-tomorrow' }
  | { readonly kind: 'until-resumed' }

export function isPaused(pause: Pause, now: number): boolean {
  return pause.kind === 'until-resumed' || (pause.kind === 'until' && now < pause.at)
}

/** When a pause of this length ends, in milliseconds since the epoch; null when only the user ends it. */
export function pauseUntil(length: PauseLength, now: number, readLocalTime: ReadLocalTime): number | null {
  switch (length.kind) {
    case 'for':
      return now + length.ms
    case 'until-tomorrow':
      return nextMorning(now, readLocalTime)
    case 'until-resumed':
      return null
    default:
      return assertNever(length)
  }
}

/** 8:00 tomorrow, in milliseconds since the epoch. */
export function nextMorning(now: number, readLocalTime: ReadLocalTime): number | null {
  const today = readLocalTime(now)
  return firstMinute(
    now,
    3,
    readLocalTime,
    ({ weekday, minutes }) => minutes >= morning && (weekday !== today.weekday || today.minutes < endOfNight),
  )
}
