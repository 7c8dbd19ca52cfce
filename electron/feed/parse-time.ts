// ISO 8601 as servers write it: with `T` or a space, the zone as `Z`, `+02:00`, `+0200` or `+02`, or none at all.
const isoTime =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s?(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)?$/
const isoDate = /^\d{4}-\d\d-\d\d$/
// As milliseconds this is the year 1973, as seconds the year 5138.
const smallestMilliseconds = 100_000_000_000
// As milliseconds this is the year 5138: larger numbers are microseconds or nanoseconds.
const largestMilliseconds = 100_000_000_000_000
const largestEpoch = 1e20

/**
 * Reads a time leniently: ISO 8601, where no zone means UTC, or the time since the epoch in seconds or a
 * smaller unit. * Milliseconds since the epoch; null when it is not a time.
 */
export function parseTime(value: string | number): number | null {
  if (typeof value === 'number') return fromEpoch(value)
  const text = value.trim()
  if (/^\d+(?:\.\d+)?$/.test(text)) return fromEpoch(Number(text))
  if (isoDate.test(text)) return validOrNull(Date.parse(text))
  const match = isoTime.exec(text)
  if (match === null) return null
  const [, date, time, fraction = '0', , zoneHours, zoneMinutes = '00'] = match
  const zone = zoneHours === undefined ? 'Z' : `${zoneHours}:${zoneMinutes}`
  const seconds = time?.length === 5 ? `${time}:00` : time
  return validOrNull(Date.parse(`${date}T${seconds}.${fraction.slice(0, 3)}${zone}`))
}

function fromEpoch(value: number): number | null {
  // Zero and small numbers are what an unset field holds.
  if (!(value > 0 && value < largestEpoch)) return null
  if (value < smallestMilliseconds) return validOrNull(Math.round(value * 1000))
  return value < largestMilliseconds ? Math.round(value) : fromEpoch(value / 1000)
}

function validOrNull(ms: number): number | null {
  return Number.isNaN(new Date(ms).getTime()) ? null : ms
}
