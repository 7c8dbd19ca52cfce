import { z } from 'zod'
import type { StoredValue } from '../model/json-file.ts'
import { hasSecrets, type Source } from '../model/source.ts'
import type { TokenRead, TokenState } from '../model/token.ts'
import type { Secrets } from './secrets.ts'
import type { WatchToken } from './watch-token-file.ts'

/** The server and the token that the command line or the environment gives for this run. */
export interface CliOverride {
  /** The server of this run; null: the stored ones. */
  readonly source: Source | null
  /** Reads the token of this run; a file is read again each time. Null: none was given. */
  readonly readToken: (() => TokenRead) | null
  /** Announces that the file of the token may have changed; absent: nothing announces it. */
  readonly watchToken?: WatchToken
}

/** The content of `token-origin.json`: the origin that the token of the command line was first used for. */
export const tokenOriginSchema = z.object({ origin: z.string() })

export interface TokensOptions {
  readonly secrets: Pick<Secrets, 'isLoaded' | 'load' | 'read' | 'has' | 'save' | 'forget' | 'keptIn'>
  /** Takes precedence over the stored tokens, for one origin only. */
  readonly readOverride: CliOverride['readToken']
  /** The server that was given together with it; null: none. */
  readonly overrideSource: Source | null
  /** The origin that it is for when no server was given, across restarts: other servers may be stored since then. */
  readonly firstUse: StoredValue<z.infer<typeof tokenOriginSchema>>
  /** The token of the command line can't be read; the reason is a sentence. */
  readonly onUnreadable: (reason: string) => void
}

export type Tokens = ReturnType<typeof createTokens>

/**
 * The access token that the user has given for each server. It is sent only to the origin of that server, and the one of
 * the command line only to one origin.
 */
export function createTokens(options: TokensOptions) {
  const { secrets, readOverride, overrideSource, firstUse, onUnreadable } = options
  let reported: string | null = null
  const replacedFor = new Set<Source['id']>()

  /** Null: there is no token of the command line, or it was never used. */
  const overrideOrigin = (): string | null =>
    readOverride === null ? null : (overrideSource?.url.origin ?? firstUse.current()?.origin ?? null)
  const isOverridden = ({ id, url }: Source): boolean =>
    url.origin === overrideOrigin() && !replacedFor.has(id)

  const find = (source: Source): TokenRead =>
    readOverride !== null && isOverridden(source)
      ? readOverride()
      : { kind: 'token', token: secrets.read(tokenName(source)) }

  const report = (reason: string | null) => {
    // While signed out the token is read every two seconds.
    if (reason !== null && reason !== reported) onUnreadable(reason)
    reported = reason
  }

  return {
    isLoaded: (source: Source): boolean => secrets.isLoaded(tokenName(source)),
    load: (source: Source): Promise<void> => secrets.load(tokenName(source)),
    /** The app begins to use this server: from now on the token of the command line belongs to an origin for good. */
    use: ({ url }: Source): void => {
      if (readOverride === null || firstUse.current() !== null) return
      firstUse.save({ origin: overrideSource?.url.origin ?? url.origin })
    },
    /** The origin of the token of the command line, where this source would need it but must not get it. */
    belongsTo: (source: Source): string | null => {
      const origin = overrideOrigin()
      return origin === null || origin === source.url.origin || secrets.has(tokenName(source)) ? null : origin
    },
    /** The token to send to this server; null for none. */
    tokenFor: (source: Source): string | null => {
      const found = find(source)
      report(found.kind === 'token' ? null : found.reason)
      return found.kind === 'token' ? found.token : null
    },
    state: (source: Source): TokenState => {
      const found = find(source)
      const isGiven = found.kind === 'token' && found.token !== null
      return {
        present: isGiven || secrets.has(tokenName(source)) || hasSecrets(source),
        keptIn: secrets.keptIn(),
      }
    },
    /** Stores this token. It also replaces the one of the command line. */
    save: (source: Source, token: string): void => {
      replacedFor.add(source.id)
      void secrets.save(tokenName(source), token)
    },
    forget: (source: Source): void => {
      replacedFor.add(source.id)
      secrets.forget(tokenName(source))
    },
  }
}

/** Under which name a secret of this kind is stored: two servers may be at one origin, with an account each. */
function tokenName({ id }: Source): string {
  return `token ${id}`
}
