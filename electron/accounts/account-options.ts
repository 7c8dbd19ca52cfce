import type { Fetch } from '../feed/http-client.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'
import type { OpenLoopback } from './loopback.ts'

/** Keeps secrets by their names, in the system's keychain where there is one. */
export interface SecretStore {
  /** Whether `read` knows this secret, if there is one. */
  readonly isLoaded: (name: string) => boolean
  /** Decrypts this secret, so that it can be read. Never rejects. */
  readonly load: (name: string) => Promise<void>
  /** Null: there is none, or it can't be decrypted. */
  readonly read: (name: string) => string | null
  /** It can be read at once. Resolves when it is stored, as far as that is possible. */
  readonly save: (name: string, secret: string) => Promise<void>
  readonly forget: (name: string) => void
}

export interface AccountOptions {
  readonly source: Source
  /** The OAuth client that the company has registered for Tidings; null: Tidings registers itself. */
  readonly clientId: () => string | null
  /** The account is one secret, named after the source. */
  readonly secrets: SecretStore
  readonly fetch: Fetch
  readonly loopback: OpenLoopback
  /** Resolves to false when no browser could be opened. */
  readonly openBrowser: (url: URL) => Promise<boolean>
  readonly clock: Clock
  /** 0 (inclusive) to 1: spreads the retries of many apps. */
  readonly random: () => number
  readonly i18n: () => I18n
  readonly log: Pick<Log, 'info' | 'warn'>
  /** `state` or `signIn` has changed. */
  readonly onChange: () => void
  /**
   * There is another access token: the user has signed in, or it was renewed, also for a caller of `refresh`. The stream
   * should be moved to it, if it does not use it already.
   */
  readonly onToken: () => void
}
