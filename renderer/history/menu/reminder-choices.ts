import type { SnoozeTime } from '../../../electron/model/command.ts'

export interface ReminderChoice {
  readonly name: 'in-hour' | 'evening' | 'tomorrow' | 'monday'
  readonly until: SnoozeTime
  /** The moment that it means at this time, milliseconds since the epoch. */
  readonly at: number
}

const hourMs = 60 * 60_000
const eveningHour = 18
const morningHour = 8
const monday = 1

/** The times to be reminded at that are worth offering now: none that is over, and none twice. */
export function reminderChoices(now: number): readonly ReminderChoice[] {
  const evening = atHour(now, 0, eveningHour)
  const tomorrow = atHour(now, 1, morningHour)
  const nextMonday = atHour(now, daysUntil(monday, now), morningHour)
  return [
    { name: 'in-hour', until: { kind: 'for', ms: hourMs }, at: now + hourMs },
    ...(evening - now > hourMs
      ? [{ name: 'evening', until: { kind: 'this-evening' }, at: evening } as const]
      : []),
    { name: 'tomorrow', until: { kind: 'tomorrow' }, at: tomorrow },
    ...(nextMonday === tomorrow
      ? []
      : [{ name: 'monday', until: { kind: 'next-week' }, at: nextMonday } as const]),
  ]
}

/** That many days from today at this hour, by the calendar: not every day has 24 hours. */
function atHour(now: number, days: number, hour: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime()
}

/** 1 to 7. @param weekday Sunday is 0 */
function daysUntil(weekday: number, now: number): number {
  return ((weekday - new Date(now).getDay() + 6) % 7) + 1
}
