import type { AccountContext } from './account-context.ts'
import type { Outcome } from './account-error.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import type { Grant } from './grant.ts'
import type { OAuthClient } from './oauth-client.ts'

/** How far a sign-in has got; `url` is the page in the browser. */
export type Progress =
  | { readonly kind: 'preparing' | 'finishing' }
  | { readonly kind: 'in-browser'; readonly url: URL }
  | { readonly kind: 'code'; readonly code: string; readonly address: string; readonly expiresAt: number }

/** What both ways to sign in need. */
export interface SignInContext
  extends Pick<AccountContext, 'stream' | 'loopback' | 'openBrowser' | 'clock' | 'i18n'> {
  readonly server: AuthorizationServer
  readonly client: OAuthClient
  readonly scopes: readonly string[]
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** Takes the tokens into use. */
  readonly accept: (grant: Grant) => Promise<Outcome<void>>
}
