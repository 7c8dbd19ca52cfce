import { assertNever } from './assert-never.ts'
import { firstMinute, type LocalTime, type ReadLocalTime } from './local-time.ts'
import { isPaused, type PauseLength, type QuietSpan, type Settings, type Weekday } from './settings.ts'

/** Whether toasts are held back for now, why, and until when as far as that is known. */
export type Silence =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on'
      readonly reason: 'paused' | 'quiet-hours' | 'do-not-disturb'
      readonly until: number | null
    }

/** What the settings say of this moment; the desktop's own do-not-disturb is not known here. */
export function silenceAt(
  settings: Pick<Settings, 'pause' | 'quietHours'>,
  now: number,
  readLocalTime: ReadLocalTime,
): Silence {
  const { pause, quietHours } = settings
  if (isPaused(pause, now)) {
    return { kind: 'on', reason: 'paused', until: pause.kind === 'until' ? pause.at : null }
  }
  const isQuiet = (time: LocalTime) => quietHours.spans.some((span) => isWithin(span, time))
  if (!quietHours.enabled || !isQuiet(readLocalTime(now))) return { kind: 'off' }
  const until = firstMinute(now, 8, readLocalTime, (time) => !isQuiet(time))
  return { kind: 'on', reason: 'quiet-hours', until }
}

/** Why toasts are held back; null when they are not. */
export function silenceReasonOf(silence: Silence): Extract<Silence, { kind: 'on' }>['reason'] | null {
  return silence.kind === 'on' ? silence.reason : null
}

/** When a pause of this length is over. */
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

const morning = 8 * 60
/** Before this time of day, "tomorrow" is when one has slept. */
const endOfNight = 5 * 60

function nextMorning(now: number, readLocalTime: ReadLocalTime): number | null {
  const today = readLocalTime(now)
  return firstMinute(
    now,
    3,
    readLocalTime,
    ({ weekday, minutes }) => minutes >= morning && (weekday !== today.weekday || today.minutes < endOfNight),
  )
}

function isWithin({ days, from, to }: QuietSpan, { weekday, minutes }: LocalTime): boolean {
  if (from < to) return days.includes(weekday) && minutes >= from && minutes < to
  const beganToday = days.includes(weekday) && minutes >= from
  const beganYesterday = days.includes(dayBefore[weekday]) && minutes < to
  return beganToday || beganYesterday
}

const dayBefore: Readonly<Record<Weekday, Weekday>> = { 0: 6, 1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5 }
