import type { LocalTime, ReadLocalTime } from '../../../electron/model/local-time.ts'

/** Reads the local time of a place, whatever time zone the tests run in. */
export function localTimeIn(timeZone: string): ReadLocalTime {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' },
  })
  const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const weekday = days.indexOf(parts.weekday ?? '') as LocalTime['weekday']
    return { weekday, minutes: Number(parts.hour) * 60 + Number(parts.minute) }
  }
}
