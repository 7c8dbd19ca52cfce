import { fold, foldVersion } from '../model/text-folding.ts'
import type { Database } from './database.ts'
import { searchedText } from './search.ts'
import { trigramsOf } from './trigrams.ts'

const fillMs = 4
const maxFilled = 100
const maxQueuedAgain = 1_000
const pagesPerMerge = 8
const minStaleEntries = 5_000

/** Maintains the search index, a few milliseconds at a time, inside the caller's transaction. */
export function createSearchIndex(database: Database, stopwatch: () => number) {
  // The newest ones first, because they are searched for most; among them in the order that FTS5 writes best.
  const queued = database.prepare(`
    SELECT position FROM (SELECT position FROM index_queue ORDER BY position DESC LIMIT ${maxFilled})
    ORDER BY position`)
  const textOf = database.prepare(`SELECT ${searchedText} AS searched FROM item WHERE position = ?`)
  const removeEntry = database.prepare('DELETE FROM trigram WHERE rowid = ?')
  const hasEntry = database.prepare('SELECT 1 FROM trigram_docsize WHERE id = ?')
  const addEntry = database.prepare('INSERT INTO trigram (rowid, trigrams) VALUES (?, ?)')
  const removeQueued = database.prepare('DELETE FROM index_queue WHERE position = ?')
  const dropQueued = database.prepare(
    'DELETE FROM index_queue WHERE position IN (SELECT position FROM index_queue LIMIT 1000)',
  )
  const resetInsertedRowid = database.prepare('INSERT INTO index_queue VALUES (0)')

  const outdated = database.prepare(
    `SELECT refolded_position AS done FROM meta WHERE fold_version <> ${foldVersion}`,
  )
  const queueAgain = database.prepare(`
    INSERT INTO index_queue SELECT position FROM item WHERE position > :done ORDER BY position LIMIT ${maxQueuedAgain}
    ON CONFLICT DO NOTHING`)
  const lastQueued = database.prepare(`
    SELECT max(position) AS last FROM (
      SELECT position FROM item WHERE position > :done ORDER BY position LIMIT ${maxQueuedAgain}
    )`)
  const setQueuedAgain = database.prepare('UPDATE meta SET refolded_position = ?')
  const setFolded = database.prepare(`UPDATE meta SET fold_version = ${foldVersion}, refolded_position = 0`)

  const addStale = database.prepare('UPDATE meta SET stale_entries = stale_entries + ?')
  const compaction = database.prepare(`
    SELECT is_compacting AS isCompacting,
      stale_entries > ${minStaleEntries} + (SELECT coalesce(sum(visible), 0) FROM source) AS isTooStale
    FROM meta`)
  const setCompacting = database.prepare(
    'UPDATE meta SET is_compacting = ?, stale_entries = iif(is_compacting, stale_entries, 0)',
  )
  const merge = database.prepare(`INSERT INTO trigram (trigram, rank) VALUES ('merge', ?)`)
  const changes = database.prepare('SELECT total_changes() AS count')

  /**
   * FTS5 leaves row ids of its own as the last inserted one. They are too large for a number, and the next write of any
   * kind would return them.
   */
  function resetLastRowid(): void {
    resetInsertedRowid.run()
    removeQueued.run(0)
  }

  /** Queues some of the items again whose texts were folded in another way; false: there are none. */
  function refold(): boolean {
    const row: { readonly done: number } | undefined = outdated.get()
    if (row === undefined) return false
    const { last }: { readonly last: number | null } = lastQueued.get({ done: row.done })
    if (last === null) {
      setFolded.run()
      return false
    }
    queueAgain.run({ done: row.done })
    setQueuedAgain.run(last)
    return true
  }

  return {
    /** Forgets some of the queued items; returns how many. */
    dropQueued: (): number => dropQueued.run().changes,

    /** Indexes some of the queued items; returns how many, or 1 for another step of the work. */
    fill(): number {
      if (refold()) return 1
      const startedAt = stopwatch()
      let count = 0
      let stale = 0
      for (const { position } of queued.all()) {
        // `get`, not `run`, which would return FTS5's row id.
        if (hasEntry.get(position) !== undefined) {
          removeEntry.get(position)
          stale += 1
        }
        const row: { readonly searched: string } | undefined = textOf.get(position)
        if (row !== undefined) addEntry.get(position, trigramsOf(fold(row.searched)))
        removeQueued.get(position)
        count += 1
        if (stopwatch() - startedAt > fillMs) break
      }
      if (count === 0) return 0
      resetLastRowid()
      if (stale > 0) addStale.run(stale)
      return count
    },

    /** Clears away some of the deleted entries, once they outnumber the items; false: there is nothing to do. */
    compact(): boolean {
      const { isCompacting, isTooStale } = compaction.get()
      if (isCompacting === 0 && isTooStale === 0) return false
      // A negative number starts to merge everything into one segment; positive ones continue. It is finished when it
      // writes no more (https://sqlite.org/fts5.html, "The 'merge' Command").
      const before: number = changes.get().count
      merge.get(isCompacting === 0 ? -pagesPerMerge : pagesPerMerge)
      const isFinished = isCompacting === 1 && changes.get().count - before < 2
      setCompacting.run(isFinished ? 0 : 1)
      resetLastRowid()
      return true
    },
  }
}
