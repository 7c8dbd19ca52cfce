import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Log } from '../model/log.ts'
import type { AccountState, SignIn } from '../model/server.ts'
import type { Source } from '../model/source.ts'
import type { TokenRefresh } from '../model/token.ts'
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

/** The account of the user at one server, signed in to with the browser (OAuth 2.0), or not. */
export interface Account {
  /** Reads the stored account. Never rejects. */
  readonly load: () => Promise<void>
  /** Whether what `load` reads is known. */
  readonly isLoaded: () => boolean
  /** The current access token, even if it is about to expire or has expired; null: nobody is signed in. */
  readonly token: () => string | null
  /** Gets a new access token. Callers at the same time share one request. Never rejects. */
  readonly refresh: () => Promise<TokenRefresh>
  /** Null: nobody is signed in. */
  readonly state: () => AccountState | null
  readonly signIn: () => SignIn
  /**
   * Begins to sign in, or shows the browser's page again if that has begun.
   *
   * @param resourceMetadata where the server says how one signs in, from its answer 401; null: the server is asked
   */
  readonly begin: (resourceMetadata: string | null) => void
  /** Ends a sign-in that has begun, and forgets why the last one failed. */
  readonly cancel: () => void
  /** Forgets the account at once, and then has its tokens revoked, as far as the authorization server can do that. */
  readonly signOut: () => Promise<'revoked' | 'not-revoked'>
  /** Ends everything without signing out. */
  readonly stop: () => void
}
