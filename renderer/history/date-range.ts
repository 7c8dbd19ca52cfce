import type { DateRange } from '../../electron/model/command.ts'
import { startOfDay } from '../format/relative-time.ts'

/** A span of time, milliseconds since the epoch: at or after `from`, and before `until`. Null: no limit on this side. */
export interface TimeSpan {
  readonly from: number | null
  readonly until: number | null
}

/** The time that a range of days covers, in the time zone of this computer. */
export function spanOf(range: DateRange, now: number): TimeSpan {
  switch (range.kind) {
    case 'today':
      return { from: startOfDay(now), until: null }
    case 'yesterday':
      return { from: startOfDay(now, -1), until: startOfDay(now) }
    case 'last-7-days':
      return { from: startOfDay(now, -6), until: null }
    case 'last-30-days':
      return { from: startOfDay(now, -29), until: null }
    case 'days':
      return {
        from: range.from === null ? null : startOfCalendarDay(range.from),
        until: range.to === null ? null : startOfCalendarDay(range.to, 1),
      }
    default:
      return range satisfies never
  }
}

/** The local midnight at the start of a day like `2026-11-30`, or of one that many days later. */
export function startOfCalendarDay(day: string, dayOffset = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + dayOffset).getTime()
}
