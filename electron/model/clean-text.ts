/**
 * Text from outside, made fit to store and show as text: without control characters but newline and tab, well
 * formed, at most `maxLength` UTF-16 units.
 */
export function cleanText(text: string, maxLength: number): string {
  return (
    text
      .slice(0, maxLength)
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
      .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      // The cut may have split a pair.
      .replace(/[\ud800-\udbff]$/, '')
      .replace(/\p{Surrogate}/gu, '\ufffd')
  )
}
