import type { HttpResponse } from '../model/http-response.ts'
import { readBody } from '../model/read-body.ts'
import { isRedirect, isSecureFrom } from '../model/safe-url.ts'

/** Sends one request. Follows no redirect; rejects when the network fails. */
export type UpdateFetch = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<HttpResponse>

export type Metadata =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }

const maxRedirects = 5
/** A statement that names ten files, with its signatures, has less than 4 KiB. */
export const maxMetadataBytes = 64 * 1024
const timeoutMs = 60_000

/**
 * Fetches the metadata once. What it resolves with is what was received; nothing is asked for again.
 *
 * @throws what the network throws
 */
export async function fetchMetadata(fetch: UpdateFetch, address: URL, stop: AbortSignal): Promise<Metadata> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)])
  let url = address
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    if (!isSecureFrom(url, address)) return failed(`${url.origin} may not be asked: it is not https`)
    const headers = { Accept: 'application/json', 'Accept-Encoding': 'identity' }
    const response = await fetch(url.href, { headers, signal })
    if (!isRedirect(response.status)) return readText(response)
    await response.body?.cancel()
    const location = response.headers.get('location') ?? ''
    if (!URL.canParse(location, url.href)) return failed('the server redirects to nowhere')
    url = new URL(location, url)
  }
  return failed('the server redirects in circles')
}

async function readText(response: HttpResponse): Promise<Metadata> {
  if (response.status !== 200) {
    await response.body?.cancel()
    return failed(`the server answered with status ${response.status}`)
  }
  const text = await readBody(response, maxMetadataBytes)
  return text === null
    ? failed(`the metadata is larger than ${maxMetadataBytes} bytes`)
    : { kind: 'text', text }
}

function failed(reason: string): Metadata {
  return { kind: 'failed', reason }
}
