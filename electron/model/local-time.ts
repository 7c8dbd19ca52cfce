/** Sunday is 0. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** A time of the week, as a clock on the wall shows it. */
export interface LocalTime {
  readonly weekday: Weekday
  /** Since midnight, 0 to 1439. */
  readonly minutes: number
}

/** Converts milliseconds since the epoch to local time, including daylight saving time. */
export type ReadLocalTime = (at: number) => LocalTime

/** When the day begins for reminders and pauses, in minutes since midnight. */
export const morning = 8 * 60
/** Before this time the user has not slept yet, so "tomorrow" means the morning of the same date. */
export const endOfNight = 5 * 60

const minuteMs = 60_000

/**
 * The first full minute at or after `from` whose local time matches `isWanted`; null when none does within `days`.
 * It checks minute by minute, so hours that daylight saving time skips or repeats need no special case.
 */
export function firstMinute(
  from: number,
  days: number,
  readLocalTime: ReadLocalTime,
  isWanted: (time: LocalTime) => boolean,
): number | null {
  const end = from + days * 24 * 60 * minuteMs
  for (let at = Math.ceil(from / minuteMs) * minuteMs; at <= end; at += minuteMs) {
    if (isWanted(readLocalTime(at))) return at
  }
  return null
}
