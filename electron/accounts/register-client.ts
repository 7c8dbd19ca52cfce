import * as library from 'openid-client'
import { isLoopback } from '../model/safe-url.ts'
import { done, failed, type Outcome } from './account-error.ts'
import { type AuthorizationServer, deviceGrant } from './authorization-server.ts'
import { attemptAt, fetchWith } from './oauth-library.ts'
import type { SendRequest } from './requests.ts'

/** Registers Tidings at an authorization server (RFC 7591). Returns its id there. */
export async function registerClient(
  server: AuthorizationServer,
  redirectUri: string,
  send: SendRequest,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const issuer = new URL(server.issuer)
  const { host } = issuer
  if (server.registration_endpoint === undefined) return failed({ kind: 'not-registrable', host })
  const grants = ['authorization_code', 'refresh_token']
  const metadata = {
    client_name: 'Tidings',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: server.device_authorization_endpoint === undefined ? grants : [...grants, deviceGrant],
  }
  const post = fetchWith(send, signal)
  // The library asks for the metadata, which is here already.
  const fetch: library.CustomFetch = async (url, init) =>
    init.method === 'GET' ? Response.json(server) : post(url, init)
  const options = {
    [library.customFetch]: fetch,
    execute: isLoopback(issuer) ? [library.allowInsecureRequests] : [],
  }
  const outcome = await attemptAt(host, () =>
    library.dynamicClientRegistration(issuer, metadata, library.None(), options),
  )
  if (outcome.kind === 'failed') return outcome
  const { client_id, token_endpoint_auth_method = 'none' } = outcome.value.clientMetadata()
  // It has made it a client with a secret, which an app on a user's computer can't keep.
  if (token_endpoint_auth_method !== 'none') return failed({ kind: 'not-registrable', host })
  return done(client_id)
}
