import type { TokenState } from '../model/server-check.ts'
import type { Source } from '../model/source.ts'
import { readToken, type TokenOrigin, type TokenRead } from '../platform/files/token-file.ts'
import type { Secrets } from './secrets.ts'

/** The access token of each server. One goes to the origin it was given for, and nowhere else. */
export interface Tokens {
  /** The token to send to this server; null for none. */
  readonly of: (source: Source) => string | null
  readonly state: (source: Source | null) => TokenState
  /** From now on this one, also where the start of the app had named another. */
  readonly keep: (source: Source, token: string) => void
  readonly forget: (source: Source) => void
}

export interface TokensOptions {
  readonly secrets: Secrets
  /** The token named at the start goes before the kept one; it belongs to the server of that start. */
  readonly named: { readonly token: TokenOrigin; readonly source: Source | null }
  /** The named token can't be read, in words. */
  readonly onUnreadable: (reason: string) => void
}

export function createTokens({ secrets, named, onUnreadable }: TokensOptions): Tokens {
  let namedFor = named.token.kind === 'none' ? null : (named.source?.url.origin ?? null)

  const find = ({ url }: Source): TokenRead =>
    url.origin === namedFor ? readToken(named.token) : { kind: 'token', token: secrets.read(url.origin) }

  const releaseNamed = ({ url }: Source) => {
    if (url.origin === namedFor) namedFor = null
  }

  return {
    of: (source) => {
      const found = find(source)
      if (found.kind === 'token') return found.token
      onUnreadable(found.reason)
      return null
    },
    state: (source) => {
      const found = source === null ? null : find(source)
      return { present: found?.kind === 'token' && found.token !== null, keptIn: secrets.keptIn() }
    },
    keep: (source, token) => {
      releaseNamed(source)
      secrets.keep(source.url.origin, token)
    },
    forget: (source) => {
      releaseNamed(source)
      secrets.forget(source.url.origin)
    },
  }
}
