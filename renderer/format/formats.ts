/** Writes moments (milliseconds since the epoch) in the user's time zone. */
export interface Formats {
  /** `14:30` or `2:30 PM`. */
  readonly time: (at: number) => string
  /** `Friday 20 November`, with the year where it is not that of `now`. */
  readonly date: (at: number, now: number) => string
  /** Everything, for a tooltip: `Friday 20 November 2026 at 14:30:05`. */
  readonly exact: (at: number) => string
}

/** Made once and handed around: an `Intl` formatter is costly to make and cheap to use. */
export function createFormats(locale: string): Formats {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const dateWithYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })
  return {
    time: (at) => time.format(at),
    date: (at, now) => (sameYear(at, now) ? date : dateWithYear).format(at),
    exact: (at) => exact.format(at),
  }
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear()
}
