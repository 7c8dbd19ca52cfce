import type { HistoryCounts } from '../model/history-query.ts'
import type { SourceId } from '../model/source.ts'
import type { Database } from './database.ts'

/** Whether an item that is not hidden is unread, as a condition on `item`. */
export const isUnread = '(read_epoch IS NOT NULL AND read_epoch >= (SELECT read_epoch FROM meta))'

/** How many of the items that can be seen there are of each kind. */
export interface ItemCounts extends HistoryCounts {
  readonly unreadFailed: number
}

/** What the counters say of the history as a whole. */
export interface HistoryState {
  /** The newest position. */
  readonly position: number
  /** Whether rows of servers are left that were deleted. */
  readonly hasDeleted: boolean
  /** Whether the unread items have more than one epoch, so that no index has just them, by position. */
  readonly hasSeveralEpochs: boolean
  /** Whether items are sealed, so that the search index does not have them. */
  readonly isScanned: boolean
  /** Whether all items are sealed. */
  readonly isSealed: boolean
}

export type Counts = ReturnType<typeof createCounts>

/** Counts items without a look at any of them. */
export function createCounts(database: Database) {
  const ofSources = (condition: string) =>
    database.prepare(`
      SELECT coalesce(sum(visible), 0) AS "all", coalesce(sum(jobs), 0) AS jobs, coalesce(sum(failed), 0) AS failed,
        coalesce(sum(pinned), 0) AS pinned, coalesce(sum(snoozed), 0) AS snoozed,
        coalesce(sum(source_unread.items), 0) AS unread, coalesce(sum(source_unread.failed_items), 0) AS unreadFailed
      FROM source LEFT JOIN (
        SELECT source, sum(items) AS items, sum(failed) AS failed_items FROM unread_count
        WHERE epoch >= (SELECT read_epoch FROM meta) GROUP BY source
      ) AS source_unread ON source_unread.source = source.key
      WHERE ${condition}`)
  const ofAll = ofSources('deleted = 0')
  const ofOne = ofSources('deleted = 0 AND name = ?')
  const state = database.prepare(`
    SELECT position, last_epoch > read_epoch AS hasSeveralEpochs,
      EXISTS (SELECT 1 FROM source WHERE deleted = 1) AS hasDeleted,
      is_sealed OR conversion IS NOT NULL AS isScanned, is_sealed AND conversion IS NULL AS isSealed
    FROM meta`)

  return {
    /** Of this server; null: of all. */
    of: (source: SourceId | null): ItemCounts => ({ ...(source === null ? ofAll.get() : ofOne.get(source)) }),

    state: (): HistoryState => {
      const { position, hasSeveralEpochs, hasDeleted, isScanned, isSealed } = state.get()
      return {
        position,
        hasSeveralEpochs: hasSeveralEpochs === 1,
        hasDeleted: hasDeleted === 1,
        isScanned: isScanned === 1,
        isSealed: isSealed === 1,
      }
    },
  }
}
