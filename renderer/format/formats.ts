import { shownProgress } from '../../electron/model/job.ts'

const dayMs = 24 * 60 * 60_000
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/**
 * Formats times (milliseconds since the epoch, in the user's time zone) and numbers. Create it once and pass it on:
 * `Intl` formatters are slow to create and fast to use.
 */
export function createFormats(locale: string, timeLocale = locale) {
  const time = new Intl.DateTimeFormat(timeLocale, { timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(timeLocale, { weekday: 'long', day: 'numeric', month: 'long' })
  const dateWithYear = new Intl.DateTimeFormat(timeLocale, { day: 'numeric', month: 'long', year: 'numeric' })
  const exact = new Intl.DateTimeFormat(timeLocale, { dateStyle: 'full', timeStyle: 'medium' })
  const stamp = new Intl.DateTimeFormat(timeLocale, { dateStyle: 'short', timeStyle: 'medium' })
  const clockTime = { hour: 'numeric', minute: '2-digit' } as const
  const weekdayTime = new Intl.DateTimeFormat(timeLocale, { weekday: 'short', ...clockTime })
  const dayTime = new Intl.DateTimeFormat(timeLocale, { day: 'numeric', month: 'short', ...clockTime })
  // A day of the calendar is the same everywhere: it is formatted as that day of UTC.
  const calendarDay = new Intl.DateTimeFormat(timeLocale, { dateStyle: 'medium', timeZone: 'UTC' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const byteFormat = { style: 'unit', unitDisplay: 'short', maximumSignificantDigits: 3 } as const
  const bytes = byteUnits.map((unit) => new Intl.NumberFormat(locale, { ...byteFormat, unit }))
  // The first of November 2026 is a Sunday.
  const weekdays = (['short', 'long'] as const).map((weekday) => {
    const format = new Intl.DateTimeFormat(timeLocale, { weekday })
    return [1, 2, 3, 4, 5, 6, 7].map((day) => format.format(new Date(2026, 10, day)))
  })
  return {
    /** `14:30` or `2:30 PM`. */
    time: (at: number) => time.format(at),
    /** `Friday 20 November`, or with the year if it is not that of `now`. */
    date: (at: number, now: number) => (sameYear(at, now) ? date : dateWithYear).format(at),
    /** In full, for a tooltip: `Friday 20 November 2026 at 14:30:05`. */
    exact: (at: number) => exact.format(at),
    /** `20/11/2026, 14:30:05`, for lists. */
    stamp: (at: number) => stamp.format(at),
    /** When something is due: `18:00` today, `Mon 08:00` within a week, otherwise with the date. */
    moment: (at: number, now: number) => {
      if (new Date(at).toDateString() === new Date(now).toDateString()) return time.format(at)
      return (at > now && at - now < 6 * dayMs ? weekdayTime : dayTime).format(at)
    },
    /** A day like `2026-11-30`: `30 Nov 2026`. */
    day: (day: string) => calendarDay.format(Date.parse(day)),
    number: (amount: number) => number.format(amount),
    /** `0.42` is `42%`. Anything below 1 is at most 99%. */
    percent: (progress: number) => percent.format(shownProgress(progress)),
    /** `734 MB`. */
    bytes: (count: number) => {
      const power = count < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(count) / 3))
      return bytes[power]?.format(count / 1000 ** power) ?? ''
    },
    /** Sunday is 0. */
    weekday: (day: number) => ({ short: weekdays[0]?.[day] ?? '', long: weekdays[1]?.[day] ?? '' }),
    /** The first day of the week in the user's region; Sunday is 0. */
    firstWeekday: firstWeekdayOf(new Intl.Locale(timeLocale)),
  }
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear()
}

// Newer engines have the method `getWeekInfo`, older ones the property `weekInfo`, some have neither.
function firstWeekdayOf(locale: Intl.Locale): number {
  const read: unknown = Reflect.get(locale, 'getWeekInfo')
  const info: unknown = typeof read === 'function' ? read.call(locale) : Reflect.get(locale, 'weekInfo')
  const first: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'firstDay') : 1
  return typeof first === 'number' ? first % 7 : 1
}
