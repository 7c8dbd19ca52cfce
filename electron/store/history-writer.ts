import type { Completeness, Connection, Gap } from '../model/connection.ts'
import type { DecodeResult, RawEvent } from '../model/event.ts'
import type { HistoryFilter } from '../model/history-query.ts'
import type { Item, NotificationOutcome, NotificationReason, NotificationState } from '../model/item.ts'
import type { ReceiptProblem } from '../model/receipt.ts'
import type { SourceId } from '../model/source.ts'
import type { StoredDownload } from './history-reader.ts'
import type { StoreError } from './store-error.ts'

type Keys = readonly Item['key'][]

/** A server in use. */
export interface ListedSource {
  readonly id: SourceId
  readonly name: string
}

/** How often a critical item has come again, and when it does next; null: no more. */
export interface StoredRepeat {
  readonly key: Item['key']
  readonly count: number
  readonly at: number | null
}

/** An event of the stream, and what it means. */
export interface ReceivedEvent {
  readonly event: RawEvent
  readonly decoded: DecodeResult
}

/** What an appended event has changed. */
export interface EventOutcome {
  /** The item whose notification became pending by it; null: none did. */
  readonly arrived: Item | null
  /** The item that it has changed after it may have been announced; null: none. */
  readonly revised: Item | null
}

/** Everything that the running app changes in the history. Times are milliseconds since the epoch. */
export type HistoryChange =
  /** Stores events in this order and moves the cursor past them: all of that, or nothing. */
  | {
      readonly type: 'append-events'
      readonly source: SourceId
      readonly events: readonly ReceivedEvent[]
    }
  /** Moves the cursor to an id that came without an event; an empty one resets it. */
  | { readonly type: 'set-cursor'; readonly source: SourceId; readonly lastEventId: string }
  /** The servers that the app is subscribed to, in their order, and what the user calls them. */
  | { readonly type: 'list-sources'; readonly sources: readonly ListedSource[] }
  /**
   * Deletes everything about a server: from then on nobody reads any of it, and no notification of it is raised. Its rows
   * are removed and overwritten within the next minutes, also after a restart. It can't be undone. The server's feed must
   * have stopped: what is written for it afterwards begins a new history.
   */
  | { readonly type: 'delete-source'; readonly source: SourceId }
  /** What is read no longer raises a notification, except as the reminder that the user has asked for. */
  | { readonly type: 'mark-read'; readonly keys: Keys }
  /** A job that has not ended can't be unread. */
  | { readonly type: 'mark-unread'; readonly keys: Keys }
  | { readonly type: 'mark-all-read' }
  /** Marks as read what the filter matches now. Of very many items the rest are marked in short steps after the answer. */
  | { readonly type: 'mark-matching-read'; readonly filter: HistoryFilter }
  /**
   * Undoes the last `mark-all-read` or `mark-matching-read`, for ten minutes. What has come since, or was read or deleted
   * one by one, stays as it is.
   */
  | { readonly type: 'undo-mark-read' }
  /** What is pinned stays in the history for ever. */
  | { readonly type: 'pin' | 'unpin'; readonly keys: Keys }
  /** Hides items; for ten minutes the deletion can be undone, then they are removed for good. */
  | { readonly type: 'delete'; readonly keys: Keys }
  | { readonly type: 'undo-delete'; readonly keys: Keys }
  /** The longest usual pause between two signs of life of a server. */
  | { readonly type: 'set-usual-pause'; readonly source: SourceId; readonly pauseMs: number | null }
  | {
      readonly type: 'log-connection'
      readonly source: SourceId
      readonly connection: Connection
      readonly gap: Gap | null
      readonly completeness: Completeness
    }
  /** Records what became of the notifications of these items, and why. `shown` applies to pending ones only. */
  | {
      readonly type: 'set-notification'
      readonly keys: Keys
      readonly state: NotificationState
      readonly reason: NotificationReason | null
      /** Default: what follows from the state and the reason. */
      readonly outcome?: NotificationOutcome
      /** When those that are critical come again; null or absent: they don't. */
      readonly repeatAt?: number | null
    }
  /** Suppresses the notifications of these items that are pending, until this time as far as it is known. */
  | {
      readonly type: 'hold-notifications'
      readonly held: readonly { readonly keys: Keys; readonly reason: NotificationReason }[]
      readonly until: number | null
    }
  /** Notifications that were recorded as shown were surely not handed over to the desktop: they are pending again. */
  | { readonly type: 'return-notifications'; readonly keys: Keys; readonly reason: NotificationReason }
  /** Reminders that were recorded were surely not handed over. */
  | { readonly type: 'return-reminders'; readonly keys: Keys }
  /** What became of notifications that were handed over to the desktop. */
  | { readonly type: 'set-outcome'; readonly keys: Keys; readonly outcome: NotificationOutcome }
  /** The desktop has shown a notification of these items, which those servers are told that want to know. */
  | { readonly type: 'report-shown'; readonly keys: Keys }
  /** Whether this server wants receipts. If not, those that wait are removed. */
  | {
      readonly type: 'want-receipts'
      readonly source: SourceId
      readonly wanted: boolean
      readonly problem: ReceiptProblem | null
    }
  | {
      readonly type: 'set-receipt-problem'
      readonly source: SourceId
      readonly problem: ReceiptProblem | null
    }
  /** No server gets any receipt; what waits is removed. */
  | { readonly type: 'forget-receipts' }
  /** The oldest receipts are sent next, under this name; nothing changes as long as others are being sent. */
  | { readonly type: 'begin-receipts'; readonly source: SourceId; readonly batch: string }
  /** The server has these receipts. */
  | { readonly type: 'delete-receipts'; readonly source: SourceId; readonly batch: string }
  /** Why the desktop can show no notification; null: it can. */
  | { readonly type: 'set-notification-problem'; readonly reason: string | null }
  /** What the app has to know of the notifications on the screen when it is started again. */
  | { readonly type: 'remember-shown'; readonly text: string }
  /** Makes pending again what was suppressed for a time only and has not been read since. */
  | { readonly type: 'release-held-notifications' }
  /** Makes the notifications of these items pending again at that time, when they are unread again, too. */
  | {
      readonly type: 'snooze'
      readonly keys: Keys
      readonly until: number
      /** It is a span of time from now, which stays as long when the clock is set back; not a time of day. */
      readonly isSpan: boolean
    }
  | { readonly type: 'cancel-snooze'; readonly keys: Keys }
  /** `isShown`: these critical items are shown again now, unless they were seen in the meantime. */
  | { readonly type: 'set-repeats'; readonly repeats: readonly StoredRepeat[]; readonly isShown: boolean }
  /** Moves everything that is snoozed for a span of time, because the clock was set. */
  | { readonly type: 'shift-snoozed'; readonly byMs: number }
  /** No further reminder that these results expire. */
  | { readonly type: 'set-reminded'; readonly keys: Keys }
  | { readonly type: 'put-download'; readonly key: Item['key']; readonly stored: StoredDownload }
  | { readonly type: 'delete-download'; readonly key: Item['key'] }
  /**
   * What is written from now on is encrypted, or no longer, and what is there is converted in short steps after the answer.
   * To encrypt, the writer must have the key.
   */
  | { readonly type: 'set-encryption'; readonly isOn: boolean }

export type WriteResult =
  | {
      readonly kind: 'written'
      /** How many rows changed. */
      readonly changed: number
      /** Of each appended event; empty for any other change. */
      readonly outcomes: readonly EventOutcome[]
    }
  | StoreError

/** Writes the history, in the order of the calls. */
export interface HistoryWriter {
  /**
   * Resolves when the change is in the file; what the disk refuses is a value. Rejects only for a bug.
   */
  readonly write: (change: HistoryChange) => Promise<WriteResult>
  /** Resolves when everything that was requested so far has been answered. */
  readonly flush: () => Promise<void>
}
