import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { type Database, inTransaction } from './database.ts'
import { canMigrate, currentVersion, fileVersion, migrate } from './migrations.ts'
import { DatabaseSync } from './sqlite.ts'
import { isSqliteError, type StoreError, storeErrorOf } from './store-error.ts'

/** Why the file could not be opened. A reason is the name of a text (`problem.detail`), or a message in English. */
export type NotOpened =
  /** Opened to be read only, and there is nothing to read yet. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** Written by a newer version of the program, and left untouched. */
  | { readonly kind: 'newer'; readonly reason: string }
  /** The file is damaged, or no database at all: it has to be archived. */
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

export type OpenedDatabase = { readonly kind: 'open'; readonly database: Database } | NotOpened

/** How long to wait for another process. Short, because the wait blocks; only migrations and recovery lock at all. */
const busyMs = 250

/** Opens the file and brings it up to date. Read-only: it is never created, changed or migrated. */
export function openDatabase(path: string, readOnly: boolean): OpenedDatabase {
  const options = { readOnly, timeout: busyMs, enableForeignKeyConstraints: true, open: false }
  const database = new DatabaseSync(path, options)
  const refusal = prepare(database, readOnly)
  if (refusal === null) return { kind: 'open', database }
  if (database.isOpen) database.close()
  return refusal
}

function prepare(database: DatabaseSyncInstance, readOnly: boolean): NotOpened | null {
  try {
    database.open()
    return readOnly ? checkVersion(database) : prepareToWrite(database)
  } catch (error) {
    return readOnly && isMissing(error) ? noHistory : refusalOf(storeErrorOf(error))
  }
}

const noHistory = { kind: 'missing', reason: 'history-missing' } as const
const newer = { kind: 'newer', reason: 'history-newer' } as const

function checkVersion(database: Database): NotOpened | null {
  const version = fileVersion(database)
  if (version === 0) return noHistory
  if (version > currentVersion) return newer
  if (version === currentVersion) return null
  return { kind: 'failed', reason: 'history-older' }
}

function prepareToWrite(database: Database): NotOpened | null {
  const version = fileVersion(database)
  if (version > currentVersion) return newer
  if (!canMigrate(version)) return { kind: 'failed', reason: 'history-prerelease' }
  // Must be set before the first table is created; lets a shrinking history return its space in small steps.
  if (version === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL')
  database.exec('PRAGMA journal_mode = WAL')
  // NORMAL keeps every commit when the process is killed. A power cut can take the last commits, but the cursor goes
  // with them, so the server is asked for those events again. FULL would add a disk flush to each event for nothing.
  database.exec('PRAGMA synchronous = NORMAL')
  // What was deleted is overwritten, not only marked as free.
  database.exec('PRAGMA secure_delete = ON')
  // In a burst SQLite writes the log back as part of a write. The same pages change again and again, so writing them back
  // less often is less work.
  database.exec('PRAGMA wal_autocheckpoint = 4000')
  // A log that grew in a burst does not stay that large.
  database.exec(`PRAGMA journal_size_limit = ${16 * 1024 * 1024}`)
  if (version === currentVersion) return null
  const failed = inTransaction(database, () => {
    migrate(database)
    return null
  })
  return failed === null ? null : refusalOf(failed)
}

/** The same error, as a reason for which a file could not be opened. */
export function refusalOf({ reason, damaged }: StoreError): NotOpened {
  return { kind: damaged === true ? 'damaged' : 'failed', reason }
}

function isMissing(error: unknown): boolean {
  const noEntry = 2
  return isSqliteError(error) && 'systemErrno' in error && error.systemErrno === noEntry
}
