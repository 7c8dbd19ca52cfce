/** Why a connection could not be made or kept. A `detail` is the name of one that has a text, or what the system said. */
export type ConnectionError =
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown-host' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'certificate'; readonly detail: string }
  | { readonly kind: 'proxy'; readonly detail: string }
  | { readonly kind: 'connect-timeout'; readonly afterMs: number }
  | { readonly kind: 'idle'; readonly afterMs: number }
  | { readonly kind: 'ended' }
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'not-a-stream'; readonly contentType: string | null }
  | { readonly kind: 'redirected'; readonly to: string }
  | { readonly kind: 'event-too-large'; readonly limitBytes: number }
  | { readonly kind: 'store-failed'; readonly detail: string }
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'token-rejected' }
  | { readonly kind: 'token-over-http' }
  | { readonly kind: 'no-content' }

/** The one state a subscription is in. Times are milliseconds since the epoch. */
export type Connection =
  | { readonly kind: 'connecting'; readonly since: number; readonly cause: ConnectionError | null }
  | { readonly kind: 'open'; readonly since: number }
  | {
      readonly kind: 'waiting'
      readonly since: number
      readonly cause: ConnectionError
      readonly retryAt: number
    }
  | { readonly kind: 'offline'; readonly since: number; readonly retryAt: number }
  | { readonly kind: 'signed-out'; readonly since: number; readonly cause: ConnectionError }
  | { readonly kind: 'stopped'; readonly since: number; readonly cause: ConnectionError | null }

/** The server could not resume where we stopped: events after `from` and up to `to` may be missing. */
export interface Gap {
  readonly at: number
  /** The cursor that was sent; null when the server gave no way to tell. */
  readonly from: string | null
  readonly to: string | null
}

/** All there is to say of a subscription. */
export interface FeedStatus {
  readonly connection: Connection
  readonly lastByteAt: number | null
  readonly lastEventAt: number | null
  readonly gap: Gap | null
}

/** What went wrong last and still matters, null when all is well. */
export function errorOf(connection: Connection): ConnectionError | null {
  return 'cause' in connection ? connection.cause : null
}
