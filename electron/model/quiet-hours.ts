import { firstMinute, type LocalTime, type ReadLocalTime } from './local-time.ts'
import { isPaused } from './pause.ts'
import type { QuietSpan, Settings } from './settings.ts'

export type SilenceReason = 'paused' | 'quiet-hours' | 'do-not-disturb' | 'away'

/** Whether notifications are silenced, why, and until when (milliseconds since the epoch; null when unknown). */
export type Silence =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly reason: SilenceReason; readonly until: number | null }

/** A week, and a day for the hours that daylight saving time shifts. */
const maxDays = 8

/** The silence by the settings; it does not include Do Not Disturb, which is a state of the desktop. */
export function silenceAt(
  settings: Pick<Settings, 'pause' | 'quietHours' | 'quietHoursOffUntil'>,
  now: number,
  readLocalTime: ReadLocalTime,
): Silence {
  const { pause, quietHours, quietHoursOffUntil } = settings
  if (isPaused(pause, now)) {
    return { kind: 'on', reason: 'paused', until: pause.kind === 'until' ? pause.at : null }
  }
  if (quietHoursOffUntil !== null && now < quietHoursOffUntil) return { kind: 'off' }
  if (!isQuiet(quietHours, readLocalTime(now))) return { kind: 'off' }
  const until = firstMinute(now, maxDays, readLocalTime, (time) => !isQuiet(quietHours, time))
  return { kind: 'on', reason: 'quiet-hours', until }
}

/** When quiet hours next begin or end, in milliseconds since the epoch; null: never, as far as the week shows. */
export function nextQuietChange(
  { quietHours }: Pick<Settings, 'quietHours'>,
  now: number,
  readLocalTime: ReadLocalTime,
): number | null {
  if (!quietHours.enabled || quietHours.spans.length === 0) return null
  const current = isQuiet(quietHours, readLocalTime(now))
  return firstMinute(now, maxDays, readLocalTime, (time) => isQuiet(quietHours, time) !== current)
}

/** When the silence ends, in milliseconds since the epoch; null when there is none, or that is not known. */
export function untilOf(silence: Silence): number | null {
  return silence.kind === 'on' ? silence.until : null
}

function isQuiet({ enabled, spans }: Settings['quietHours'], time: LocalTime): boolean {
  return enabled && spans.some((span) => isWithin(span, time))
}

function isWithin({ days, from, to }: QuietSpan, { weekday, minutes }: LocalTime): boolean {
  if (from < to) return days.includes(weekday) && minutes >= from && minutes < to
  const beganToday = days.includes(weekday) && minutes >= from
  const beganYesterday = days.some((day) => (day + 1) % 7 === weekday) && minutes < to
  return beganToday || beganYesterday
}
