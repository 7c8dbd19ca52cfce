import { z } from 'zod'
import { type AccountError, done, failed, type Outcome } from './account-error.ts'
import { getJson, type SendRequest } from './requests.ts'

const address = z.string().min(1).max(4_096).optional().catch(undefined)
const names = z.array(z.string().max(200)).max(1_000).optional().catch(undefined)

/** What is used of the metadata of an authorization server (RFC 8414, OpenID Connect Discovery). */
const schema = z.object({
  issuer: z.string().min(1).max(2_000),
  token_endpoint: z.string().min(1).max(4_096),
  authorization_endpoint: address,
  registration_endpoint: address,
  device_authorization_endpoint: address,
  revocation_endpoint: address,
  pushed_authorization_request_endpoint: address,
  require_pushed_authorization_requests: z.boolean().optional().catch(undefined),
  authorization_response_iss_parameter_supported: z.boolean().optional().catch(undefined),
  scopes_supported: names,
  grant_types_supported: names,
  code_challenge_methods_supported: names,
  id_token_signing_alg_values_supported: names,
})

export type AuthorizationServer = Readonly<z.infer<typeof schema>>

/**
 * The addresses of the metadata of an authorization server: that of RFC 8414, and those of OpenID Connect, of which the
 * last one is what RFC 8414 makes of it.
 */
export function authorizationServerUrls(issuer: URL): readonly URL[] {
  const path = issuer.pathname.replace(/\/+$/, '')
  const urls = [
    `/.well-known/oauth-authorization-server${path}`,
    `${path}/.well-known/openid-configuration`,
    `/.well-known/openid-configuration${path}`,
  ]
  return [...new Set(urls)].map((url) => new URL(url, issuer.origin))
}

/** Asks an authorization server for its metadata. */
export async function discover(
  issuer: URL,
  send: SendRequest,
  signal: AbortSignal,
): Promise<Outcome<AuthorizationServer>> {
  const failures: Extract<Outcome<never>, { kind: 'failed' }>[] = []
  for (const url of authorizationServerUrls(issuer)) {
    const answer = await getJson(url, send, signal)
    const read = answer.kind === 'failed' ? answer : parseServer(answer.value, issuer)
    if (read.kind === 'done') return read
    failures.push(read)
    // It would keep the user waiting three times, or say the same.
    if (read.error.kind === 'unreachable' || read.error.kind === 'wrong-issuer') return read
  }
  // Not found is what each but one of the addresses may say.
  const telling = failures.find(({ error }) => error.kind !== 'status' || error.status >= 500)
  return telling ?? failures[0] ?? failed({ kind: 'unexpected' })
}

function parseServer(value: unknown, issuer: URL): Outcome<AuthorizationServer> {
  const { host } = issuer
  const read = schema.safeParse(value)
  if (!read.success) return failed({ kind: 'not-understood', host })
  const server = read.data
  return isSameIssuer(server.issuer, issuer) ? done(server) : failed({ kind: 'wrong-issuer', host })
}

/** They must be identical (RFC 8414, 3.3); the slash that a URL has after its host is the only thing that may differ. */
function isSameIssuer(issuer: string, expected: URL): boolean {
  return URL.canParse(issuer) && new URL(issuer).href === expected.href
}

/** Why the user can't sign in at this server in the browser of this computer; null: they can. */
export function browserFlowError(server: AuthorizationServer): AccountError | null {
  const { host } = new URL(server.issuer)
  const { authorization_endpoint, grant_types_supported, code_challenge_methods_supported } = server
  // The values that count when they are absent (RFC 8414, 2).
  const grants = grant_types_supported ?? ['authorization_code']
  if (authorization_endpoint === undefined || !grants.includes('authorization_code')) {
    return { kind: 'no-flow', host }
  }
  const hasPkce = code_challenge_methods_supported?.includes('S256') ?? true
  return hasPkce ? null : { kind: 'no-pkce', host }
}

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

export function supportsDeviceFlow({ device_authorization_endpoint }: AuthorizationServer): boolean {
  return device_authorization_endpoint !== undefined
}
