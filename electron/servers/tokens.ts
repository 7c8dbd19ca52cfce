import type { Source } from '../model/source.ts'
import type { TokenRead, TokenState } from '../model/token.ts'
import type { Secrets } from './secrets.ts'

/** The access token of each server. A token goes to the origin it was given for, and nowhere else. */
export interface Tokens {
  /** The token to send to this server; null for none. */
  readonly tokenFor: (source: Source) => string | null
  readonly state: (source: Source | null) => TokenState
  /** From now on this token, even if the command line gave another. */
  readonly save: (source: Source, token: string) => void
  readonly forget: (source: Source) => void
}

/** What the command line or the environment gave for this run. */
export interface CliOverride {
  /** The server of this run; null: the stored one. */
  readonly source: Source | null
  /** Reads the token of this run; a file is read again each time. Null: none was given. */
  readonly readToken: (() => TokenRead) | null
}

export interface TokensOptions {
  readonly secrets: Secrets
  /** A token of the command line takes precedence over the stored one; it belongs to the first server of the run. */
  readonly readOverride: CliOverride['readToken']
  readonly overrideSource: Source | null
  /** The token of the command line can't be read, in words. */
  readonly onUnreadable: (reason: string) => void
}

export function createTokens({ secrets, readOverride, overrideSource, onUnreadable }: TokensOptions): Tokens {
  let reported: string | null = null
  let overrideOrigin = readOverride === null ? null : (overrideSource?.url.origin ?? null)

  const find = ({ url }: Source): TokenRead =>
    readOverride !== null && url.origin === overrideOrigin
      ? readOverride()
      : { kind: 'token', token: secrets.read(url.origin) }

  const dropOverride = ({ url }: Source) => {
    if (url.origin === overrideOrigin) overrideOrigin = null
  }

  return {
    tokenFor: (source) => {
      const found = find(source)
      const reason = found.kind === 'token' ? null : found.reason
      // While signed out the token is read every two seconds.
      if (reason !== null && reason !== reported) onUnreadable(reason)
      reported = reason
      return found.kind === 'token' ? found.token : null
    },
    state: (source) => {
      const found = source === null ? null : find(source)
      return { present: found?.kind === 'token' && found.token !== null, keptIn: secrets.keptIn() }
    },
    save: (source, token) => {
      dropOverride(source)
      secrets.save(source.url.origin, token)
    },
    forget: (source) => {
      dropOverride(source)
      secrets.forget(source.url.origin)
    },
  }
}
