import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { limits } from '../model/limits.ts'
import type { Settings } from '../model/settings.ts'
import { applyChange } from './apply-change.ts'
import { createConnectionLog } from './connection-log.ts'
import { createContents } from './contents.ts'
import { createConversion, isKeyOf } from './conversion.ts'
import { createCounts } from './counts.ts'
import { type Database, emptyLog, inTransaction, rewrite, writeBackLog } from './database.ts'
import { createDeletedSources } from './deleted-sources.ts'
import { createDownloadRecords } from './downloads.ts'
import { createEventWriter } from './event-writer.ts'
import type { FieldCipher } from './field-cipher.ts'
import { createHistoryQueries } from './history-queries.ts'
import type { HistoryReader } from './history-reader.ts'
import type { HistoryChange, WriteResult } from './history-writer.ts'
import { createJobCourses } from './job-courses.ts'
import { createMaintenance, type MaintenanceStep } from './maintenance.ts'
import { createNotificationQueue } from './notification-queue.ts'
import { type NotOpened, openDatabase, refusalOf } from './open-database.ts'
import { createPagedQuery } from './paged-query.ts'
import { createReadMarks } from './read-marks.ts'
import { createReadState } from './read-state.ts'
import { createReceipts } from './receipts.ts'
import { createRejectedEvents } from './rejected-events.ts'
import { reportDamage } from './report-damage.ts'
import { createSources } from './sources.ts'
import { type StoreError, storeErrorOf } from './store-error.ts'
import { createTombstones } from './tombstones.ts'

/**
 * The history file. Writes that the disk refuses are values and leave the file as it was. Reads throw only when the
 * file can't be read at all.
 */
export interface Store extends HistoryReader {
  /** Makes one change, in a transaction of its own. */
  readonly apply: (change: HistoryChange) => WriteResult
  /** Does a few milliseconds of the work that can wait; to be called again until it is `done`. */
  readonly maintain: (retention: Settings['retention']) => MaintenanceStep | StoreError
  /** Whether the user waits for the next step of that. */
  readonly isUrgent: () => boolean
  /** Increments on every visible change that was made through this object. */
  readonly revision: () => number
  /** Can be called twice. Afterwards writes fail as values, and reads throw. */
  readonly close: () => void
}

export type Opened = { readonly kind: 'open'; readonly store: Store } | NotOpened

export interface StoreOptions {
  readonly now: () => number
  /** To read the file of an app that may be running: nothing is created, changed or migrated. */
  readonly readOnly?: boolean
  /** Milliseconds that only go forward; decides how much a step of a search or of the maintenance does. */
  readonly stopwatch?: () => number
  /** Whether the clock can tell the age of things; false: nothing is deleted for its age. Default: always. */
  readonly isTimeTrusted?: () => boolean
  /** How large the file may become; default: that of the product. */
  readonly maxBytes?: number
  /** Encrypts and decrypts; null or absent: there is no key. */
  readonly cipher?: () => FieldCipher | null
  /** A statement found the file damaged. Called once; a read then throws. */
  readonly onDamaged?: () => void
}

/** Opens the history file at `path`, and creates it when there is none; its folder must exist. */
export function openStore(path: string, options: StoreOptions): Opened {
  const opened = openDatabase(path, options.readOnly === true)
  if (opened.kind !== 'open') return opened
  const { database } = opened
  try {
    const isLocked = options.readOnly !== true && !hasKey(database, options.cipher?.() ?? null)
    if (!isLocked) return { kind: 'open', store: createStore(database, options) }
    database.close()
    return { kind: 'failed', reason: 'history-encrypted' }
  } catch (error) {
    database.close()
    return refusalOf(storeErrorOf(error))
  }
}

/**
 * Opens the history read-only, whether or not the app is running. Even for that SQLite writes files beside it. Where
 * that is forbidden, a file that the app has closed is opened as immutable.
 */
export function openReadOnly(file: string, cipher: () => FieldCipher | null = () => null): Opened {
  const options = { now: Date.now, readOnly: true, cipher }
  const opened = openStore(file, options)
  const mayNotWrite = opened.kind === 'missing' || opened.kind === 'failed'
  if (!mayNotWrite || !existsSync(file) || existsSync(`${file}-wal`)) return opened
  const immutable = openStore(`${pathToFileURL(file).href}?immutable=1`, options)
  return immutable.kind === 'open' ? immutable : opened
}

/** Whether what is encrypted can be read, so that it can be written, too. */
function hasKey(database: Database, cipher: FieldCipher | null): boolean {
  const { keyCheck }: { readonly keyCheck: Uint8Array | null } = database
    .prepare('SELECT key_check AS keyCheck FROM meta')
    .get()
  return keyCheck === null || (cipher !== null && isKeyOf(keyCheck, cipher))
}

/** What may leave work to `maintain` for which the user waits. */
const marksMany: ReadonlySet<HistoryChange['type']> = new Set([
  'mark-all-read',
  'mark-matching-read',
  'undo-mark-read',
])

/** From so many changes on, the write-ahead log is written back once there is nothing else to do. */
const maxChangesInLog = 10

/** The store on a database that is open and up to date. */
export function createStore(opened: Database, options: StoreOptions): Store {
  const { now, readOnly = false, stopwatch = () => performance.now(), onDamaged } = options
  const {
    cipher = () => null,
    isTimeTrusted = () => true,
    maxBytes = limits.stored.historyBytes.max,
  } = options
  const database = onDamaged === undefined ? opened : reportDamage(opened, onDamaged)
  const sealing = database.prepare('SELECT is_sealed AS isSealed FROM meta')
  const contents = createContents(cipher, () => sealing.get().isSealed === 1)
  const sources = createSources(database)
  if (!readOnly) inTransaction(database, sources.hideSecrets)
  const deletedSources = createDeletedSources(database, stopwatch)
  const tombstones = createTombstones(database)
  const rejected = createRejectedEvents(database, contents)
  const connectionLog = createConnectionLog(database)
  const notificationQueue = createNotificationQueue(database, contents, now)
  const downloads = createDownloadRecords(database, contents)
  const readState = createReadState(database)
  const counts = createCounts(database)
  const pageInSteps = createPagedQuery(database, counts, contents, stopwatch)
  const receipts = createReceipts(database, now)
  const readMarks = createReadMarks(database, counts, contents, pageInSteps, receipts, stopwatch, now)
  const courses = createJobCourses(database)
  const events = createEventWriter(database, { sources, rejected, tombstones, courses, contents })
  const conversion = createConversion(database, contents, downloads, cipher, stopwatch)
  const maintenance = createMaintenance(
    database,
    tombstones,
    deletedSources,
    readMarks,
    conversion,
    stopwatch,
    maxBytes,
  )
  const writers = {
    sources,
    deletedSources,
    events,
    readState,
    readMarks,
    notificationQueue,
    downloads,
    connectionLog,
    receipts,
    conversion,
  }
  let revision = 0
  let isUrgent = false
  // Until then the write-ahead log may still hold what was deleted.
  let isLogOutdated = true
  /** Changes since the write-ahead log was written back. */
  let changesInLog = 0
  /** Whether the whole file was rewritten since it was encrypted. */
  let isRewritten = false

  const reader: HistoryReader = {
    ...createHistoryQueries(database, counts, contents, pageInSteps, readOnly),
    course: courses.of,
    markedRead: readMarks.last,
    notificationQueue: notificationQueue.reader,
    receipts: receipts.reader,
    notificationProblem: notificationQueue.problem,
    rememberedShown: notificationQueue.rememberedShown,
    downloads: downloads.reader,
    sources: sources.inHistory,
    cursor: sources.cursor,
    isFirstConnect: sources.isFirstConnect,
    usualPause: sources.usualPause,
    latestStatus: connectionLog.latest,
    connectionLog: connectionLog.entries,
    rejectedEvents: rejected.newest,
    rejectedCount: rejected.count,
    encryption: conversion.state,
  }

  return {
    ...reader,
    apply: (change) => {
      const applied = inTransaction(database, () => {
        const result = applyChange(writers, change, now)
        if (marksMany.has(change.type)) isUrgent = readMarks.hasTasks()
        return result
      })
      if ('reason' in applied) return applied
      changesInLog += 1
      if (applied.isVisible) revision += 1
      const { changed, outcomes } = applied
      return { kind: 'written', changed, outcomes }
    },
    maintain: (retention) => {
      const step = inTransaction(database, () => maintenance.step(retention, now(), isTimeTrusted()))
      if (step.kind === 'failed') return step
      isUrgent = step.isUrgent
      if (step.removed > 0 || step.marked > 0 || step.converted > 0) revision += 1
      if (step.removed > 0 || step.erased > 0) isLogOutdated = true
      if (conversion.isLogLeft() && conversion.isSealed() && !isRewritten) {
        const failed = rewrite(database)
        if (failed !== null) return failed
        isRewritten = true
      }
      if (conversion.isLogLeft() && emptyLog(database)) {
        isRewritten = false
        inTransaction(database, conversion.finish)
        revision += 1
        return { ...step, converted: 1, done: false }
      }
      const done = step.done && !maintenance.shrink()
      if (done && isLogOutdated) isLogOutdated = !emptyLog(database)
      if (done && changesInLog >= maxChangesInLog) {
        writeBackLog(database)
        changesInLog = 0
      }
      return { ...step, done }
    },
    isUrgent: () => isUrgent,
    revision: () => revision,
    close: () => {
      // The last connection to close moves the write-ahead log into the file and deletes it. A reader in another
      // process does not delay this.
      if (database.isOpen) database.close()
    },
  }
}
