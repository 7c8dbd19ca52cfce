import type { Weekday } from './settings.ts'

/** What a clock on the wall shows. */
export interface LocalTime {
  readonly weekday: Weekday
  /** Since midnight, 0 to 1439. */
  readonly minutes: number
}

/** Reads the wall clock at a time given in milliseconds since the epoch; summer time is its business. */
export type ReadLocalTime = (at: number) => LocalTime

const minuteMs = 60_000

/**
 * The first full minute, not before `from`, at which the clock on the wall satisfies `isWanted`; null when none does
 * within `days`. Asked minute by minute, so that hours that summer time skips or repeats need no thought.
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
