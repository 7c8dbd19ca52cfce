import { firstMinute, type LocalTime, type ReadLocalTime } from './local-time.ts'
import { isPaused } from './pause.ts'
import type { QuietSpan, Settings } from './settings.ts'

export type SilenceReason = 'paused' | 'quiet-hours' | 'do-not-disturb'

/** Whether notifications are silenced, why, and until when (milliseconds since the epoch; null when unknown). */
export type Silence =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly reason: SilenceReason; readonly until: number | null }

/** The silence by the settings; it does not include Do Not Disturb, which is a state of the desktop. */
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

/** When the silence ends, in milliseconds since the epoch; null when there is none, or that is not known. */
export function untilOf(silence: Silence): number | null {
  return silence.kind === 'on' ? silence.until : null
}

/** Why notifications are silenced; null when they are not. */
export function silenceReasonOf(silence: Silence): SilenceReason | null {
  return silence.kind === 'on' ? silence.reason : null
}

function isWithin({ days, from, to }: QuietSpan, { weekday, minutes }: LocalTime): boolean {
  if (from < to) return days.includes(weekday) && minutes >= from && minutes < to
  const beganToday = days.includes(weekday) && minutes >= from
  const beganYesterday = days.some((day) => (day + 1) % 7 === weekday) && minutes < to
  return beganToday || beganYesterday
}
