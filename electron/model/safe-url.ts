// WHATWG URLs write every IPv4 address as four numbers, so `127.1` needs no case of its own.
const loopbackHost = /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/

/** Whether requests to this URL never leave this computer. */
export function isLoopback(url: URL): boolean {
  return loopbackHost.test(url.hostname)
}

/** Whether this URL may receive the access token or be opened in a browser: `https:`, or `http:` on loopback. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/** Whether a server at `from` may send us on to this URL: to `http:` on loopback only if it is there itself. */
export function isSecureFrom(url: URL, from: URL): boolean {
  return isSecure(url) && (url.protocol === 'https:' || isLoopback(from))
}

/** Parses a link from an untrusted source; null when it is not a URL, or not one that may be opened. */
export function parseSafeUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return isSecure(url) && url.username === '' && url.password === '' ? url : null
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Whether an HTTP status redirects to its `Location`. */
export function isRedirect(status: number): boolean {
  return redirectStatuses.has(status)
}

/** Decodes percent escapes (`%20`); null when they are invalid. */
export function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
