import { hasSecrets, type Source } from '../model/source.ts'
import type { TokenRead, TokenState } from '../model/token.ts'
import type { Secrets } from './secrets.ts'
import type { WatchToken } from './watch-token-file.ts'

/** The server and the token that the command line or the environment gives for this run. */
export interface CliOverride {
  /** The server of this run; null: the stored one. */
  readonly source: Source | null
  /** Reads the token of this run; a file is read again each time. Null: none was given. */
  readonly readToken: (() => TokenRead) | null
  /** Announces that the file of the token may have changed; absent: nothing announces it. */
  readonly watchToken?: WatchToken
}

export interface TokensOptions {
  readonly secrets: Pick<Secrets, 'read' | 'has' | 'save' | 'forget' | 'keptIn'>
  /** The token of the command line takes precedence over the stored one, for the origin of `overrideSource` only. */
  readonly readOverride: CliOverride['readToken']
  readonly overrideSource: Source | null
  /** The token of the command line can't be read; the reason is a sentence. */
  readonly onUnreadable: (reason: string) => void
}

/** The access token of each server. A token is sent only to the origin that it was given for. */
export function createTokens({ secrets, readOverride, overrideSource, onUnreadable }: TokensOptions) {
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
    /** The token to send to this server; null for none. */
    tokenFor: (source: Source): string | null => {
      const found = find(source)
      const reason = found.kind === 'token' ? null : found.reason
      // While signed out the token is read every two seconds.
      if (reason !== null && reason !== reported) onUnreadable(reason)
      reported = reason
      return found.kind === 'token' ? found.token : null
    },
    state: (source: Source | null): TokenState => {
      const keptIn = secrets.keptIn()
      if (source === null) return { present: false, keptIn }
      const found = find(source)
      const isGiven = found.kind === 'token' && found.token !== null
      return { present: isGiven || secrets.has(source.url.origin) || hasSecrets(source), keptIn }
    },
    /** Stores this token. It also replaces the one of the command line. */
    save: (source: Source, token: string) => {
      dropOverride(source)
      void secrets.save(source.url.origin, token)
    },
    forget: (source: Source) => {
      dropOverride(source)
      secrets.forget(source.url.origin)
    },
  }
}
