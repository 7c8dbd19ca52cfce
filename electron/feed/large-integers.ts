// A string, or what may be a number. Strings come first, so that digits in a text are never matched alone.
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g
// 2^53 has 16 digits: shorter integers are exact.
const largeInteger = /^-?[1-9]\d{15,}$/

/**
 * Puts quotes around the integers of a JSON text that are too large for a JavaScript number. Snowflake ids are such
 * numbers, and neighbours among them would become the same id.
 */
export function quoteLargeIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json
  return json.replace(stringOrNumber, (token) => (largeInteger.test(token) ? `"${token}"` : token))
}
