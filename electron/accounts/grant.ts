import { limits } from '../model/limits.ts'
import { maxTokenLength, tokenPattern } from '../model/token.ts'
import { done, failed, type Outcome, shownText } from './account-error.ts'

/** What an authorization server has issued. */
export interface Grant {
  readonly accessToken: string
  /** Null: there is none, so that the access token is the last one. */
  readonly refreshToken: string | null
  /** How long the access token is valid; null: it does not say. */
  readonly lifeMs: number | null
  /** The name or the address by which the user knows the account. */
  readonly user: string | null
}

/** What is used of the answer of a token endpoint. */
export interface TokenAnswer {
  readonly access_token: string
  readonly refresh_token?: string
  readonly token_type: string
  readonly expires_in?: number
  readonly claims: () => Readonly<Record<string, unknown>> | undefined
}

/** Reads the answer of a token endpoint. */
export function grantOf(host: string, outcome: Outcome<TokenAnswer>): Outcome<Grant> {
  if (outcome.kind === 'failed') return outcome
  const { access_token, refresh_token, token_type, expires_in } = outcome.value
  // A token that is bound to a key (DPoP) is no bearer token, and was not asked for.
  if (token_type !== 'bearer' || !isToken(access_token)) return failed({ kind: 'invalid-token', host })
  const isLimited = expires_in !== undefined && expires_in > 0
  return done({
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    lifeMs: isLimited ? Math.min(expires_in * 1000, longestLifeMs) : null,
    user: userOf(outcome.value.claims()),
  })
}

// So far in the future nothing is planned.
const longestLifeMs = 365 * 24 * 3_600_000

function isToken(text: string): boolean {
  return text.length <= maxTokenLength && tokenPattern.test(text)
}

function userOf(claims: ReturnType<TokenAnswer['claims']>): string | null {
  const names = [claims?.preferred_username, claims?.email, claims?.name]
  const name = names.find((claim) => typeof claim === 'string' && claim.trim() !== '')
  return typeof name === 'string' ? shownText(name, limits.shown.accountName.max) || null : null
}
