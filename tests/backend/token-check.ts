import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'

/** Who calls, as far as the access token says. */
export interface Caller {
  /** Null: the token is the same for everyone. */
  readonly user: string | null
  /** Milliseconds since 1970; null: it does not expire. */
  readonly expiresAt: number | null
}

export interface TokenCheckOptions {
  /** The authorization server whose tokens are accepted. */
  readonly issuer: string
  /** Whom they have to be for (RFC 8707): the address of the stream. */
  readonly audience: () => string
  readonly now: () => number
}

const metadataSchema = z.object({ jwks_uri: z.url() })

/** The computers' clocks may differ by so much. */
const toleranceSeconds = 5

/**
 * Checks access tokens that are JWTs (RFC 9068): who issued them, for whom, and until when. Null: not acceptable.
 *
 * @throws when the authorization server can't be asked for its keys
 */
export function createTokenCheck({ issuer, audience, now }: TokenCheckOptions) {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined

  async function findKeys() {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`)
    const { jwks_uri } = metadataSchema.parse(await response.json())
    return createRemoteJWKSet(new URL(jwks_uri))
  }

  return async (token: string): Promise<Caller | null> => {
    keys ??= await findKeys()
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, audience: audience(), clockTolerance: toleranceSeconds, currentDate: new Date(now()) },
        requiredClaims: ['sub', 'exp'],
      })
      return { user: payload.sub ?? null, expiresAt: (payload.exp ?? 0) * 1000 }
    } catch (error) {
      // Anything else is no judgement of the token: the keys could not be had.
      const isJudged = error instanceof errors.JOSEError && /^ERR_(JWT|JWS|JOSE_ALG|JWKS_NO)/.test(error.code)
      if (isJudged) return null
      throw error
    }
  }
}
