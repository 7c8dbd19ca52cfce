import { eventStreamHeaders } from '../feed/http-client.ts'
import { limits } from '../model/limits.ts'
import { isRedirect } from '../model/safe-url.ts'
import { type BearerChallenge, parseBearerChallenge } from '../model/sign-in-offer.ts'
import type { AccountContext } from './account-context.ts'
import { done, failed, type Outcome } from './account-error.ts'
import { askOnce, getJson } from './requests.ts'
import { parseResource, type Resource, resourceMetadataUrls } from './resource.ts'

export interface FindResourceOptions extends Pick<AccountContext, 'stream' | 'fetch' | 'send' | 'clock'> {
  readonly signal: AbortSignal
}

/**
 * Finds out where and for what one signs in at a server.
 *
 * @param known where it says so; null: it is asked
 */
export async function findResource(
  options: FindResourceOptions,
  known: string | null,
): Promise<Outcome<Resource>> {
  const { stream } = options
  if (known !== null) return readResource(options, new URL(known))
  const asked = await askStream(options)
  if (asked.kind === 'failed') return asked
  const { resourceMetadata, scope } = asked.value
  if (resourceMetadata !== null) {
    const found = await readResource(options, new URL(resourceMetadata))
    // What this very answer wants takes precedence over what there is in all (RFC 6750, 3).
    return found.kind === 'failed' || scope === null
      ? found
      : done({ ...found.value, scopes: scope.split(' ') })
  }
  for (const url of resourceMetadataUrls(stream)) {
    const found = await readResource(options, url)
    if (found.kind === 'done') return found
    if (found.error.kind === 'unreachable') return found
  }
  return failed({ kind: 'not-offered' })
}

async function readResource(
  { stream, send, signal }: FindResourceOptions,
  url: URL,
): Promise<Outcome<Resource>> {
  const answer = await getJson(url, send, signal)
  return answer.kind === 'failed' ? answer : parseResource(answer.value, stream, url.host)
}

/** Asks for the stream without a token: the answer 401 says how one signs in. */
async function askStream({
  stream,
  fetch,
  clock,
  signal,
}: FindResourceOptions): Promise<Outcome<BearerChallenge>> {
  let url = stream
  for (let redirects = 0; redirects <= limits.arriving.signInRedirects.max; redirects += 1) {
    const { host } = url
    const response = await askOnce({ fetch, clock }, url, eventStreamHeaders, signal)
    if (response.kind === 'failed') return response
    const { status, headers } = response.value
    if (status === 200) return failed({ kind: 'not-needed' })
    if (status === 401) {
      const challenge = parseBearerChallenge(headers.get('www-authenticate'), stream)
      return done(challenge ?? { resourceMetadata: null, scope: null })
    }
    if (!isRedirect(status)) return failed({ kind: 'status', host, status })
    const location = headers.get('location') ?? ''
    const next = URL.canParse(location, url.href) ? new URL(location, url) : null
    if (next?.origin !== url.origin) return failed({ kind: 'redirects', host })
    url = next
  }
  return failed({ kind: 'redirects', host: url.host })
}
