import { assertNever } from './assert-never.ts'
import type { SnoozeTime } from './command.ts'
import { endOfNight, firstMinute, type LocalTime, morning, type ReadLocalTime } from './local-time.ts'
import { nextMorning } from './pause.ts'

const evening = 18 * 60
const monday = 1
const sunday = 0
const hourMs = 60 * 60_000

/** A time to be reminded at; `name` is the key of its text. */
export interface ReminderChoice {
  readonly name: 'in-hour' | 'evening' | 'tomorrow' | 'monday'
  readonly until: SnoozeTime
}

/** The times to be reminded at that are worth offering now: none that is over, and none twice. */
export function reminderChoices({ weekday, minutes }: LocalTime): readonly ReminderChoice[] {
  const dayBeforeMonday = minutes < endOfNight ? monday : sunday
  return [
    { name: 'in-hour', until: { kind: 'for', ms: hourMs } },
    ...(minutes + 60 < evening ? [{ name: 'evening', until: { kind: 'this-evening' } } as const] : []),
    { name: 'tomorrow', until: { kind: 'tomorrow' } },
    ...(weekday === dayBeforeMonday ? [] : [{ name: 'monday', until: { kind: 'next-week' } } as const]),
  ]
}

/**
 * When a notification that is snoozed now comes again, in milliseconds since the epoch: never in the past. An evening that
 * has begun is over: then it is the next morning.
 */
export function snoozeUntil(time: SnoozeTime, now: number, readLocalTime: ReadLocalTime): number {
  switch (time.kind) {
    case 'for':
      return now + time.ms
    case 'at':
      return Math.max(now, time.at)
    case 'this-evening':
      return thisEvening(now, readLocalTime) ?? tomorrow(now, readLocalTime)
    case 'tomorrow':
      return tomorrow(now, readLocalTime)
    case 'next-week':
      return nextMonday(now, readLocalTime)
    default:
      return assertNever(time)
  }
}

const dayMs = 24 * 60 * 60_000

// Every calendar has a morning within three days: the sum is for the compiler.
function tomorrow(now: number, readLocalTime: ReadLocalTime): number {
  return nextMorning(now, readLocalTime) ?? now + dayMs
}

/** Null: it has begun. In the night it is the evening of the day that follows. */
function thisEvening(now: number, readLocalTime: ReadLocalTime): number | null {
  const today = readLocalTime(now)
  if (today.minutes >= evening) return null
  return firstMinute(now, 1, readLocalTime, ({ minutes }) => minutes >= evening)
}

/** The morning of the next Monday that is not today; in the night before it "next Monday" is the one that has begun. */
function nextMonday(now: number, readLocalTime: ReadLocalTime): number {
  const today = readLocalTime(now)
  const isNight = today.minutes < endOfNight
  const from = isNight ? now : firstMinute(now, 2, readLocalTime, ({ weekday }) => weekday !== today.weekday)
  const found = firstMinute(
    from ?? now,
    8,
    readLocalTime,
    ({ weekday, minutes }) => weekday === monday && minutes >= morning,
  )
  return found ?? now + 7 * dayMs
}
