import type { DownloadError } from '../model/download.ts'
import { isLoopback, parseSafeUrl } from '../model/safe-url.ts'

/** One request on the way to a file, and whether the access token may be sent with it. */
export interface Hop {
  readonly url: URL
  readonly withToken: boolean
}

/** An address that is not requested, and why. */
export interface RefusedHop {
  readonly kind: 'refused'
  readonly reason: DownloadError
}

/**
 * The first request of a download. The token goes only to the origin of the server that offered the file.
 *
 * @param server the address of the stream by which the offer came
 */
export function firstHop(address: string, server: string): Hop | RefusedHop {
  const url = parseSafeUrl(address)
  if (url === null) return refused('unsafe-address')
  const serverUrl = URL.canParse(server) ? new URL(server) : null
  // A remote server must not make the app send requests to programs on this computer.
  if (isLoopback(url) && (serverUrl === null || !isLoopback(serverUrl))) return refused('local-address')
  return { url, withToken: url.origin === serverUrl?.origin }
}

/**
 * The request that a redirect leads to. Any secure address is allowed, but the token never leaves its origin: once a
 * redirect has led to another origin, the token is not sent any more, not even back to the first one.
 *
 * @param location the response's `Location` header
 */
export function nextHop({ url, withToken }: Hop, location: string | null): Hop | RefusedHop {
  const next = location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null
  const safe = next === null ? null : parseSafeUrl(next.href)
  if (safe === null) return refused('unsafe-redirect')
  if (isLoopback(safe) && !isLoopback(url)) return refused('local-redirect')
  return { url: safe, withToken: withToken && safe.origin === url.origin }
}

type HopErrorKind = 'unsafe-address' | 'local-address' | 'unsafe-redirect' | 'local-redirect'

function refused(kind: HopErrorKind): RefusedHop {
  return { kind: 'refused', reason: { kind } }
}
