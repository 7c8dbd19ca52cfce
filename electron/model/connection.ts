import type { CertificateProblem } from './client-certificate.ts'
import type { AskingProxy } from './proxy-login.ts'

/**
 * Why a connection failed or ended. A `detail` is the key of a text (`problem.detail`), or else the message of the
 * system.
 */
export type ConnectionError =
  | { readonly kind: 'refused' | 'unknown-host' | 'ended' | 'no-content' }
  | { readonly kind: 'token-over-http' }
  | {
      readonly kind: 'token-missing' | 'token-rejected'
      /** Where the server says how one signs in (RFC 9728), as the answer named it; absent: it does not say. */
      readonly resourceMetadata?: string
    }
  /** The token has expired, and the authorization server can't be reached for a new one. `detail`: see above. */
  | { readonly kind: 'token-not-renewed'; readonly detail: string }
  /** There is a token, but only for another server, at this origin. */
  | { readonly kind: 'token-elsewhere'; readonly origin: string }
  | {
      readonly kind: 'unreachable' | 'certificate' | 'proxy' | 'broken' | 'store-failed'
      readonly detail: string
    }
  /** The network's proxy asks for a login that the user has to enter. */
  | ({ readonly kind: 'proxy-login' } & AskingProxy)
  /** The server asks for a certificate of the user. */
  | ({ readonly kind: 'client-certificate' } & CertificateProblem)
  /**
   * There was no answer, or no data, for so many milliseconds. `late-headers`: for even longer than a connection may take,
   * since some servers send their headers with the first event only.
   */
  | { readonly kind: 'connect-timeout' | 'late-headers' | 'idle'; readonly afterMs: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'not-a-stream'; readonly contentType: string | null }
  | { readonly kind: 'redirected'; readonly to: string }
  | { readonly kind: 'event-too-large'; readonly limitBytes: number }

/** The state of a feed. Times are milliseconds since the epoch. */
export type Connection = { readonly since: number } & (
  | { readonly kind: 'connecting' | 'stopped'; readonly error: ConnectionError | null }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly error: ConnectionError; readonly retryAt: number }
  | { readonly kind: 'offline'; readonly retryAt: number }
  | {
      readonly kind: 'signed-out'
      readonly error: ConnectionError
      /** When the same token is tried again, because it has worked before; null or absent: never. */
      readonly retryAt?: number | null
    }
)

/** The server could not resume after the last event received: events after `from` and up to `to` may be missing. */
export interface Gap {
  /** When it was noticed, milliseconds since the epoch. */
  readonly at: number
  /** The cursor of the last event received; null: unknown. */
  readonly from: string | null
  /** The id of the first event after the gap; null: not known yet. */
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
