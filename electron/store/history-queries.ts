import type { HistoryCounts, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'
import { type ItemRow, itemColumns, itemOf } from './item-columns.ts'
import { largestPage, openPagedQuery } from './paged-query.ts'

/** Looks into the history. No step takes longer in a long history than in a short one. */
export function openHistory(database: Database, stopwatch: () => number) {
  const select = (condition: string) =>
    database.prepare(`SELECT ${itemColumns} FROM item WHERE hidden IS NULL AND ${condition}`)
  const byKey = select('key = ?')
  // The same id may have come from two servers, or as a thing's own id and as an SSE id: the own, newest one
  // is meant.
  const byId = select(`id = ? ORDER BY named_by = 'thing' DESC, position DESC LIMIT 1`)
  const running = select(`state IN ('queued', 'running') ORDER BY position DESC LIMIT ?`)
  const anyUnread = database.prepare(`
    SELECT EXISTS (
      SELECT 1 FROM json_each(:keys) JOIN item ON item.key = json_each.value
      WHERE hidden IS NULL AND round IS (SELECT round FROM ledger)
    ) AS found`)
  const counts = database.prepare(`
    SELECT coalesce(sum(visible), 0) AS "all", coalesce(sum(unread), 0) AS unread,
      coalesce(sum(jobs), 0) AS jobs, coalesce(sum(failed), 0) AS failed
    FROM source`)
  // Leaps from one category to the next along the index.
  const categories = database.prepare(`
    WITH RECURSIVE used (category) AS (
      SELECT min(category) FROM item WHERE hidden IS NULL AND category IS NOT NULL
      UNION ALL
      SELECT (SELECT min(category) FROM item WHERE hidden IS NULL AND category > used.category)
      FROM used WHERE used.category IS NOT NULL
      LIMIT :limit
    )
    SELECT category FROM used WHERE category IS NOT NULL`)
  const look = openPagedQuery(database, stopwatch)

  const one = (row: ItemRow | undefined): Item | null => (row === undefined ? null : itemOf(row))

  function page(query: HistoryQuery): HistoryPage {
    const steps = look(query)
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
    }
  }

  // What a connection reads within one transaction is of one moment. A connection that writes can't hold one open.
  function* everything(
    query: Omit<HistoryQuery, 'before' | 'limit'>,
    isReader: boolean,
  ): Generator<readonly Item[], void> {
    if (isReader) database.exec('BEGIN')
    try {
      let before: number | null = null
      do {
        const batch: HistoryPage = page({ ...query, before, limit: largestPage })
        yield batch.items
        before = batch.next
      } while (before !== null)
    } finally {
      if (isReader && database.isTransaction) database.exec('COMMIT')
    }
  }

  return {
    look,
    page,
    everything,

    item: (key: Item['key']): Item | null => one(byKey.get(key)),

    itemById: (id: Item['id']): Item | null => one(byId.get(id)),

    /** Newest first. */
    runningJobs: (limit: number): Item[] => running.all(limit).map(itemOf),

    unread: (): number => counts.get().unread,

    /** Whether one of these is unread and still there. */
    anyUnread: (keys: readonly Item['key'][]): boolean =>
      anyUnread.get({ keys: JSON.stringify(keys) }).found === 1,

    counts: (): HistoryCounts => ({ ...counts.get() }),

    /** In the order of their characters. */
    categories: (limit: number): string[] =>
      categories.all({ limit }).map((row: { category: string }) => row.category),
  }
}
