import type { DownloadError } from '../model/download.ts'
import { isLoopback, parseSafeUrl } from '../model/safe-url.ts'

/** Where to ask for a file next, and whether the access token may go there. */
export interface Leg {
  readonly url: URL
  readonly withToken: boolean
}

/** What leads nowhere, and why. */
export interface Refused {
  readonly kind: 'refused'
  readonly reason: DownloadError
}

/**
 * The first leg of a download. The token goes only to the origin of the server that offered it.
 *
 * @param server the address of the stream that the offer came by
 */
export function firstLeg(address: string, server: string): Leg | Refused {
  const url = parseSafeUrl(address)
  if (url === null) return refused('unsafe-address')
  const origin = URL.canParse(server) ? new URL(server) : null
  // A server elsewhere must not have us ask programs of this computer.
  if (isLoopback(url) && (origin === null || !isLoopback(origin))) {
    return refused('local-address')
  }
  return { url, withToken: url.origin === origin?.origin }
}

/**
 * The leg a redirect leads to. Anything secure will do, but the token goes no further than its own origin, and what
 * has left it never gets it back.
 */
export function nextLeg({ url, withToken }: Leg, location: string | null): Leg | Refused {
  const next = location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null
  const safe = next === null ? null : parseSafeUrl(next.href)
  if (safe === null) return refused('unsafe-redirect')
  if (isLoopback(safe) && !isLoopback(url)) {
    return refused('local-redirect')
  }
  return { url: safe, withToken: withToken && safe.origin === url.origin }
}

export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

type Dead = 'unsafe-address' | 'local-address' | 'unsafe-redirect' | 'local-redirect'

function refused(kind: Dead): Refused {
  return { kind: 'refused', reason: { kind } }
}
