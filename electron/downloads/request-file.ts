import type { DownloadError } from '../model/download.ts'
import type { HttpResponse } from '../model/http-response.ts'
import { limits } from '../model/limits.ts'
import { isLoopback, isRedirect, parseSafeUrl } from '../model/safe-url.ts'
import { type ResumePoint, rangeHeaders } from './resume.ts'

/** Sends one request. Follows no redirect and sends no cookies; rejects when the network fails. */
export type DownloadFetch = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<HttpResponse>

export interface RequestFileOptions {
  readonly firstHop: Hop
  readonly fetch: DownloadFetch
  /** The access token for the origin of the first hop; null for none. */
  readonly token: () => Promise<string | null>
}

export interface FileRequest {
  readonly point: ResumePoint
  /** Whether the file may come compressed. Compressed bytes can be neither counted nor resumed. */
  readonly allowsCompression: boolean
  readonly signal: AbortSignal
}

export interface RequestedFile {
  readonly kind: 'response'
  readonly response: HttpResponse
  /** The address that answered. */
  readonly url: URL
  /** Whether that is another one than the offered address. */
  readonly isRedirected: boolean
}

const maxRedirects = limits.arriving.redirects.max

/** Requests what is missing of a file, redirect by redirect, as far as they are safe. */
export async function requestFile(
  { firstHop, fetch, token }: RequestFileOptions,
  { point, allowsCompression, signal }: FileRequest,
): Promise<RequestedFile | RefusedHop> {
  let hop = firstHop
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const hopToken = hop.withToken ? await token() : null
    const response = await fetch(hop.url.href, {
      headers: {
        Accept: '*/*',
        ...(allowsCompression ? {} : { 'Accept-Encoding': 'identity' }),
        ...rangeHeaders(point),
        ...(hopToken === null ? {} : { Authorization: `Bearer ${hopToken}` }),
      },
      signal,
    })
    if (!isRedirect(response.status))
      return { kind: 'response', response, url: hop.url, isRedirected: redirects > 0 }
    await response.body?.cancel()
    const next = nextHop(hop, response.headers.get('location'))
    if ('kind' in next) return next
    hop = next
  }
  return { kind: 'refused', reason: { kind: 'redirect-circle' } }
}

/** Whether the same request may succeed later. */
export function isTemporary(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

export function statusError(status: number): DownloadError {
  switch (status) {
    case 401:
    case 403:
      return { kind: 'forbidden', status }
    case 404:
      return { kind: 'gone', status }
    case 410:
      return { kind: 'server-expired', status }
    default:
      return { kind: status >= 500 ? 'server-problem' : 'status', status }
  }
}

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

function refused(
  kind: 'unsafe-address' | 'local-address' | 'unsafe-redirect' | 'local-redirect',
): RefusedHop {
  return { kind: 'refused', reason: { kind } }
}
