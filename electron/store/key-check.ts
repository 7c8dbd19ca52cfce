import { DatabaseSync } from './sqlite.ts'

/** A file that is encrypted, at least in part, has this: only its key opens it. Null: it is not encrypted, or can't be read. */
export function readKeyCheck(file: string): Uint8Array | null {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 250, open: false })
  try {
    database.open()
    const row = database.prepare('SELECT key_check AS keyCheck FROM meta').get()
    return row?.keyCheck ?? null
  } catch {
    // No file, another version, or damage: all of that shows when the history is opened.
    return null
  } finally {
    if (database.isOpen) database.close()
  }
}
