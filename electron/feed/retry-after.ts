/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds, or an HTTP date. Milliseconds from `now`; zero when
 * the header is absent, in the past or not valid.
 */
export function parseRetryAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  // Only dates that begin with a day's name: Date.parse accepts nearly everything.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
