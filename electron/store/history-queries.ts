import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'
import { isKept, isVisible } from './deleted-sources.ts'
import type { HistoryReader } from './history-reader.ts'
import { type ItemRow, itemColumns, itemOf } from './item-columns.ts'
import { createPagedQuery } from './paged-query.ts'

/** So many rows are exported at once, which also takes a few milliseconds when each has the longest texts. */
const exportedRows = 100

/** So many items of a category are looked at for one whose server was not deleted. */
const newestOfCategory = 50

/** Queries for items. Each step takes the same time in a long history as in a short one. */
export function createHistoryQueries(database: Database, stopwatch: () => number, readOnly: boolean) {
  const select = (condition: string) =>
    database.prepare(`SELECT ${itemColumns} FROM item WHERE ${isVisible} AND ${condition}`)
  const byKey = select('key = ?')
  // Two servers may use the same id, and it may be an item's own id or an SSE id: own ids take precedence, then the
  // newest item.
  const byOwnId = select(`id = ? AND named_by = 'item' ORDER BY position DESC LIMIT 1`)
  // A server may use one SSE id for any number of items: an index leads to the newest.
  const byEventId = select(`id = ? AND named_by <> 'item' ORDER BY position DESC LIMIT 1`)
  const after = select('position > ? ORDER BY position LIMIT 100')
  const newestPosition = database.prepare('SELECT position FROM meta')
  const running = select(`state IN ('queued', 'running') ORDER BY position DESC LIMIT ?`)
  const countJobs = database.prepare(`
    SELECT count(*) AS count FROM item INDEXED BY item_unfinished
    WHERE ${isVisible} AND state IN ('queued', 'running') AND state = ?`)
  const unreadFailed = database.prepare(
    'SELECT coalesce(sum(unread_failed), 0) AS count FROM source WHERE deleted = 0',
  )
  const snoozed = select(
    `snoozed_until IS NOT NULL AND notification = 'pending' ORDER BY snoozed_until LIMIT ?`,
  )
  const anyUnread = database.prepare(`
    SELECT EXISTS (
      SELECT 1 FROM json_each(:keys) JOIN item ON item.key = json_each.value
      WHERE ${isVisible} AND read_epoch IS (SELECT read_epoch FROM meta)
    ) AS found`)
  const unread = database.prepare(`
    SELECT coalesce(sum(unread), 0) AS count FROM source WHERE deleted = 0 AND (:source IS NULL OR name = :source)`)
  // Each step finds the next category by one look-up in the index, however many items have it. While the rows of a
  // deleted server are removed, one that only old items of the others have may be missing.
  const categories = database.prepare(`
    WITH RECURSIVE used (category) AS (
      SELECT min(category) FROM item WHERE hidden IS NULL AND category IS NOT NULL
      UNION ALL
      SELECT (SELECT min(category) FROM item WHERE hidden IS NULL AND category > used.category)
      FROM used WHERE used.category IS NOT NULL
      LIMIT :limit
    )
    SELECT category FROM used WHERE category IS NOT NULL AND (
      NOT EXISTS (SELECT 1 FROM source WHERE deleted = 1)
      OR EXISTS (
        SELECT 1 FROM (
          SELECT source FROM item WHERE hidden IS NULL AND category = used.category
          ORDER BY position DESC LIMIT ${newestOfCategory}
        ) WHERE ${isKept}))`)
  const pageInSteps = createPagedQuery(database, stopwatch)

  const one = (row: ItemRow | undefined): Item | null => (row === undefined ? null : itemOf(row))

  function page(query: HistoryQuery): HistoryPage {
    const steps = pageInSteps(query)
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
    }
  }

  // All that a connection reads within one transaction is of one moment. A connection that writes can't leave one
  // open between two batches.
  function* everything(query: Omit<HistoryQuery, 'before' | 'limit'>): Generator<readonly Item[], void> {
    if (readOnly) database.exec('BEGIN')
    try {
      let before: number | null = null
      do {
        const batch: HistoryPage = page({ ...query, before, limit: exportedRows })
        yield batch.items
        before = batch.next
      } while (before !== null)
    } finally {
      if (readOnly && database.isTransaction) database.exec('COMMIT')
    }
  }

  return {
    page,
    pageInSteps,
    everything,
    newestPosition: () => newestPosition.get().position,
    itemsAfter: (position) => after.all(position).map(itemOf),
    item: (key) => one(byKey.get(key)),
    itemById: (id) => one(byOwnId.get(id) ?? byEventId.get(id)),
    unread: (source = null) => unread.get({ source }).count,
    anyUnread: (keys) => anyUnread.get({ keys: JSON.stringify(keys) }).found === 1,
    categories: (limit) =>
      categories.all({ limit }).map(({ category }: { readonly category: string }) => category),
    unreadFailed: () => unreadFailed.get().count,
    jobCounts: () => ({ queued: countJobs.get('queued').count, running: countJobs.get('running').count }),
    runningJobs: (limit) => running.all(limit).map(itemOf),
    snoozed: (limit) => snoozed.all(limit).map(itemOf),
  } satisfies Partial<HistoryReader>
}
