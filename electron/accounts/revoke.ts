import { discover } from './authorization-server.ts'
import { createOAuthClient } from './oauth-client.ts'
import type { SendRequest } from './requests.ts'
import type { Session } from './stored-account.ts'

/**
 * Has the tokens of a session revoked (RFC 7009). What counts is the refresh token: an access token that is a JWT expires
 * by itself, and mostly can't be revoked.
 */
export async function revoke(session: Session, send: SendRequest): Promise<'revoked' | 'not-revoked'> {
  const { signal } = new AbortController()
  const server = await discover(new URL(session.issuer), send, signal)
  if (server.kind === 'failed' || server.value.revocation_endpoint === undefined) return 'not-revoked'
  const { clientId, resource, refreshToken, accessToken } = session
  const client = createOAuthClient({ server: server.value, clientId, resource, send, signal })
  const refresh = refreshToken === null ? null : await client.revoke(refreshToken, 'refresh_token')
  const access = await client.revoke(accessToken, 'access_token')
  return (refresh ?? access).kind === 'done' ? 'revoked' : 'not-revoked'
}
