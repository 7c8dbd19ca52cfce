import type { SourceId } from '../model/source.ts'
import type { Database } from './database.ts'

/** Whether the server of an item was not deleted, as a condition on `item`. */
export const isKept = 'source NOT IN (SELECT key FROM source WHERE deleted = 1)'

/**
 * Whether an item can be seen, as a condition on `item`. Everything that reads items for somebody has it: so all items of
 * a server are gone in the moment in which its one row is marked, however many there are.
 */
export const isVisible = `hidden IS NULL AND ${isKept}`

export type DeletedSources = ReturnType<typeof createDeletedSources>

const sliceMs = 2
/** So many rows are removed before the time is looked at; each may have a text of a megabyte. */
const removedAtOnce = 5
/** More than the search index ever has: it is cleared of what was deleted, however much else there is. */
const allEntries = 1_000_000_000_000

/** Servers whose history the user has deleted. All of it runs inside the caller's transaction. */
export function createDeletedSources(database: Database, stopwatch: () => number) {
  // The name is free again, so the same server can be added again, without a cursor.
  const mark = database.prepare(`
    UPDATE source SET name = 'deleted:' || key, listed = NULL, wants_receipts = 0, deleted = 1
    WHERE name = ? AND deleted = 0`)
  const next = database.prepare('SELECT key FROM source WHERE deleted = 1 LIMIT 1')
  const some = (table: string, rest = '') =>
    database.prepare(`
      DELETE FROM ${table} WHERE key IN (
        SELECT key FROM ${table} WHERE source = :source ${rest} LIMIT ${removedAtOnce})`)
  // The newest first, so that those who look for the newest of the others have less and less to pass over.
  const removals = [
    some('item', 'ORDER BY hidden DESC, position DESC'),
    some('tombstone'),
    some('rejected_event'),
    some('connection_log'),
    some('receipt'),
  ]
  const remove = database.prepare('DELETE FROM source WHERE key = :source')
  const clearIndex = database.prepare(`UPDATE meta SET stale_entries = stale_entries + ${allEntries}`)

  function removeSome(source: number): number {
    for (const statement of removals) {
      const { changes } = statement.run({ source })
      if (changes > 0) return changes
    }
    const { changes } = remove.run({ source })
    if (changes > 0) clearIndex.run()
    return changes
  }

  return {
    /** Deletes a server and its history for every reader, at once; returns how many servers that were. */
    mark: (source: SourceId): number => mark.run(source).changes,

    /** Whether rows of deleted servers are left. */
    hasRows: (): boolean => next.get() !== undefined,

    /** Removes rows of deleted servers for a few milliseconds; returns how many, 0: none are left. */
    erase(): number {
      const row: { readonly key: number } | undefined = next.get()
      if (row === undefined) return 0
      const startedAt = stopwatch()
      let erased = removeSome(row.key)
      while (stopwatch() - startedAt < sliceMs) {
        const count = removeSome(row.key)
        if (count === 0) break
        erased += count
      }
      return erased
    },
  }
}
