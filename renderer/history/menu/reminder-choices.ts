import type { ReadLocalTime, Weekday } from '../../../electron/model/local-time.ts'
import {
  reminderChoices as choicesAt,
  type ReminderChoice,
  snoozeUntil,
} from '../../../electron/model/snooze.ts'

/** A time to be reminded at, and the moment that it means now, in milliseconds since the epoch. */
export interface DatedChoice extends ReminderChoice {
  readonly at: number
}

/** The times to be reminded at that are worth offering now, as the main process understands them. */
export function reminderChoices(now: number): readonly DatedChoice[] {
  return choicesAt(localTime(now)).map((choice) => ({
    ...choice,
    at: snoozeUntil(choice.until, now, localTime),
  }))
}

const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]

const localTime: ReadLocalTime = (at) => {
  const date = new Date(at)
  return { weekday: weekdays[date.getDay()] ?? 0, minutes: date.getHours() * 60 + date.getMinutes() }
}
