import { limits } from '../model/limits.ts'
import type { Settings } from '../model/settings.ts'
import type { Database } from './database.ts'
import type { DeletedSources } from './deleted-sources.ts'
import type { Tombstones } from './tombstones.ts'

const dayMs = 86_400_000
const maxRemoved = 20
const { openJobs, pending } = limits.stored

// Worded as in the partial indexes, which SQLite must recognize: each step finds what it removes by one look-up,
// however many rows are spared.
const isOpen = `state IN ('queued', 'running')`
const isRemovable = `hidden IS NOT 'deleted' AND notification <> 'pending'
  AND (state IS NULL OR state NOT IN ('queued', 'running'))`

/**
 * Removes items that are too old or too many, or whose file is too large, a few at a time. An item stays while its
 * notification is pending, and a job until it has ended or is too old; of both there may only be so many. What was
 * withdrawn counts like any other item.
 */
export function createRetention(
  database: Database,
  tombstones: Tombstones,
  deletedSources: DeletedSources,
  maxBytes: number,
) {
  const tooOld = database.prepare(`
    SELECT key, hidden FROM item INDEXED BY item_aged
    WHERE updated_at < :before AND notification <> 'pending' ORDER BY updated_at LIMIT ${maxRemoved}`)
  const oldest = database.prepare(`
    SELECT key, hidden FROM item INDEXED BY item_removable WHERE ${isRemovable} ORDER BY position LIMIT :limit`)
  const tooManyOpen = database.prepare(`
    SELECT key, hidden FROM item INDEXED BY item_open
    WHERE ${isOpen} ORDER BY updated_at DESC LIMIT ${maxRemoved} OFFSET ${openJobs.max}`)
  const tooManyPending = database.prepare(`
    SELECT key, hidden FROM item INDEXED BY item_pending
    WHERE notification = 'pending' ORDER BY position DESC LIMIT :limit OFFSET ${pending.max}`)
  const remove = database.prepare('DELETE FROM item WHERE key IN (SELECT value FROM json_each(?))')
  const count = database.prepare('SELECT coalesce(sum(items), 0) AS count FROM source WHERE deleted = 0')
  const pages = database.prepare(`
    SELECT (page_count - freelist_count) * page_size AS bytes
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size`)

  function removeAll(rows: readonly RemovableRow[], now: number): number {
    if (rows.length === 0) return 0
    const keysOf = (some: readonly RemovableRow[]) => JSON.stringify(some.map(({ key }) => key))
    // What was withdrawn must not come back with a replay.
    const withdrawn = rows.filter(({ hidden }) => hidden === 'withdrawn')
    if (withdrawn.length > 0) tombstones.addWithdrawn(keysOf(withdrawn), now)
    return remove.run(keysOf(rows)).changes
  }

  function removeOldest(limit: number, now: number): number {
    const removed = removeAll(oldest.all({ limit }), now)
    return removed > 0 ? removed : removeAll(tooManyPending.all({ limit }), now)
  }

  const usedBytes = (): number => pages.get().bytes
  const excessOf = ({ items }: Settings['retention']): number => count.get().count - items

  return {
    /** Removes a few items, if any has to go; returns how many. @param isTimeTrusted false: none for its age */
    apply(retention: Settings['retention'], now: number, isTimeTrusted: boolean): number {
      const before = now - retention.days * dayMs
      const aged = isTimeTrusted ? removeAll(tooOld.all({ before }), now) : 0
      if (aged > 0) return aged
      const open = removeAll(tooManyOpen.all(), now)
      if (open > 0) return open
      const excess = excessOf(retention)
      if (excess > 0) return removeOldest(Math.min(excess, maxRemoved), now)
      // As long as rows of deleted servers can make room, no others go for that.
      return usedBytes() > maxBytes && !deletedSources.hasRows() ? removeOldest(maxRemoved, now) : 0
    },

    /** Whether the file is larger than it may be. */
    isTooLarge: (): boolean => usedBytes() > maxBytes,

    /** Whether more arrives than is removed: writing has to wait for it. */
    isBehind: (retention: Settings['retention']): boolean =>
      excessOf(retention) > Math.max(1_000, retention.items / 10) || usedBytes() > maxBytes * 1.05,
  }
}

interface RemovableRow {
  readonly key: number
  readonly hidden: 'withdrawn' | 'deleted' | null
}
