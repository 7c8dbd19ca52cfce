/** What no well-formed text holds: lone surrogates and noncharacters. */
const notText = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu

/**
 * Makes untrusted text fit to be stored and shown: without control characters other than newline and tab, well-formed,
 * without noncharacters, at most `maxLength` UTF-16 units.
 */
export function cleanText(text: string, maxLength: number): string {
  return (
    text
      .slice(0, maxLength)
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
      .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      // The slice may have split a surrogate pair.
      .replace(/[\ud800-\udbff]$/, '')
      .replace(notText, '\ufffd')
  )
}

// Control characters other than newline and tab, and the characters that make letters appear in another order than they
// are written (embeddings and overrides). Isolates may stay: they change nothing outside of themselves.
const misleading = /[\u202a-\u202e]|(?![\n\t])\p{Cc}/gu

/**
 * Makes any text fit for an interface of the system, and shows it as it is written. Chromium ends the process when a
 * string that it sends over D-Bus holds a noncharacter (U+FFFE, U+FDD0 …) or half a surrogate pair.
 */
export function textForSystem(text: string): string {
  return text.replace(misleading, '').replace(notText, '\ufffd')
}

/** Cuts each word of a text in the middle that is longer than `length` and would not be wrapped, like a URL. */
export function shortenWords(text: string, length: number): string {
  const half = Math.floor(length / 2)
  return text.replace(/[!-~]+/g, (word) =>
    word.length <= length ? word : `${word.slice(0, half)}…${word.slice(-half)}`,
  )
}

/** Shortens a text to at most `length` characters as people count them; the last of them is then an ellipsis. */
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

// Letters of the scripts that are written from right to left.
const rtlLetter = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const ltrLetter = /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])\p{Letter}/u

/** Puts a text with letters of the other reading direction into an isolate, so that it can stand in a line of this one. */
export function isolateDirection(text: string, direction: 'ltr' | 'rtl'): string {
  return (direction === 'ltr' ? rtlLetter : ltrLetter).test(text) ? isolate(text) : text
}

/** Keeps the reading order of a text apart from that of the text around it, unless it is apart already. */
export function isolate(text: string): string {
  // First strong isolate, and its end (https://unicode.org/reports/tr9/).
  return /^[\u2066-\u2068][^\u2066-\u2069]*\u2069$/u.test(text) ? text : `\u2068${text}\u2069`
}
