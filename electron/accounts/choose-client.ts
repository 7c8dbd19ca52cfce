import { isSecureFrom } from '../model/safe-url.ts'
import type { AccountContext } from './account-context.ts'
import { done, type Outcome } from './account-error.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import { callbackPath } from './browser-flow.ts'
import { createOAuthClient, createProof } from './oauth-client.ts'
import { registerClient } from './register-client.ts'
import { askOnce } from './requests.ts'

/** Without a port: it is another one each time, and authorization servers must not mind (RFC 8252, 7.3). */
const redirectUri = `http://127.0.0.1${callbackPath}`

/** What Tidings is called at an authorization server. */
export interface ChosenClient {
  readonly id: string
  /** `remembered`: Tidings registered itself earlier, so the authorization server may have forgotten it. */
  readonly from: 'policy' | 'remembered' | 'registered'
}

export interface ChooseClientOptions extends AccountContext {
  readonly server: AuthorizationServer
  readonly resource: string
  readonly signal: AbortSignal
}

export async function chooseClient(options: ChooseClientOptions): Promise<Outcome<ChosenClient>> {
  const { server, store, send, signal } = options
  const fromPolicy = options.clientId()
  if (fromPolicy !== null) return done({ id: fromPolicy, from: 'policy' })
  const { client } = store.current()
  if (client?.issuer === server.issuer && (await isStillKnown(options, client.id))) {
    return done({ id: client.id, from: 'remembered' })
  }
  const registered = await registerClient(server, redirectUri, send, signal)
  if (registered.kind === 'failed') return registered
  // It needs no waiting for: at worst it is registered again.
  void store.change({ client: { issuer: server.issuer, id: registered.value } })
  return done({ id: registered.value, from: 'registered' })
}

/**
 * Whether the authorization server still knows this client, as far as that can be found out: one that it does not know it
 * would tell the user only, in the browser, and not us. Without a user (`prompt=none`) it says what it thinks of the client.
 */
async function isStillKnown(options: ChooseClientOptions, clientId: string): Promise<boolean> {
  const { stream, server, resource, send, signal } = options
  const { authorization_endpoint, require_pushed_authorization_requests } = server
  if (authorization_endpoint === undefined || require_pushed_authorization_requests === true) return true
  const client = createOAuthClient({ server, clientId, resource, send, signal })
  const page = await client.authorizationUrl(redirectUri, [], createProof([]))
  if (page.kind === 'failed' || !isSecureFrom(page.value, stream)) return true
  page.value.searchParams.set('prompt', 'none')
  const answer = await askOnce(options, page.value, { Accept: 'text/html' }, signal)
  return answer.kind === 'failed' || answer.value.status < 400 || answer.value.status >= 500
}
