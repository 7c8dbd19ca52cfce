import { DatabaseSync } from '@photostructure/sqlite'
import type { Database } from './database.ts'
import { type Failed, failureOf } from './failure.ts'

/** How far the write-ahead log was moved into the file, in pages of 4 KiB. */
export type Checkpointed =
  | { readonly kind: 'checkpointed'; readonly inLog: number; readonly moved: number }
  | Failed

/**
 * Moves what the write-ahead log holds into the file, next to a store that is open on it and goes on writing. Waits
 * for the disk, which may take long: meant for another thread. Must not be the last to have the file open.
 */
export function checkpoint(path: string): Checkpointed {
  const database = new DatabaseSync(path, { timeout: 0, open: false })
  try {
    database.open()
    return checkpointOn(database)
  } catch (error) {
    return failureOf(error)
  } finally {
    if (database.isOpen) database.close()
  }
}

/** The same on an open file. Passive: what is still needed by others is left for the next time, and nobody waits. */
export function checkpointOn(database: Database): Checkpointed {
  const { log, checkpointed } = database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
  return { kind: 'checkpointed', inLog: log, moved: checkpointed }
}
