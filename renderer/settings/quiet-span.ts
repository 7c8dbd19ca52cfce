import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { Weekday } from '../../electron/model/local-time.ts'
import type { QuietSpan } from '../../electron/model/settings.ts'

const week: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]

/** The days of a week that begins with `first`. */
export function weekFrom(first: number): readonly Weekday[] {
  return [...week.slice(first), ...week.slice(0, first)]
}

/** `450` is `07:30`, the value of a time input. */
export function timeOfMinutes(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Null while the input is incomplete. */
export function minutesOfTime(time: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** A note on a span that the user may not expect; null for an ordinary one. */
export function spanNote({ days, from, to }: QuietSpan): TextKey | null {
  if (days.length === 0) return 'settings.quiet-no-day'
  if (from === to) return 'settings.quiet-all-day'
  return to < from ? 'settings.quiet-next-day' : null
}
