import type { Settings } from '../model/settings.ts'
import type { Conversion } from './conversion.ts'
import type { Database } from './database.ts'
import type { DeletedSources } from './deleted-sources.ts'
import { blockSize } from './periods.ts'
import type { ReadMarks } from './read-marks.ts'
import { createRetention } from './retention.ts'
import { createSearchIndex } from './search-index.ts'
import type { Tombstones } from './tombstones.ts'
import { undoMs } from './undo.ts'

/** What one step did. */
export interface MaintenanceStep {
  readonly kind: 'maintained'
  /** How many items were removed for good that could be seen. */
  readonly removed: number
  /** How many rows of servers were removed that were deleted before. */
  readonly erased: number
  /** How many items were marked read or unread. */
  readonly marked: number
  /** How many steps were done to encrypt the history, or to decrypt it. */
  readonly converted: number
  /** Whether the user waits for the next step. */
  readonly isUrgent: boolean
  /** Whether more arrives than is removed. */
  readonly isBehind: boolean
  /** Whether there was nothing left to do. */
  readonly done: boolean
}

// A step takes a few milliseconds, so that an event or a click never waits for it.
const stepMs = 5
const maxRemoved = 20
const maxCleared = 100
const maxFreedPages = 100
const minFreePages = 500

/**
 * The work that is done a little at a time: goes on marking what the user wants to be marked, fills the search index, removes items that are too old, too many or deleted and all that is
 * left of deleted servers, and returns space to the disk. Runs inside the caller's transaction. Cursors are not touched.
 */
export function createMaintenance(
  database: Database,
  tombstones: Tombstones,
  deletedSources: DeletedSources,
  readMarks: ReadMarks,
  conversion: Conversion,
  stopwatch: () => number,
  maxBytes: number,
) {
  const retained = createRetention(database, tombstones, deletedSources, maxBytes)
  const index = createSearchIndex(database, stopwatch)
  const clearReadNotifications = database.prepare(`
    UPDATE item SET notification = 'none' WHERE key IN (
      SELECT key FROM item WHERE notification = 'pending' AND snoozed_until IS NULL AND position <= (SELECT notifications_settled_position FROM meta)
      ORDER BY position LIMIT ${maxCleared})`)

  const deleted = database.prepare(`
    SELECT key FROM item WHERE hidden = 'deleted' AND hidden_at < :before
    ORDER BY hidden_at LIMIT ${maxRemoved}`)
  const remove = database.prepare('DELETE FROM item WHERE key IN (SELECT value FROM json_each(?))')
  const outdatedPeriods = database.prepare(`
    DELETE FROM period WHERE block < (SELECT coalesce(min(position), 0) / ${blockSize} FROM item)`)
  const freePages = database.prepare('PRAGMA freelist_count')

  const keysOf = (rows: readonly { readonly key: number }[]) => JSON.stringify(rows.map(({ key }) => key))

  function removeDeleted(now: number): number {
    const keys = keysOf(deleted.all({ before: now - undoMs }))
    tombstones.addWithdrawn(keys, now)
    return remove.run(keys).changes
  }

  /** The index holds what items say, so a history that is encrypted is searched without. */
  function fillIndex(): number {
    if (!conversion.isScanned()) return index.fill()
    return conversion.isSealed() ? index.dropQueued() : 0
  }

  return {
    /** @param isTimeTrusted false: nothing is removed because of its age */
    step(retention: Settings['retention'], now: number, isTimeTrusted: boolean): MaintenanceStep {
      const startedAt = stopwatch()
      let removed = 0
      let erased = 0
      let marked = 0
      let converted = 0
      let changed = 0
      const counted = (count: number) => {
        removed += count
        return count
      }
      const tasks = [
        () => {
          marked = readMarks.advance(stepMs)
          return readMarks.hasTasks() ? 1 : marked
        },
        () => {
          converted = conversion.advance()
          return converted
        },
        () => clearReadNotifications.run().changes,
        () => {
          erased = deletedSources.erase()
          return erased
        },
        () => (isTimeTrusted ? counted(removeDeleted(now)) : 0),
        () => counted(retained.apply(retention, now, isTimeTrusted)),
        () => (removed > 0 ? outdatedPeriods.run().changes : 0),
        // What was removed leaves stale entries in the index. While the file is too large they go before new ones come.
        () => (!conversion.isScanned() && retained.isTooLarge() && index.compact() ? 1 : 0),
        fillIndex,
      ]
      for (const task of tasks) {
        changed += task()
        // The next step does the rest.
        if (changed > 0 && stopwatch() - startedAt > stepMs) break
      }
      const isBehind = retained.isBehind(retention)
      const isUrgent = readMarks.hasTasks()
      const done = changed === 0 && !conversion.isLogLeft() && (conversion.isScanned() || !index.compact())
      return { kind: 'maintained', removed, erased, marked, converted, isUrgent, isBehind, done }
    },

    /** Returns a little space to the disk; false: there is none worth it. Must run outside of any transaction. */
    shrink(): boolean {
      const free: number = freePages.get().freelist_count
      if (free <= minFreePages) return false
      database.exec(`PRAGMA incremental_vacuum(${Math.min(maxFreedPages, free - minFreePages)})`)
      return true
    },
  }
}
