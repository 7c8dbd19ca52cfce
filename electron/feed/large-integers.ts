// A string, or what may be a number. Strings come first, so that digits in a text are never matched alone.
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g
// 2^53 has 16 digits: shorter integers are exact.
const largeInteger = /^-?[1-9]\d{15,}$/

/** Whether a text may hold such an integer. */
export function hasLargeInteger(json: string): boolean {
  return /\d{16}/.test(json)
}

/**
 * Puts quotes around the integers of a JSON text that are too large for a JavaScript number. Snowflake ids are such
 * numbers, and neighbours among them would become the same id.
 *
 * @param json must be valid: in a text with a string that does not end, this takes minutes for a megabyte
 */
export function quoteLargeIntegers(json: string): string {
  return json.replace(stringOrNumber, (token) => (largeInteger.test(token) ? `"${token}"` : token))
}
