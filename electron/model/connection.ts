/**
 * Why a connection failed or ended. A `detail` is a key of the texts (`problem.detail`) or, without a text, what the
 * system said.
 */
export type ConnectionError =
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown-host' }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'certificate'; readonly detail: string }
  | { readonly kind: 'proxy'; readonly detail: string }
  | { readonly kind: 'connect-timeout'; readonly afterMs: number }
  /** No headers came for even longer than a connection may take: some servers send them with the first event only. */
  | { readonly kind: 'late-headers'; readonly afterMs: number }
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

/** The state of a feed. Times are milliseconds since the epoch. */
export type Connection =
  | { readonly kind: 'connecting'; readonly since: number; readonly error: ConnectionError | null }
  | { readonly kind: 'open'; readonly since: number }
  | {
      readonly kind: 'waiting'
      readonly since: number
      readonly error: ConnectionError
      readonly retryAt: number
    }
  | { readonly kind: 'offline'; readonly since: number; readonly retryAt: number }
  | {
      readonly kind: 'signed-out'
      readonly since: number
      readonly error: ConnectionError
      /** When the same token is tried again, because it has worked before; null or absent: never. */
      readonly retryAt?: number | null
    }
  | { readonly kind: 'stopped'; readonly since: number; readonly error: ConnectionError | null }

/** The server could not resume after our last event: events after `from` and up to `to` may be missing. */
export interface Gap {
  /** When it was noticed, milliseconds since the epoch. */
  readonly at: number
  /** The cursor that we had; null: unknown. */
  readonly from: string | null
  /** The event id that the server went on with; null: unknown yet. */
  readonly to: string | null
}

/** Whether anything that was sent may be missing. Times are milliseconds since the epoch. */
export type Completeness =
  /** There is no stream at the moment. */
  | { readonly kind: 'not-known-yet' }
  /** Everything that was sent has arrived. */
  | { readonly kind: 'proven' }
  /** What was sent while there was no stream, from `since` on, may be missing: the server does not say. */
  | { readonly kind: 'unknown'; readonly since: number }
  /** The server no longer has what followed `from`, up to `to`; null: not known. */
  | { readonly kind: 'gap'; readonly at: number; readonly from: string | null; readonly to: string | null }

/** The state of a feed with its history so far. Times are milliseconds since the epoch. */
export interface FeedStatus {
  readonly connection: Connection
  readonly lastByteAt: number | null
  readonly lastEventAt: number | null
  readonly gap: Gap | null
  /** Since when no stream is open; null while one is. */
  readonly disconnectedSince: number | null
  readonly completeness: Completeness
}

/** The last error, as long as it still applies; null when there is none. */
export function errorOf(connection: Connection): ConnectionError | null {
  return 'error' in connection ? connection.error : null
}
