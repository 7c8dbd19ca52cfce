/** Formats times (milliseconds since the epoch, in the user's time zone) and numbers. */
export interface Formats {
  /** `14:30` or `2:30 PM`. */
  readonly time: (at: number) => string
  /** `Friday 20 November`, or with the year if it is not that of `now`. */
  readonly date: (at: number, now: number) => string
  /** In full, for a tooltip: `Friday 20 November 2026 at 14:30:05`. */
  readonly exact: (at: number) => string
  /** `20/11/2026, 14:30:05`, for lists. */
  readonly stamp: (at: number) => string
  readonly number: (amount: number) => string
  /** `0.42` is `42%`. Anything below 1 is at most 99%: rounding must not announce the end. */
  readonly percent: (progress: number) => string
  /** `734 MB`. */
  readonly bytes: (count: number) => string
  /** Sunday is 0. */
  readonly weekday: (day: number) => { readonly short: string; readonly long: string }
  /** The first day of the week in the user's region; Sunday is 0. */
  readonly firstWeekday: number
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Create it once and pass it on: `Intl` formatters are slow to create and fast to use. */
export function createFormats(locale: string): Formats {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const dateWithYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })
  const stamp = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const bytes = byteUnits.map(
    (unit) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumSignificantDigits: 3,
      }),
  )
  // The first of November 2026 is a Sunday.
  const weekdays = (['short', 'long'] as const).map((weekday) => {
    const format = new Intl.DateTimeFormat(locale, { weekday })
    return [1, 2, 3, 4, 5, 6, 7].map((day) => format.format(new Date(2026, 10, day)))
  })
  return {
    time: (at) => time.format(at),
    date: (at, now) => (sameYear(at, now) ? date : dateWithYear).format(at),
    exact: (at) => exact.format(at),
    stamp: (at) => stamp.format(at),
    number: (amount) => number.format(amount),
    percent: (progress) =>
      percent.format(progress >= 1 ? 1 : Math.min(0.99, Math.round(progress * 100) / 100)),
    bytes: (count) => {
      const power = count < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(count) / 3))
      return bytes[power]?.format(count / 1000 ** power) ?? ''
    },
    weekday: (day) => ({ short: weekdays[0]?.[day] ?? '', long: weekdays[1]?.[day] ?? '' }),
    firstWeekday: firstWeekdayOf(new Intl.Locale(locale)),
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
