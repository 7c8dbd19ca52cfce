/** Shortens a text to at most `length` characters as people count them; the last one is then an ellipsis. */
export function cut(text: string, length: number): string {
  let count = 0
  let end = 0
  for (const { index } of new Intl.Segmenter().segment(text)) {
    count += 1
    if (count === length) end = index
    if (count > length) return `${text.slice(0, end)}…`
  }
  return text
}
