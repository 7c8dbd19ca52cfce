import { z } from 'zod'
import type { StoredValue } from '../model/json-file.ts'
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

/** The content of `token-origin.json`: the origin that the token of the command line was first used for. */
export const tokenOriginSchema = z.object({ origin: z.string() })

export interface TokensOptions {
  readonly secrets: Pick<Secrets, 'read' | 'has' | 'save' | 'forget' | 'keptIn'>
  /** Takes precedence over the stored token, for one origin only. */
  readonly readOverride: CliOverride['readToken']
  /** The server that was given together with it; null: none. */
  readonly overrideSource: Source | null
  /** The origin that it is for when no server was given, across restarts: another server may be stored since then. */
  readonly firstUse: StoredValue<z.infer<typeof tokenOriginSchema>>
  /** The token of the command line can't be read; the reason is a sentence. */
  readonly onUnreadable: (reason: string) => void
}

/** The access token of each server. A token is sent only to the origin that it was given for. */
export function createTokens(options: TokensOptions) {
  const { secrets, readOverride, overrideSource, firstUse, onUnreadable } = options
  let reported: string | null = null
  let isReplaced = false

  /** Null: there is no token of the command line, or it was never used. */
  const overrideOrigin = (): string | null =>
    readOverride === null ? null : (overrideSource?.url.origin ?? firstUse.current()?.origin ?? null)

  const find = ({ url }: Source): TokenRead =>
    readOverride !== null && !isReplaced && url.origin === overrideOrigin()
      ? readOverride()
      : { kind: 'token', token: secrets.read(url.origin) }

  const replaceOverride = ({ url }: Source) => {
    if (url.origin === overrideOrigin()) isReplaced = true
  }

  /** The origin of the token of the command line, where this source would need it but must not get it. */
  const belongsTo = ({ url }: Source): string | null => {
    const origin = overrideOrigin()
    return origin === null || origin === url.origin || secrets.has(url.origin) ? null : origin
  }

  const report = (reason: string | null) => {
    // While signed out the token is read every two seconds.
    if (reason !== null && reason !== reported) onUnreadable(reason)
    reported = reason
  }

  return {
    /** The app begins to use this server: from now on the token of the command line belongs to an origin for good. */
    use: ({ url }: Source): void => {
      if (readOverride === null || firstUse.current() !== null) return
      firstUse.save({ origin: overrideSource?.url.origin ?? url.origin })
    },
    belongsTo,
    /** The token to send to this server; null for none. */
    tokenFor: (source: Source): string | null => {
      const found = find(source)
      report(found.kind === 'token' ? null : found.reason)
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
      replaceOverride(source)
      void secrets.save(source.url.origin, token)
    },
    forget: (source: Source) => {
      replaceOverride(source)
      secrets.forget(source.url.origin)
    },
  }
}
