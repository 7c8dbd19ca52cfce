import type { AccountState } from '../model/server.ts'
import type { AccountContext } from './account-context.ts'
import type { AccountOptions } from './account-options.ts'
import { createRenewal } from './renewal.ts'
import { createRequests } from './requests.ts'
import { revoke } from './revoke.ts'
import { createSignIn } from './sign-in.ts'
import { createAccountStore } from './stored-account.ts'

export type Account = ReturnType<typeof createAccount>

/** The account of the user at one server, signed in to with the browser (OAuth 2.0), or not. */
export function createAccount(options: AccountOptions) {
  const { source, onChange } = options
  const stream = source.url
  const store = createAccountStore(source, options)
  const send = createRequests({ ...options, server: stream })
  const context: AccountContext = { ...options, stream, store, send }

  const renewal = createRenewal(context)
  const signIn = createSignIn({
    ...context,
    onSignedIn: () => {
      renewal.plan()
      options.onToken()
    },
  })

  return {
    /** Reads the stored account. Never rejects. */
    load: async (): Promise<void> => {
      if (await store.load()) renewal.plan()
    },
    /** Whether what `load` reads is known. */
    isLoaded: store.isLoaded,
    /** The current access token, even if it is about to expire or has expired; null: nobody is signed in. */
    token: (): string | null => store.current().session?.accessToken ?? null,
    /** Gets a new access token. Callers at the same time share one request. Never rejects. */
    refresh: renewal.refresh,
    /** Null: nobody is signed in. */
    state: (): AccountState | null => {
      const { session } = store.current()
      return session === null ? null : { provider: new URL(session.issuer).host, user: session.user }
    },
    signIn: signIn.signIn,
    /**
     * Begins to sign in, or shows the browser's page again if that has begun.
     *
     * @param resourceMetadata where the server says how one signs in, from its answer 401; null: the server is asked
     */
    begin: signIn.begin,
    /** Ends a sign-in that has begun, and forgets why the last one failed. */
    cancel: signIn.cancel,
    /** Forgets the account at once, and then has its tokens revoked, as far as the authorization server can do that. */
    signOut: async (): Promise<'revoked' | 'not-revoked'> => {
      const { session } = store.current()
      store.forget()
      renewal.plan()
      signIn.cancel()
      onChange()
      return session === null ? 'revoked' : revoke(session, send)
    },
    /** Ends everything without signing out. */
    stop: (): void => {
      renewal.stop()
      signIn.stop()
    },
  }
}
