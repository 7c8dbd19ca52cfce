import type { Database } from './database.ts'
import { isDue } from './item-columns.ts'
import { createSearchIndex } from './search-index.ts'
import type { Tombstones } from './tombstones.ts'

/** How much history is kept. */
export interface Retention {
  readonly days: number
  readonly items: number
}

/** What one step did. */
export interface MaintenanceStep {
  readonly kind: 'maintained'

  /** Items that left the history for good. */
  readonly removed: number
  readonly done: boolean
}

/** How long a deletion can be undone. */
export const undoMs = 10 * 60_000

const dayMs = 86_400_000

// A step takes a few milliseconds, so that an event or a click never waits for it.
const stepMs = 5
const mostLookedAt = 500
const mostRemoved = 20
const mostSettled = 100
const mostFreed = 100
const freePagesKept = 500

/**
 * The work that can wait: fills the search index, lets go of what is too old, too much or deleted, and gives space
 * back. Done a little at a time, inside the caller's transaction. Cursors are not touched by it.
 */
export function createMaintenance(database: Database, tombstones: Tombstones, stopwatch: () => number) {
  const index = createSearchIndex(database, stopwatch)
  const settle = database.prepare(`
    UPDATE item SET toast = 'none' WHERE key IN (
      SELECT key FROM item WHERE toast = 'pending' AND toast_after IS NULL AND position <= (SELECT settled FROM ledger)
      ORDER BY position LIMIT ${mostSettled})`)

  // What is due a toast stays until it was announced, and a job under way until it is over or forgotten. However many
  // of those there are, a step looks at a few rows only.
  const tooMany = database.prepare(`
    SELECT key FROM (
      SELECT key, state, ${isDue} AS due FROM item INDEXED BY item_visible
      WHERE hidden IS NULL ORDER BY position LIMIT ${mostLookedAt}
    ) WHERE NOT due AND (state IS NULL OR state NOT IN ('queued', 'running')) LIMIT :limit`)
  const tooOld = database.prepare(`
    SELECT key FROM (
      SELECT key, updated_at, ${isDue} AS due FROM item INDEXED BY item_placed
      WHERE placed_at < :before ORDER BY placed_at LIMIT ${mostLookedAt}
    ) WHERE updated_at < :before AND NOT due LIMIT ${mostRemoved}`)
  const deleted = database.prepare(`
    SELECT key FROM item WHERE hidden = 'deleted' AND hidden_at < :before
    ORDER BY hidden_at LIMIT ${mostRemoved}`)
  const remove = database.prepare('DELETE FROM item WHERE key IN (SELECT value FROM json_each(?))')
  const visible = database.prepare('SELECT coalesce(sum(visible), 0) AS count FROM source')
  const oldDays = database.prepare(`
    DELETE FROM day WHERE number < :before AND NOT EXISTS (
      SELECT 1 FROM item WHERE placed_at >= number * ${dayMs} AND placed_at < (number + 1) * ${dayMs})`)
  const freePages = database.prepare('PRAGMA freelist_count')

  function removeAll(rows: readonly { readonly key: number }[], buriedAt: number | null): number {
    if (rows.length === 0) return 0
    const keys = JSON.stringify(rows.map(({ key }) => key))
    if (buriedAt !== null) tombstones.bury(keys, buriedAt)
    return remove.run(keys).changes
  }

  function retain({ days, items }: Retention, now: number): number {
    const before = now - days * dayMs
    const aged = removeAll(tooOld.all({ before }), null)
    if (aged > 0) return aged
    oldDays.run({ before: Math.floor(before / dayMs) })
    const excess = visible.get().count - items
    return excess <= 0 ? 0 : removeAll(tooMany.all({ limit: Math.min(excess, mostRemoved) }), null)
  }

  return {
    step(retention: Retention, now: number): MaintenanceStep {
      const startedAt = stopwatch()
      let removed = 0
      let changed = 0
      const works = [
        () => settle.run().changes,
        () => {
          const count = removeAll(deleted.all({ before: now - undoMs }), now)
          removed += count
          return count
        },
        () => {
          const count = retain(retention, now)
          removed += count
          return count
        },
        index.fill,
      ]
      for (const work of works) {
        changed += work()
        // The rest has its turn in the next step.
        if (changed > 0 && stopwatch() - startedAt > stepMs)
          return { kind: 'maintained', removed, done: false }
      }
      return { kind: 'maintained', removed, done: changed === 0 && !index.compact() }
    },

    /** Gives a little space back to the disk; false: there is none worth it. Outside of any transaction. */
    shrink(): boolean {
      const free: number = freePages.get().freelist_count
      if (free <= freePagesKept) return false
      database.exec(`PRAGMA incremental_vacuum(${Math.min(mostFreed, free - freePagesKept)})`)
      return true
    },
  }
}
