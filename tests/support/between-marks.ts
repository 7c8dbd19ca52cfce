/**
 * The text with `generated` between two marks, which stay.
 *
 * @throws Error when the marks are missing
 */
export function betweenMarks(text: string, begin: string, end: string, generated: string): string {
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < from) throw new Error(`The text has no place for what is generated: ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}${generated}${text.slice(to)}`
}
