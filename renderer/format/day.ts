/** The midnight that began the day of `at` in the user's time zone; `dayOffset` -1 is the day before. */
export function startOfDay(at: number, dayOffset = 0): number {
  const date = new Date(at)
  // By the calendar, not by 24 hours: days on which the clock changes are shorter or longer.
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + dayOffset).getTime()
}
