import * as library from 'openid-client'
import { isLoopback } from '../model/safe-url.ts'
import { done, type Outcome } from './account-error.ts'
import { type AuthorizationServer, deviceGrant } from './authorization-server.ts'
import { type Grant, grantOf, type TokenAnswer } from './grant.ts'
import { attemptAt, fetchWith } from './oauth-library.ts'
import type { SendRequest } from './requests.ts'

/** Asks an authorization server in the name of one of its clients. */
export type OAuthClient = ReturnType<typeof createOAuthClient>

export interface OAuthClientOptions {
  readonly server: AuthorizationServer
  readonly clientId: string
  /** What the tokens are for (RFC 8707). */
  readonly resource: string
  readonly send: SendRequest
  readonly signal: AbortSignal
}

/** What has to come back with the answer of the browser, unchanged. */
export interface Proof {
  readonly state: string
  /** Null: no ID token is asked for. */
  readonly nonce: string | null
  /** Of PKCE. */
  readonly verifier: string
}

export function createProof(scopes: readonly string[]): Proof {
  return {
    state: library.randomState(),
    nonce: scopes.includes('openid') ? library.randomNonce() : null,
    verifier: library.randomPKCECodeVerifier(),
  }
}

/** What a device shows, and waits for (RFC 8628, 3.2). */
export interface DeviceCode {
  readonly code: string
  readonly userCode: string
  readonly address: string
  readonly lifeMs: number
  readonly intervalMs: number
}

export function createOAuthClient({ server, clientId, resource, send, signal }: OAuthClientOptions) {
  const issuer = new URL(server.issuer)
  const { host } = issuer
  const config = configure(server, clientId, fetchWith(send, signal))

  const attempt = <Value>(run: () => Promise<Value>) => attemptAt(host, run)
  const requestGrant = async (run: () => Promise<TokenAnswer>): Promise<Outcome<Grant>> =>
    grantOf(host, await attempt(run))

  return {
    /** Where the user signs in. It also says why that is not possible, as far as this can be found out before. */
    authorizationUrl: (redirectUri: string, scopes: readonly string[], proof: Proof): Promise<Outcome<URL>> =>
      attempt(async () => {
        const parameters = {
          redirect_uri: redirectUri,
          resource,
          ...(scopes.length > 0 && { scope: scopes.join(' ') }),
          // Without it OpenID gives no token that outlives the session in the browser (Core, 11).
          ...(scopes.includes('offline_access') && { prompt: 'consent' }),
          ...(proof.nonce !== null && { nonce: proof.nonce }),
          state: proof.state,
          code_challenge: await library.calculatePKCECodeChallenge(proof.verifier),
          code_challenge_method: 'S256',
        }
        return server.require_pushed_authorization_requests === true
          ? library.buildAuthorizationUrlWithPAR(config, parameters)
          : library.buildAuthorizationUrl(config, parameters)
      }),

    /** Exchanges what the browser brought to `answer`, the whole address, for tokens. */
    exchange: (answer: URL, proof: Proof): Promise<Outcome<Grant>> => {
      const checks = {
        expectedState: proof.state,
        pkceCodeVerifier: proof.verifier,
        ...(proof.nonce !== null && { expectedNonce: proof.nonce, idTokenExpected: true }),
      }
      return requestGrant(() => library.authorizationCodeGrant(config, answer, checks, { resource }))
    },

    requestDeviceCode: async (scopes: readonly string[]): Promise<Outcome<DeviceCode>> => {
      const scope = scopes.length > 0 ? { scope: scopes.join(' ') } : {}
      const outcome = await attempt(() => library.initiateDeviceAuthorization(config, { resource, ...scope }))
      if (outcome.kind === 'failed') return outcome
      const { device_code, user_code, verification_uri, expires_in, interval } = outcome.value
      return done({
        code: device_code,
        userCode: user_code,
        address: verification_uri,
        lifeMs: expires_in * 1000,
        intervalMs: (interval ?? 5) * 1000,
      })
    },

    /** Fails with `authorization_pending` or `slow_down` as long as the user has not signed in. */
    exchangeDeviceCode: ({ code }: DeviceCode): Promise<Outcome<Grant>> =>
      requestGrant(() => library.genericGrantRequest(config, deviceGrant, { device_code: code, resource })),

    refresh: (refreshToken: string): Promise<Outcome<Grant>> => {
      // An ID token is of no use here, and one that can't be read must not cost the new refresh token.
      const refreshing = configure(server, clientId, fetchWith(send, signal, withoutIdToken))
      return requestGrant(() => library.refreshTokenGrant(refreshing, refreshToken, { resource }))
    },

    /** @param hint which of the two it is (RFC 7009, 2.1) */
    revoke: (token: string, hint: 'refresh_token' | 'access_token'): Promise<Outcome<void>> =>
      attempt(() => library.tokenRevocation(config, token, { token_type_hint: hint })),
  }
}

function configure(server: AuthorizationServer, clientId: string, fetch: library.CustomFetch) {
  const config = new library.Configuration(
    { ...Object.fromEntries(Object.entries(server)), issuer: server.issuer },
    clientId,
    { [library.clockTolerance]: toleranceSeconds },
    library.None(),
  )
  config[library.customFetch] = fetch
  // Requests have a time-out of their own.
  config.timeout = 0
  // Which of them may go without encryption is decided where they are sent.
  if (isLoopback(new URL(server.issuer))) library.allowInsecureRequests(config)
  return config
}

/**
 * Ten years: the times of an ID token are not checked. It comes straight from the authorization server, over TLS, for a
 * code and a nonce that were used once, and only the user's name is taken from it. Its times could prove nothing more, but a
 * clock that is wrong on either side would keep the user out.
 */
const toleranceSeconds = 10 * 365 * 24 * 3_600

function withoutIdToken(text: string): string {
  const answer: unknown = JSON.parse(text || '{}')
  if (typeof answer !== 'object' || answer === null) return text
  const { id_token: _, ...others }: Record<string, unknown> = { ...answer }
  return JSON.stringify(others)
}
