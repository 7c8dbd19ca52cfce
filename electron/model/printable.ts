import { limits } from './limits.ts'

// A title may hold an escape sequence, with which a terminal is controlled, or a character that shows what follows in
// another order than it is written (https://trojansource.codes). Those of the marks U+061C, U+200E and U+200F are left:
// they turn no letters, and Arabic and Hebrew texts need them.
const lineBreaks = /[\n\v\f\r\u0085\u2028\u2029]+/g
const unprintable = /\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/**
 * A text of one or more lines that is safe to print in a terminal: what would control it becomes an escape like
 * `\\u202e`. JSON and CSV stay what they are, and in JSON the escape means the very character.
 */
export function printableLines(text: string): string {
  return text.replace(
    unprintable,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

/** The same as one line: line breaks and tabs become spaces. */
export function printable(text: string): string {
  return printableLines(text.replace(lineBreaks, ' ').replaceAll('\t', ' '))
}

/** A line for the log, or the lines of a stack: as much of it as helps to find a problem. */
export function printableLog(text: string): string {
  return printableLines(text.slice(0, limits.printed.line.max))
}
