import type { Connection, Gap } from '../model/connection.ts'
import type { DecodeResult, RawEvent } from '../model/event.ts'
import type { HistoryCounts, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import { openConnectionLog } from './connection-log.ts'
import { type Database, inTransaction } from './database.ts'
import { openStoredDownloads, type StoredDownloads } from './downloads.ts'
import { type Appended, openEventWriter } from './event-writer.ts'
import { openHistory } from './history-queries.ts'
import type { ConnectionLogEntry, PagedQuery, RejectedEvent } from './history-reader.ts'
import { type MaintenanceStep, openMaintenance, type Retention } from './maintenance.ts'
import { type NotificationQueue, openNotificationQueue } from './notification-queue.ts'
import { type NotOpened, openDatabase, refusalOf } from './open-database.ts'
import { openReadState } from './read-state.ts'
import { openRejectedEvents } from './rejected-events.ts'
import { openSources } from './sources.ts'
import { type StoreError, storeErrorOf } from './store-error.ts'
import { openTombstones } from './tombstones.ts'

/** A write and how many rows it changed, or why it did not happen. */
export type Written = { readonly kind: 'written'; readonly changed: number } | StoreError

/**
 * The history, for good. Writes that the disk refuses are values and leave the file as it was. Reads throw
 * only when the file can't be read at all. Times are milliseconds since the epoch.
 */
export interface Store {
  /** Keeps one event and moves the cursor past it, both or neither. */
  readonly append: (source: SourceId, raw: RawEvent, decoded: DecodeResult) => Appended
  /** Moves the cursor to an id that came without an event; empty resets it. */
  readonly setCursor: (source: SourceId, lastEventId: string) => Written

  /** Looks to the end at once: right for the newest page, and for a process that does nothing else. */
  readonly page: (query: HistoryQuery) => HistoryPage
  /** The same in steps of a few milliseconds each. */
  readonly pageInSteps: (query: HistoryQuery) => PagedQuery
  /** All that matches, batch by batch, newest first; of a store that only reads, as it was at the first batch. */
  readonly everything: (query: Omit<HistoryQuery, 'before' | 'limit'>) => Generator<readonly Item[], void>
  readonly item: (key: Item['key']) => Item | null
  readonly itemById: (id: Item['id']) => Item | null
  readonly unread: () => number
  /** Whether one of these is unread and still there. */
  readonly anyUnread: (keys: readonly Item['key'][]) => boolean
  readonly counts: () => HistoryCounts
  /** The categories in use, in the order of their characters. */
  readonly categories: (limit: number) => readonly string[]
  /** Jobs that have not ended, newest first. */
  readonly runningJobs: (limit: number) => readonly Item[]

  /** What is read is no longer due a toast. */
  readonly markRead: (keys: readonly Item['key'][]) => Written
  /** A job that has not ended can't be unread. */
  readonly markUnread: (keys: readonly Item['key'][]) => Written
  readonly markAllRead: () => Written
  /** Takes items out of sight; for ten minutes they can be restored, then they are gone for good. */
  readonly remove: (keys: readonly Item['key'][]) => Written
  readonly restore: (keys: readonly Item['key'][]) => Written

  /** The toasts that are due, as a queue that outlives the process. */
  readonly notificationQueue: NotificationQueue
  /** What became of downloads. */
  readonly downloads: StoredDownloads

  /** What to send as `Last-Event-ID`. */
  readonly cursor: (source: SourceId) => string | null
  /** Whether nothing, not even a greeting, was ever received from this source. */
  readonly isFirstConnect: (source: SourceId) => boolean
  /** The longest usual silence between two signs of life, in milliseconds. */
  readonly usualPause: (source: SourceId) => number | null
  readonly setUsualPause: (source: SourceId, rhythmMs: number | null) => Written

  readonly logConnection: (source: SourceId, connection: Connection, gap?: Gap | null) => Written
  /** The last state noted of this source or, with null, of any. */
  readonly latestStatus: (source: SourceId | null) => ConnectionLogEntry | null
  /** Newest first; the last 200 are kept. */
  readonly connectionLog: (source: SourceId, limit: number) => readonly ConnectionLogEntry[]

  /** Events that could not be understood, newest first; the last 500 of each source are kept. */
  readonly rejectedEvents: (limit: number) => readonly RejectedEvent[]
  readonly rejectedCount: () => number

  /** Does a little of the work that can wait; to be called again until it is `done`. */
  readonly maintain: (retention: Retention) => ({ readonly kind: 'tidied' } & MaintenanceStep) | StoreError
  /** Another number whenever there is something new to see. Counts within this process only. */
  readonly revision: () => number
  /** Can be called twice. Afterwards writes fail as values, and reads throw. */
  readonly close: () => void
}

export type Opened = { readonly kind: 'open'; readonly store: Store } | NotOpened

export interface StoreOptions {
  readonly now: () => number
  /** For a look into the file of an app that may be running: nothing is made, changed or migrated. */
  readonly readOnly?: boolean
  /** Milliseconds that only go forward; decides how much a step does. */
  readonly stopwatch?: (() => number) | undefined
}

/** Opens the history file at `path`, and makes it when there is none; the folder has to be there. */
export function openStore(path: string, { now, readOnly = false, stopwatch }: StoreOptions): Opened {
  const opened = openDatabase(path, readOnly)
  if (opened.kind !== 'open') return opened
  const { database } = opened
  try {
    return { kind: 'open', store: storeOn(database, { now, readOnly, stopwatch }) }
  } catch (error) {
    database.close()
    return refusalOf(storeErrorOf(error))
  }
}

/** Joins the rooms on a file that is open and up to date. */
export function storeOn(
  database: Database,
  { now, readOnly = false, stopwatch = () => performance.now() }: StoreOptions,
): Store {
  const sources = openSources(database)
  const history = openHistory(database, stopwatch)
  const marks = openReadState(database)
  const tombstones = openTombstones(database)
  const tidy = openMaintenance(database, tombstones, stopwatch)
  const connections = openConnectionLog(database)
  const quarantine = openRejectedEvents(database)
  const append = openEventWriter(database, { sources, quarantine, tombstones, now })
  let revision = 0

  /** Writes what no list or count shows. */
  const writeQuietly = (work: () => number): Written =>
    inTransaction(database, () => ({ kind: 'written', changed: work() }))

  const write = (work: () => number): Written => {
    const written = writeQuietly(work)
    if (written.kind === 'written' && written.changed > 0) revision += 1
    return written
  }

  return {
    append: (source, raw, decoded) => {
      const appended = append(source, raw, decoded)
      if (appended.kind === 'stored' && appended.changed) revision += 1
      return appended
    },
    setCursor: (source, lastEventId) =>
      writeQuietly(() => {
        sources.advance(source, lastEventId, now())
        return 1
      }),
    page: history.page,
    pageInSteps: history.look,
    everything: (query) => history.everything(query, readOnly),
    item: history.item,
    itemById: history.itemById,
    unread: history.unread,
    anyUnread: history.anyUnread,
    counts: history.counts,
    categories: history.categories,
    runningJobs: history.runningJobs,
    markRead: (keys) => write(() => marks.read(keys)),
    markUnread: (keys) => write(() => marks.unread(keys)),
    markAllRead: () => write(marks.allRead),
    remove: (keys) => write(() => marks.remove(keys, now())),
    restore: (keys) => write(() => marks.restore(keys)),
    notificationQueue: openNotificationQueue(database, now, write),
    downloads: openStoredDownloads(database, write),
    cursor: sources.cursor,
    isFirstConnect: sources.isFirstConnect,
    usualPause: sources.learntRhythm,
    setUsualPause: (source, rhythmMs) =>
      writeQuietly(() => {
        sources.setLearntRhythm(source, rhythmMs)
        return 1
      }),
    logConnection: (source, connection, gap = null) =>
      writeQuietly(() => {
        connections.add(sources.keyOf(source), connection, gap, now())
        return 1
      }),
    latestStatus: connections.latest,
    connectionLog: connections.changes,
    rejectedEvents: quarantine.newest,
    rejectedCount: quarantine.count,
    maintain: (retention) => {
      const step = inTransaction(database, () => tidy.step(retention, now()))
      if ('kind' in step) return step
      if (step.removed > 0) revision += 1
      return { kind: 'tidied', ...step, done: step.done && !tidy.shrink() }
    },
    revision: () => revision,
    close: () => {
      // The last connection to close moves the WAL into the file and removes it; a reader elsewhere holds up
      // nothing.
      if (database.isOpen) database.close()
    },
  }
}
