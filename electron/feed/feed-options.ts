import type { Clock } from '../model/clock.ts'
import type { ConnectionError, FeedStatus, Gap } from '../model/connection.ts'
import type { ConnectedEvent, RawEvent, SignOfLife } from '../model/event.ts'
import type { LearnedPause } from './adaptive-idle-timeout.ts'
import type { FormatChoice } from './formats/format.ts'
import type { Fetch } from './http-client.ts'
import type { FeedLimits } from './limits.ts'
import type { Network } from './network-monitor.ts'
import type { TokenProvider } from './with-token.ts'

/** Whether the store has written what it was given. What failed is requested from the server again. */
export type StoreResult =
  | {
      readonly kind: 'stored'
      /** What the event was, where it is no item: the greeting, or a sign of life. */
      readonly meaning?: ConnectedEvent | SignOfLife
    }
  | { readonly kind: 'failed'; readonly reason: string }

/** What is known of the time before this feed was started. */
export interface EarlierRun {
  /** When a stream of this server was last open, milliseconds since the epoch; null: never. */
  readonly lastConnectedAt: number | null
  /** Since when it is not known whether something was missed; null: nothing is unknown. */
  readonly unknownSince: number | null
  /** A gap that the user has not dismissed. */
  readonly gap: Gap | null
  /** Whether a stream was opened with the token that is there now. */
  readonly hasTokenWorked: boolean
}

/** The first connection to a server. */
export const firstRun: EarlierRun = {
  lastConnectedAt: null,
  unknownSince: null,
  gap: null,
  hasTokenWorked: false,
}

export interface FeedOptions {
  readonly url: URL
  readonly fetch: Fetch
  readonly clock: Clock
  /** 0 (inclusive) to 1. */
  readonly random: () => number
  readonly token: TokenProvider
  /** How the server writes its cursors; default: by the means of SSE alone. */
  readonly format?: FormatChoice
  /** The id to resume after, as the store has it; read again for each connection. Null or empty: none. */
  readonly readCursor: () => Promise<string | null>
  /** What an earlier run left behind; default: nothing, this is the first connection to the server. */
  readonly earlier?: EarlierRun
  /** Sent with every request, to this origin only. */
  readonly headers?: Readonly<Record<string, string>>
  readonly limits: FeedLimits
  readonly learnedPause: LearnedPause
  readonly network: Network
  /**
   * Stores the event and its `lastEventId` as the cursor, both or neither, before it resolves. Called for the next events
   * meanwhile; they resolve in their order, and none is stored after one that could not be.
   */
  readonly storeEvent: (event: RawEvent) => Promise<StoreResult>
  /** Stores an id that came without an event as the cursor. */
  readonly storeCursor: (lastEventId: string) => Promise<StoreResult>
  /** Called when the connection or the gap changes; the times of bytes and events are read with `status()`. */
  readonly onStatus: (status: FeedStatus) => void
  /** The open stream was replaced by one with another token, or could not be because of this error. */
  readonly onSwap?: (error: ConnectionError | null) => void
  /** An error that only a bug explains; the feed goes on. */
  readonly onUnexpectedError: (error: unknown) => void
}
