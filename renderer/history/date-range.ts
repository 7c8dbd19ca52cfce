import type { DateRange } from '../../electron/model/window-filter.ts'
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
    case 'days': {
      const [from, to] = inOrder(range.from, range.to)
      return {
        from: from === null ? null : Math.max(0, startOfCalendarDay(from)),
        until: to === null ? null : Math.max(0, startOfCalendarDay(to, 1)),
      }
    }
    default:
      return range satisfies never
  }
}

/** Whether the range limits anything: two dates that are both open do not, as while the user chooses them. */
export function isLimited(range: DateRange | null): range is DateRange {
  return range !== null && !(range.kind === 'days' && range.from === null && range.to === null)
}

/** The days of a range, like `2026-11-30`, whichever of them was entered first. */
export function inOrder(from: string | null, to: string | null): readonly [string | null, string | null] {
  return from !== null && to !== null && from > to ? [to, from] : [from, to]
}

/** The local day at a time, like `2026-11-30`. */
export function calendarDay(at: number): string {
  const date = new Date(at)
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The local midnight at the start of a day like `2026-11-30`, or of one that many days later. */
function startOfCalendarDay(day: string, dayOffset = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + dayOffset).getTime()
}
