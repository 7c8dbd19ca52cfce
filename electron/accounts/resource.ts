import { z } from 'zod'
import { isSecureFrom } from '../model/safe-url.ts'
import { done, failed, type Outcome, shownText } from './account-error.ts'

/** A server as one signs in to it (RFC 9728). */
export interface Resource {
  /** How the server calls itself; tokens are asked for under this name (RFC 8707). */
  readonly identifier: string
  /** Its authorization servers, most preferred first. */
  readonly issuers: readonly URL[]
  /** What a token should be allowed for. */
  readonly scopes: readonly string[]
}

const schema = z.object({
  resource: z.string().min(1).max(2_000),
  authorization_servers: z.array(z.unknown()).max(1_000).catch([]),
  scopes_supported: z.array(z.unknown()).max(1_000).catch([]),
})

/** Tried one after the other, while the user waits. */
const maxIssuers = 3
const maxScopes = 50

/** Reads the metadata of a resource. @param stream the address of the stream that it must be about */
export function parseResource(value: unknown, stream: URL, host: string): Outcome<Resource> {
  const read = schema.safeParse(value)
  if (!read.success) return failed({ kind: 'not-understood', host })
  const { resource, authorization_servers, scopes_supported } = read.data
  if (!isResourceOf(resource, stream)) {
    return failed({ kind: 'wrong-resource', host, resource: shownText(resource) })
  }
  const issuers = authorization_servers.flatMap((text) => {
    if (typeof text !== 'string' || !URL.canParse(text)) return []
    const url = new URL(text)
    // An issuer has neither (RFC 8414, 2).
    return isSecureFrom(url, stream) && url.search === '' && url.hash === '' ? [url] : []
  })
  if (issuers.length === 0) return failed({ kind: 'not-offered' })
  const scopes = scopes_supported.filter(isScope).slice(0, maxScopes)
  return done({ identifier: resource, issuers: issuers.slice(0, maxIssuers), scopes })
}

// The characters of a scope (RFC 6749, 3.3).
function isScope(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/.test(value)
}

/** Whether this names the stream: its address, or the origin or a folder that it is in. */
export function isResourceOf(identifier: string, stream: URL): boolean {
  if (!URL.canParse(identifier)) return false
  const url = new URL(identifier)
  if (url.origin !== stream.origin || url.hash !== '' || url.username !== '' || url.password !== '')
    return false
  if (url.search !== '') return url.href === stream.href
  const folder = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`
  return url.pathname === stream.pathname || stream.pathname.startsWith(folder)
}

/**
 * Whether an access token may be sent to the stream. One that is a JWT says whom it is for; of any other only the server
 * knows.
 */
export function isTokenFor(token: string, stream: URL): boolean {
  const audience = audienceOf(token)
  return audience === null || audience.some((identifier) => isResourceOf(identifier, stream))
}

const claimsSchema = z.object({ aud: z.union([z.string(), z.array(z.string())]) })

/** Null: it does not say. */
function audienceOf(token: string): readonly string[] | null {
  const [, payload, signature, ...more] = token.split('.')
  if (payload === undefined || signature === undefined || more.length > 0) return null
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    const claims = claimsSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return claims.success ? [claims.data.aud].flat() : null
  } catch {
    return null
  }
}

/** The addresses at which a server has its metadata when its answer does not name one (RFC 9728, 3.1). */
export function resourceMetadataUrls(stream: URL): readonly URL[] {
  const name = '/.well-known/oauth-protected-resource'
  const paths = stream.pathname === '/' ? [name] : [`${name}${stream.pathname}`, name]
  return paths.map((path) => new URL(path, stream.origin))
}

/** What to ask for: the scopes of the server, and those of OpenID with which it tells who signed in, and a new token. */
export function scopesFor(wanted: readonly string[], supported: readonly string[]): readonly string[] {
  const added = ['openid', 'profile', 'offline_access'].filter((scope) => supported.includes(scope))
  return [...new Set([...wanted, ...added])]
}
