import type { Completeness, Connection, Gap } from '../model/connection.ts'
import type { Download } from '../model/download.ts'
import type { HistoryEncryption } from '../model/encryption.ts'
import type { HistoryCounts, HistoryFilter, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { CoursePoint, JobCounts } from '../model/job.ts'
import type { ReceiptKind, ReceiptProblem } from '../model/receipt.ts'
import type { SourceId } from '../model/source.ts'

/** One pending item: its key, and what decides about its notification. */
export interface PendingEntry
  extends Pick<Item, 'key' | 'source' | 'priority' | 'category' | 'title' | 'state'> {
  /** Whether its result expires within a day. */
  readonly expiresSoon: boolean
}

/** A critical item that was shown and comes again. */
export interface RepeatingEntry extends Pick<Item, 'key' | 'source' | 'category' | 'title'> {
  /** How often it has come again so far. */
  readonly count: number
  /** When it comes again, in milliseconds since the epoch. */
  readonly at: number
  /** False: it was read, withdrawn, deleted or snoozed. */
  readonly isUnseen: boolean
}

/** A server that is in use, or whose items are in the history. */
export interface StoredSource {
  readonly id: SourceId
  /** What the user calls it; as far as that is not known, its host. */
  readonly name: string
  /** Whether the app is subscribed to it. */
  readonly isListed: boolean
  /** How many of its items can be seen. */
  readonly visible: number
  readonly unread: number
  /** How many of its events could not be understood. */
  readonly rejected: number
}

/** A download as it is stored: what is shown of it, and what is needed to resume it. */
export interface StoredDownload {
  readonly download: Download
  /** The path of the file: of the partial one until it is done. Null: there is none. */
  readonly file: string | null
  /** The ETag or date by which the server tells whether the file is still the same. */
  readonly validator: string | null
  /** Absent: the user. */
  readonly startedBy?: ByRule
}

/** What has started a download by itself: a rule, or the next run of the app after it was interrupted by the end of one. */
export type ByRule = 'rule' | 'rule-again'

/** One change of a connection's state. */
export interface ConnectionLogEntry {
  readonly source: SourceId
  /** When it was logged, milliseconds since the epoch. */
  readonly at: number
  readonly connection: Connection
  readonly gap: Gap | null
  readonly completeness: Completeness
}

/** An event that could not be understood. */
export interface RejectedEvent {
  readonly source: SourceId
  /** When it came last, milliseconds since the epoch. */
  readonly at: number
  /** How often the very same event came. */
  readonly count: number
  /** The SSE event name. */
  readonly eventType: string
  /** The id this very event carried. */
  readonly eventId: string | null
  /** As it came, cut to 64 KiB. */
  readonly data: string
  /** Why, in words. */
  readonly reason: string
}

/** The pending notifications: a queue that outlives the process, because it is the rows themselves. */
export interface NotificationQueueReader {
  /**
   * The newest `maxBatch` pending items, newest first; when those are handled, the rest follow. As long as critical
   * items are pending there are no others among them.
   */
  readonly entries: () => readonly PendingEntry[]
  /** The items of these keys, in this order, without those that are deleted. */
  readonly items: (keys: readonly Item['key'][]) => readonly Item[]
  /** Everything that `read` reads is of one moment, whatever is written meanwhile. */
  readonly atOneMoment: <Result>(read: () => Result) => Result
  /** The newest jobs with a result among the pending items; reminders are not among them. */
  readonly results: (limit: number) => readonly Item[]
  /** Whether anything was suppressed for a time only. */
  readonly anyHeld: () => boolean
  /** When the next snoozed notification is due; null: there is none. */
  readonly nextSnoozedAt: () => number | null
  /** Items with a result that can expire and that no reminder has mentioned, the first to expire first. */
  readonly expiring: () => readonly Item[]
  /** Critical items that come again until they were seen, the first to be due first; of very many only the first. */
  readonly repeating: () => readonly RepeatingEntry[]
}

/** Something that became of an item. */
export interface StoredReceipt {
  /** The item's id within its source. */
  readonly id: string
  readonly what: ReceiptKind
  readonly attempt: number | null
  readonly revision: number | null
  /** Why it failed; null: it did not. */
  readonly reason: string | null
  readonly at: number
}

/** What is sent together, and always the same. */
export interface ReceiptBatch {
  /** Its name, which no other has. */
  readonly batch: string
  readonly receipts: readonly StoredReceipt[]
}

/** What is still to be told to the servers. */
export interface ReceiptsReader {
  readonly isAnyWanted: () => boolean
  readonly isWanted: (source: SourceId) => boolean
  readonly problem: (source: SourceId) => ReceiptProblem | null
  /** How many were dropped since the server was connected, because there were too many. */
  readonly dropped: (source: SourceId) => number
  readonly isAnyQueued: (source: SourceId) => boolean
  /** What is being sent; null: nothing is. */
  readonly batch: (source: SourceId) => ReceiptBatch | null
}

/** So many pending items, the newest ones, are read and written at once: a few milliseconds. */
export const maxBatch = 2_000

/** A page that is being searched for: each step takes a few milliseconds, and the last one returns the page. */
export type PagedQuery = Generator<undefined, HistoryPage>

/**
 * Reads the history. Throws only when the file can't be read at all. Times are milliseconds since the epoch.
 */
export interface HistoryReader {
  /** The whole search at once: for the newest page, and for a process that does nothing else. */
  readonly page: (query: HistoryQuery) => HistoryPage
  /** The same in steps. */
  readonly pageInSteps: (query: HistoryQuery) => PagedQuery
  /**
   * All that matches, batch by batch, newest first; of a read-only file as it was at the first batch. Batches may be
   * empty: each takes a few milliseconds.
   */
  readonly everything: (filter: HistoryFilter) => Generator<readonly Item[], void>
  /** The position of the item that came last; 0: there was none. */
  readonly newestPosition: () => number
  /** The items after this position, at most a hundred, in the order in which they came. */
  readonly itemsAfter: (position: number) => readonly Item[]
  readonly item: (key: Item['key']) => Item | null
  /** Of several servers that use the same id, the item that came last. */
  readonly itemById: (id: Item['id']) => Item | null
  /** Those of these items that can be seen, newest first. */
  readonly items: (keys: readonly Item['key'][]) => readonly Item[]
  /** How the job of this item went, in the order of time; empty: it is no job, or gone. */
  readonly course: (key: Item['key']) => readonly CoursePoint[]
  readonly counts: () => HistoryCounts
  /** The last `mark-all-read` or `mark-matching-read` as long as it can be undone; null: there is none. */
  readonly markedRead: () => { readonly count: number; readonly at: number } | null
  /** How many items are unread: of this server; null or absent: of all. */
  readonly unread: (source?: SourceId | null) => number
  /** How many failed jobs are unread. */
  readonly unreadFailed: () => number
  /** Whether one of these items is unread and not deleted. */
  readonly anyUnread: (keys: readonly Item['key'][]) => boolean
  /** The categories in use, in the order of their characters. */
  readonly categories: (limit: number) => readonly string[]
  /** Jobs that have not ended, newest first. */
  readonly runningJobs: (limit: number) => readonly Item[]
  readonly jobCounts: () => JobCounts
  /** Items whose reminder is not due yet, the first to be due first. */
  readonly snoozed: (limit: number) => readonly Item[]

  readonly notificationQueue: NotificationQueueReader
  readonly receipts: ReceiptsReader
  /** Why the desktop could show no notification when that was last known; null: it could. */
  readonly notificationProblem: () => string | null
  /** What `remember-shown` has stored last; null: nothing. */
  readonly rememberedShown: () => string | null
  readonly downloads: {
    /** The address of the server that the item came from. */
    readonly serverOf: (key: Item['key']) => SourceId | null
    readonly find: (key: Item['key']) => StoredDownload | null
    /** The downloads that are stored as queued or running. */
    readonly unfinished: () => readonly Item['key'][]
  }

  /**
   * The servers in use, in their order, then those that are not but have items, the one first that was heard last; at most
   * 50. Those whose history was deleted are not among them.
   */
  readonly sources: () => readonly StoredSource[]
  /** What to send as `Last-Event-ID`. */
  readonly cursor: (source: SourceId) => string | null
  /** Whether nothing, not even a greeting, was ever received from this source. */
  readonly isFirstConnect: (source: SourceId) => boolean
  /** The longest usual pause between two signs of life, in milliseconds. */
  readonly usualPause: (source: SourceId) => number | null
  /** The last logged state of this source. */
  readonly latestStatus: (source: SourceId) => ConnectionLogEntry | null
  /** Newest first; the last 200 are stored. */
  readonly connectionLog: (source: SourceId, limit: number) => readonly ConnectionLogEntry[]
  /**
   * Events that could not be understood, newest first; the last 500 of each source are stored. Null or absent: those of
   * all.
   */
  readonly rejectedEvents: (limit: number, source?: SourceId | null) => readonly RejectedEvent[]
  readonly rejectedCount: (source?: SourceId | null) => number
  readonly encryption: () => HistoryEncryption
}
