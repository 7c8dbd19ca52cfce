import type { Database } from './database.ts'
import { searchedText } from './search.ts'
import { fold, trigramsOf } from './trigrams.ts'

const fillMs = 4
const mostFilled = 100
const pagesCompacted = 8
const staleAllowed = 5_000

/** Keeps the search index, a few milliseconds at a time, inside the caller's transaction. */
export function createSearchIndex(database: Database, stopwatch: () => number) {
  // The newest ones, which are looked for most; among them in the order that FTS5 writes best.
  const waiting = database.prepare(`
    SELECT position FROM (SELECT position FROM unindexed ORDER BY position DESC LIMIT ${mostFilled})
    ORDER BY position`)
  const textOf = database.prepare(`SELECT ${searchedText} AS searched FROM item WHERE position = ?`)
  const unindex = database.prepare('DELETE FROM gram WHERE rowid = ?')
  const isIndexed = database.prepare('SELECT 1 FROM gram_docsize WHERE id = ?')
  const add = database.prepare('INSERT INTO gram (rowid, grams) VALUES (?, ?)')
  const indexed = database.prepare('DELETE FROM unindexed WHERE position = ?')
  const resetRowid = database.prepare('INSERT INTO unindexed VALUES (0)')

  const addStale = database.prepare('UPDATE ledger SET stale = stale + ?')
  const state = database.prepare(`
    SELECT compacting, stale > ${staleAllowed} + (SELECT coalesce(sum(visible), 0) FROM source) AS tooStale
    FROM ledger`)
  const setState = database.prepare('UPDATE ledger SET compacting = ?, stale = iif(compacting, stale, 0)')
  const merge = database.prepare(`INSERT INTO gram (gram, rank) VALUES ('merge', ?)`)
  const changes = database.prepare('SELECT total_changes() AS count')

  function fill(): number {
    const startedAt = stopwatch()
    let count = 0
    let stale = 0
    for (const { position } of waiting.all()) {
      // Not `run`: FTS5 leaves row ids of its own as the last inserted one, too large for a number.
      if (isIndexed.get(position) !== undefined) {
        unindex.get(position)
        stale += 1
      }
      const row: { readonly searched: string } | undefined = textOf.get(position)
      if (row !== undefined) add.get(position, trigramsOf(fold(row.searched)))
      indexed.get(position)
      count += 1
      if (stopwatch() - startedAt > fillMs) break
    }
    if (count === 0) return 0
    // And it would be reported by the next write of any kind.
    resetRowid.run()
    indexed.run(0)
    if (stale > 0) addStale.run(stale)
    return count
  }

  return {
    /** Indexes some of what waits; returns how many items. */
    fill,

    /** Clears away some of what was deleted, once that is more than half; false: there is nothing to do. */
    compact(): boolean {
      const { compacting, tooStale } = state.get()
      if (compacting === 0 && tooStale === 0) return false
      // A negative number begins to merge all there is into one; positive ones go on with it. It is at its end when
      // it writes no more (https://sqlite.org/fts5.html, "The 'merge' Command").
      const before: number = changes.get().count
      merge.get(compacting === 0 ? -pagesCompacted : pagesCompacted)
      const isOver = compacting === 1 && changes.get().count - before < 2
      setState.get(isOver ? 0 : 1)
      resetRowid.run()
      indexed.run(0)
      return true
    },
  }
}
