import type { DownloadError } from '../model/download.ts'
import { isRedirect } from '../model/safe-url.ts'
import { type Hop, nextHop, type RefusedHop } from './hop.ts'
import { type ResumePoint, rangeHeaders } from './resume.ts'

/** Sends one request. Follows no redirect and sends no cookies; rejects when the network fails. */
export type DownloadFetch = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>

export interface RequestFileOptions {
  readonly firstHop: Hop
  readonly fetch: DownloadFetch
  /** The access token for the origin of the first hop; null for none. */
  readonly token: () => string | null
}

const maxRedirects = 5

/** Requests what is missing of a file, redirect by redirect, as far as they are safe. */
export async function requestFile(
  { firstHop, fetch, token }: RequestFileOptions,
  point: ResumePoint,
  signal: AbortSignal,
): Promise<{ readonly kind: 'response'; readonly response: Response } | RefusedHop> {
  let hop = firstHop
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const hopToken = hop.withToken ? token() : null
    const response = await fetch(hop.url.href, {
      headers: {
        Accept: '*/*',
        // Compressed bytes could be neither counted nor resumed.
        'Accept-Encoding': 'identity',
        ...rangeHeaders(point),
        ...(hopToken === null ? {} : { Authorization: `Bearer ${hopToken}` }),
      },
      signal,
    })
    if (!isRedirect(response.status)) return { kind: 'response', response }
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
