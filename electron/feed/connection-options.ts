import type { ConnectedEvent, RawEvent } from '../model/event.ts'
import type { FeedOptions } from './feed-options.ts'
import type { HttpFailure } from './http-client.ts'
import type { Brought } from './retry-outcome.ts'
import type { Resume } from './with-cursor.ts'

export interface ConnectionOptions
  extends Pick<
    FeedOptions,
    | 'url'
    | 'headers'
    | 'fetch'
    | 'clock'
    | 'limits'
    | 'token'
    | 'format'
    | 'readCursor'
    | 'storeEvent'
    | 'storeCursor'
    | 'onUnexpectedError'
  > {
  readonly headerTimeoutMs: number
  readonly idleTimeoutMs: () => number
  /** The cursor was refused several times, so that any refusal is answered by a request without it. */
  readonly wasCursorRefused: boolean
  /** The cursor is not sent at all, to find out whether it makes the server fail. It stays until an event came. */
  readonly isCursorWithheld: boolean
  /**
   * Resolves when the events of this stream may be stored, to the cursor of that moment. Until then only its first bytes
   * are read, to see that it lives. Default: at once, with the cursor that was sent.
   */
  readonly turn?: () => Promise<string | null>
  /** The server has rejected a token, null for none, and the provider has given another one for it. */
  readonly onTokenRenewed: (rejected: string | null, fresh: string) => void
  readonly onOpen: (opened: Opened) => void
  readonly onGreeting: (greeting: ConnectedEvent) => void
  readonly onBytes: () => void
  /** A `retry:` line came, in milliseconds as it was sent. */
  readonly onRetryField: (ms: number) => void
  /**
   * The server turned out to have a format in which it has not seen the cursor: the connection was closed before anything
   * was stored, and has to be made again.
   */
  readonly onCursorUnseen: () => void
  /** An event that is neither a greeting nor a heartbeat is stored. Called in the order of the events. */
  readonly onStored: (event: RawEvent) => void
  /** Called once when the connection failed or ended, but not when it was closed by the returned function. */
  readonly onEnd: (end: AttemptEnd) => void
}

/** A connection that is being made or read. */
export interface OpenConnection {
  /** Closes it; no callback is called after that. */
  readonly close: () => void
  /** Whether it was made with this token, or is being made and will be: nothing is gained by another one. */
  readonly usesToken: (token: string | null) => boolean
  /** Whether everything that has arrived is stored. */
  readonly isCaughtUp: () => boolean
}

/** How the response began. */
export interface Opened {
  readonly resume: Resume
  /** The token that the server has accepted; null: none was sent. */
  readonly token: string | null
  /** From the request to the headers. */
  readonly headersMs: number
  /** The cursor that was not sent, to find out whether it makes the server fail; null: none. */
  readonly withheldCursor: string | null
}

export interface AttemptEnd {
  readonly failure: HttpFailure
  readonly brought: Brought
  readonly hasSetRetry: boolean
  readonly wasCursorSent: boolean
  /** The token that was sent last; null: none. */
  readonly token: string | null
}
