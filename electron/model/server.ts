import type { ChosenCertificate, OfferedCertificate } from './client-certificate.ts'
import type { FeedStatus } from './connection.ts'
import type { ServerColour, ServerSettings } from './settings.ts'
import type { Source, SourceId } from './source.ts'
import type { TokenState } from './token.ts'

/** Names a server in commands; it is valid until the app quits. */
export type ServerKey = number

/** A change of a server by the user. */
export type ServerChange = Partial<Pick<ServerSettings, 'name' | 'colour'>>

/** How far a sign-in with the browser has got. */
export type SignIn =
  | { readonly kind: 'none' }
  /** The server is asked where one signs in. */
  | { readonly kind: 'preparing' }
  /** The browser shows the sign-in page, and the app waits for its answer. */
  | { readonly kind: 'in-browser' }
  /** The user has to type this code at this address, in any browser, before `expiresAt` (milliseconds since the epoch). */
  | { readonly kind: 'code'; readonly code: string; readonly address: string; readonly expiresAt: number }
  /** The user has signed in, and the tokens are fetched. */
  | { readonly kind: 'finishing' }
  /** Why it failed and what helps, in the user's language. */
  | { readonly kind: 'failed'; readonly reason: string }

/** An account at a server that the user has signed in to with the browser. */
export interface AccountState {
  /** The host of the authorization server, like `login.example.com`. */
  readonly provider: string
  /** The name or the address by which the user knows the account; null: the authorization server does not tell. */
  readonly user: string | null
}

/** A server that the app is subscribed to. */
export interface Server {
  readonly key: ServerKey
  readonly source: Source
  /** What to call it: the name that the user chose, or the host. */
  readonly name: string
  readonly settings: ServerSettings
  /** The organization has set it: the user can neither remove it nor change its name, its colour or its address. */
  readonly managed: boolean
  readonly status: FeedStatus
  readonly token: TokenState
  /** Null: the user has not signed in with the browser. */
  readonly account: AccountState | null
  readonly signIn: SignIn
  /** Whether the server lets the user sign in with the browser, as far as that is known. */
  readonly offersSignIn: boolean
  /** The certificate that the user has chosen for its origin; null: none. */
  readonly certificate: ChosenCertificate | null
  /** Those of this computer that the server would accept; null: it has not asked for one. */
  readonly certificates: readonly OfferedCertificate[] | null
}

/** A server whose items are in the history, in use or not. */
export interface HistorySource {
  readonly id: SourceId
  readonly name: string
  /** Null: the server was removed. */
  readonly colour: ServerColour | null
}
