import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'
import type { Secrets } from '../servers/secrets.ts'
import type { AccountFetch } from './account-fetch.ts'
import type { OpenLoopback } from './loopback.ts'

export interface AccountOptions {
  readonly source: Source
  /** The OAuth client that the company has registered for Tidings; null: Tidings registers itself. */
  readonly clientId: () => string | null
  /** The account is one secret, named after the source. */
  readonly secrets: Pick<Secrets, 'isLoaded' | 'load' | 'read' | 'save' | 'forget'>
  readonly fetch: AccountFetch
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
