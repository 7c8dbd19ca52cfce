import type { AccountState, SignIn } from '../model/server.ts'
import type { TokenRefresh } from '../model/token.ts'
import type { AccountOptions } from './account-options.ts'
import { createRenewal } from './renewal.ts'
import { createRequests } from './requests.ts'
import { revoke } from './revoke.ts'
import { createSignIn } from './sign-in.ts'
import { createAccountStore } from './stored-account.ts'

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

export function createAccount(options: AccountOptions): Account {
  const { source, fetch, clock, onChange, onToken } = options
  const stream = source.url
  const store = createAccountStore(source, options)
  const send = createRequests({ fetch, clock, server: stream })

  const renewal = createRenewal({
    ...{ ...options, stream, store, send, onToken },
    onEnd: onChange,
    onUnwanted: (session) => void revoke(session, send),
  })
  const signIn = createSignIn({
    ...{ ...options, stream, store, send },
    onSignedIn: () => {
      renewal.plan()
      onToken()
    },
  })

  return {
    load: async () => {
      if (await store.load()) renewal.plan()
    },
    isLoaded: store.isLoaded,
    token: () => store.current().session?.accessToken ?? null,
    refresh: renewal.refresh,
    state: () => {
      const { session } = store.current()
      return session === null ? null : { provider: new URL(session.issuer).host, user: session.user }
    },
    signIn: signIn.signIn,
    begin: signIn.begin,
    cancel: signIn.cancel,
    signOut: async () => {
      const { session } = store.current()
      store.forget()
      renewal.plan()
      signIn.cancel()
      onChange()
      return session === null ? 'revoked' : revoke(session, send)
    },
    stop: () => {
      renewal.stop()
      signIn.stop()
    },
  }
}
