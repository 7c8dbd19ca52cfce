import type { Clock } from '../../model/clock.ts'

export interface TimeZoneOptions {
  /** Returns the name of the system's current time zone, like `Europe/Berlin`. */
  readonly read: () => string
  readonly clock: Pick<Clock, 'after'>
  /** Calls back when the zone may have changed, as after waking up in another country. Returns an unsubscribe function. */
  readonly onHint: (listener: () => void) => () => void
  readonly onChange: () => void
}

const checkMs = 60_000

/** Follows the time zone of the computer, which may change while the app runs. */
export function startTimeZone({ read, clock, onHint, onChange }: TimeZoneOptions) {
  let current = read()
  let cancel = () => {}

  const check = () => {
    cancel()
    cancel = clock.after(checkMs, check)
    const next = read()
    if (next === current) return
    current = next
    onChange()
  }
  const stopWatchingHints = onHint(check)
  check()

  return {
    /** The name, like `Europe/Berlin`. */
    current: () => current,
    stop: () => {
      cancel()
      stopWatchingHints()
    },
  }
}

/** The name of the computer's time zone. */
export function readTimeZone(): string {
  // V8 keeps the zone that it has read first (electron#33723). Any change of this variable makes it read the zone again,
  // even the removal of one that is not set. Where it is set, it decides.
  if (process.env.TZ === undefined) delete process.env.TZ
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
