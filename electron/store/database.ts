import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { type StoreError, storeErrorOf } from './store-error.ts'

/** What the store uses of SQLite. */
export interface Database
  extends Pick<DatabaseSyncInstance, 'isOpen' | 'isTransaction' | 'exec' | 'close' | 'enableDefensive'> {
  readonly prepare: (sql: string) => Statement
}

export type Statement = Pick<StatementSyncInstance, 'run' | 'get' | 'all'>

/**
 * Runs `work` in one write transaction: all of it is stored, or nothing. What SQLite refuses (disk full, locked,
 * read-only) is returned as a value.
 */
export function inTransaction<T>(database: Database, work: () => T): T | StoreError {
  if (!database.isOpen) return { kind: 'failed', reason: 'history-closed' }
  try {
    // Immediate: a transaction that begins as a reader can't wait for its turn to write.
    database.exec('BEGIN IMMEDIATE')
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has already rolled back by itself after some errors, a full disk among them.
    if (database.isTransaction) database.exec('ROLLBACK')
    return storeErrorOf(error)
  }
}

/** SQLite's C interface ends a text at its first NUL: two ids that differ after it would become one. */
export function replaceNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD')
}

/** Returns a function that deletes all but the newest `count` rows of a source. The table has `key` and `source`. */
export function createTrim(database: Database, table: string, count: number): (source: number) => void {
  const statement = database.prepare(`
    DELETE FROM ${table} WHERE source = :source AND key <= (
      SELECT key FROM ${table} WHERE source = :source ORDER BY key DESC LIMIT 1 OFFSET ${count}
    )`)
  return (source) => {
    statement.run({ source })
  }
}

/**
 * Writes what is in the write-ahead log into the file, and empties the log. False: somebody is reading it, or the disk is
 * full, so it has to be tried again later. Must run outside of any transaction.
 */
export function emptyLog(database: Database): boolean {
  try {
    const { busy }: { readonly busy: number } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
    return busy === 0
  } catch {
    return false
  }
}

/**
 * Writes what is in the write-ahead log into the file, as far as nobody reads it. Otherwise SQLite does that within a
 * write, once the log is long. After that SQLite starts the log from its beginning, and flushes the first write into it to
 * the disk. A write is made here for that, so that no event waits for the flush. Must run outside of any transaction.
 */
export function writeBackLog(database: Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  } catch {
    // A full disk, say: a later write tries it again.
  }
  // SQLite leaves out what changes nothing.
  inTransaction(database, () =>
    database.exec('INSERT INTO index_queue VALUES (0); DELETE FROM index_queue WHERE position = 0'),
  )
}

/**
 * Rewrites the whole file. What is deleted is overwritten anyway (`secure_delete`), but where SQLite moves rows between
 * pages, the unused part of a page may still hold some of what was there. Takes about a second for a hundred thousand items.
 * Must run outside of any transaction.
 */
export function rewrite(database: Database): StoreError | null {
  try {
    database.exec('VACUUM')
    return null
  } catch (error) {
    return storeErrorOf(error)
  }
}
