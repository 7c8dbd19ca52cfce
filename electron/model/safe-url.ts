const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether the traffic of this URL never leaves the machine. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname) || url.hostname.endsWith('.localhost')
}

/** Whether secrets may travel to, and pages may be opened at, this URL: `https:`, or `http:` on loopback. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/** Reads a link that came from outside; null when it is no URL, or not one that may be opened. */
export function parseSafeUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return isSecure(url) && url.username === '' && url.password === '' ? url : null
}
