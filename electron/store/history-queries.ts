import type { HistoryFilter, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { Contents } from './contents.ts'
import { type Counts, isUnread } from './counts.ts'
import type { Database } from './database.ts'
import { isKept, isVisible } from './deleted-sources.ts'
import type { HistoryReader, PagedQuery } from './history-reader.ts'
import { type ItemRow, itemColumns } from './item-columns.ts'

/** So many rows are exported at once, which also takes a few milliseconds when each has the longest texts. */
const exportedRows = 100

/** So many items of a category are looked at for one whose server was not deleted. */
const newestOfCategory = 50

/** Queries for items. Each step takes the same time in a long history as in a short one. */
export function createHistoryQueries(
  database: Database,
  counts: Counts,
  contents: Contents,
  pageInSteps: (query: HistoryQuery) => PagedQuery,
  readOnly: boolean,
) {
  const select = (condition: string, index = '') =>
    database.prepare(`SELECT ${itemColumns} FROM item ${index} WHERE ${isVisible} AND ${condition}`)
  const byKey = select('key = ?')
  // Two servers may use the same id, and it may be an item's own id or an SSE id: own ids take precedence, then the
  // newest item.
  const byOwnId = select(`id = ? AND named_by = 'item' ORDER BY position DESC LIMIT 1`)
  // A server may use one SSE id for any number of items: an index leads to the newest.
  const byEventId = select(`id = ? AND named_by <> 'item' ORDER BY position DESC LIMIT 1`)
  const after = select('position > ? ORDER BY position LIMIT 100')
  const newestPosition = database.prepare('SELECT position FROM meta')
  const running = select(
    `state IN ('queued', 'running') ORDER BY position DESC LIMIT ?`,
    'INDEXED BY item_running',
  )
  const countJobs = database.prepare(`
    SELECT count(*) AS count FROM item INDEXED BY item_unfinished
    WHERE ${isVisible} AND state IN ('queued', 'running') AND state = ?`)
  const snoozed = select('snoozed_until IS NOT NULL ORDER BY snoozed_until LIMIT ?')
  const listed = select('key IN (SELECT value FROM json_each(?)) ORDER BY position DESC')
  const anyUnread = database.prepare(`
    SELECT EXISTS (
      SELECT 1 FROM json_each(:keys) JOIN item ON item.key = json_each.value
      WHERE ${isVisible} AND ${isUnread}
    ) AS found`)
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

  const ofCategory = database.prepare(`
    SELECT ${itemColumns} FROM item INDEXED BY item_category
    WHERE hidden IS NULL AND category IS NOT NULL AND category = ? LIMIT 1`)
  const { itemOf } = contents
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
  function* everything(filter: HistoryFilter): Generator<readonly Item[], void> {
    if (readOnly) database.exec('BEGIN')
    try {
      let before: number | null = null
      do {
        const steps = pageInSteps({ ...filter, before, limit: exportedRows })
        let step = steps.next()
        // An empty page lets the caller do other work between the steps of a long search.
        for (; step.done !== true; step = steps.next()) yield []
        yield step.value.items
        before = step.value.next
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
    items: (keys) => listed.all(JSON.stringify(keys)).map(itemOf),
    unread: (source = null) => counts.of(source).unread,
    counts: () => {
      const { unreadFailed: _, ...shown } = counts.of(null)
      return shown
    },
    anyUnread: (keys) => anyUnread.get({ keys: JSON.stringify(keys) }).found === 1,
    categories: (limit) => {
      const names = categories.all({ limit }).map(({ category }: { readonly category: string }) => category)
      if (!counts.state().isScanned) return names
      const known = names.flatMap((name: string) => itemOf(ofCategory.get(name)).category ?? [])
      return [...new Set<string>(known)].sort()
    },
    unreadFailed: () => counts.of(null).unreadFailed,
    jobCounts: () => ({ queued: countJobs.get('queued').count, running: countJobs.get('running').count }),
    runningJobs: (limit) => running.all(limit).map(itemOf),
    snoozed: (limit) => snoozed.all(limit).map(itemOf),
  } satisfies Partial<HistoryReader>
}
