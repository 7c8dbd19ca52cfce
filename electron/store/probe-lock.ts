import { DatabaseSync } from './sqlite.ts'
import { storeErrorOf } from './store-error.ts'

/** Longer than any write of the app itself takes. */
const busyMs = 1_000

/**
 * Why nothing can be written into the history at this moment, as the key of a text: another program may hold it locked.
 * Null: it can be written. The file must exist and be open in the running app; it is not changed.
 */
export function probeLock(file: string): string | null {
  const database = new DatabaseSync(file, { timeout: busyMs, open: false })
  try {
    database.open()
    database.exec('BEGIN IMMEDIATE')
    database.exec('ROLLBACK')
    return null
  } catch (error) {
    return storeErrorOf(error).reason
  } finally {
    if (database.isOpen) database.close()
  }
}
