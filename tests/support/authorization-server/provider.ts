import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import type { Storage } from './storage.ts'

export interface ProviderOptions {
  /** How long access tokens live; default: an hour. */
  readonly accessTokenSeconds?: number | undefined
  /** Default: `jwt`. The stand-in backend accepts only these. */
  readonly accessTokens?: 'jwt' | 'opaque' | undefined
  /** Whether apps may register themselves; default: yes. */
  readonly registration?: boolean | undefined
  /** Whether there is a device flow; default: yes. */
  readonly deviceFlow?: boolean | undefined
  /** Whether tokens can be revoked; default: yes. */
  readonly revocation?: boolean | undefined
  /** Whether the parameters of the sign-in page have to be sent before (RFC 9126); default: no. */
  readonly pushedRequests?: boolean | undefined
  /** Ids of native apps that an administrator has registered; default: none. */
  readonly clients?: readonly string[] | undefined
  /** How many seconds its clock is ahead, where tokens are concerned; default: none. */
  readonly skewSeconds?: number | undefined
}

/** What a stream of notifications asks for. */
const notificationScope = 'notifications:read'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** An OpenID provider with everything that native apps use: PKCE, rotation, resource indicators. */
export async function createProvider(
  issuer: string,
  storage: Storage,
  options: ProviderOptions,
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { accessTokenSeconds = 3_600, skewSeconds = 0 } = options
  const configuration: Configuration = {
    adapter: storage.adapter,
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'test' }] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clients: (options.clients ?? []).map((id) => ({
      client_id: id,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token', deviceGrant],
    })),
    clientAuthMethods: ['none'],
    scopes: ['openid', 'offline_access', notificationScope],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'] },
    // In the ID token itself: the access token is for another server than the one that tells claims.
    conformIdTokenClaims: false,
    findAccount: (_context, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, preferred_username: accountId }),
    }),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: {
      ...{ AccessToken: accessTokenSeconds, AuthorizationCode: 60, IdToken: 600, DeviceCode: 600 },
      ...{ Interaction: 600, Session: 3_600, Grant: 86_400, RefreshToken: 86_400 },
    },
    cookies: { keys: ['only a test'] },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: (context, { error, error_description }) => {
      context.body = page(`<h1>${error}</h1><p>${error_description ?? ''}</p>`)
    },
    formats: {
      customizers: {
        jwt: (_context, _token, jwt) => {
          for (const name of ['iat', 'exp']) {
            const at = jwt.payload[name]
            if (typeof at === 'number') jwt.payload[name] = at + skewSeconds
          }
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: {
        enabled: true,
        requirePushedAuthorizationRequests: options.pushedRequests ?? false,
      },
      registration: { enabled: options.registration ?? true },
      revocation: {
        enabled: options.revocation ?? true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      deviceFlow: {
        enabled: options.deviceFlow ?? true,
        userCodeInputSource: (context, form, _out, error) => {
          context.body = page(`${form}${error === undefined ? '' : '<p>That code is not known.</p>'}
<button form="op.deviceInputForm">Continue</button>`)
        },
        userCodeConfirmSource: (context, form, _client, _device, userCode) => {
          context.body = page(`<p>Is it ${userCode}?</p>${form}
<button form="op.deviceConfirmForm">Yes</button>
<button form="op.deviceConfirmForm" name="abort" value="yes">No</button>`)
        },
        successSource: (context) => {
          context.body = page('<p>Your device is signed in.</p>')
        },
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: notificationScope,
          audience: resource,
          accessTokenTTL: accessTokenSeconds,
          ...((options.accessTokens ?? 'jwt') === 'jwt' && {
            accessTokenFormat: 'jwt' as const,
            jwt: { sign: { alg: 'ES256' as const } },
          }),
        }),
        useGrantedResource: () => true,
      },
    },
  }
  return new Provider(issuer, configuration)
}

export function page(content: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Acme sign-in</title>${content}</html>`
}
