import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'
import { type ItemRow, itemColumns, itemOf } from './item-row.ts'

const largestPage = 500

/** Looks into the history. Nothing here is slower for a long history than for a short one. */
export function openHistory(database: Database) {
  const select = (condition: string) =>
    database.prepare(`SELECT ${itemColumns} FROM item WHERE hidden IS NULL AND ${condition}`)
  const page = select('position < :before ORDER BY position DESC LIMIT :limit')
  const unreadPage = select(
    'round = (SELECT round FROM ledger) AND position < :before ORDER BY position DESC LIMIT :limit',
  )
  const byKey = select('key = ?')
  // The same id may have come from two servers, or as a thing's own id and as an SSE id: the own, newest one
  // is meant.
  const byId = select(`id = ? ORDER BY named_by = 'thing' DESC, position DESC LIMIT 1`)
  const running = select(`state IN ('queued', 'running') ORDER BY position DESC LIMIT ?`)
  const unread = database.prepare('SELECT coalesce(sum(unread), 0) AS count FROM source')

  const one = (row: ItemRow | undefined): Item | null => (row === undefined ? null : itemOf(row))

  return {
    page(query: HistoryQuery): HistoryPage {
      const limit = Math.min(Math.max(Math.trunc(query.limit), 1), largestPage)
      const before = query.before ?? Number.MAX_SAFE_INTEGER
      const rows: ItemRow[] = (query.unreadOnly ? unreadPage : page).all({ before, limit: limit + 1 })
      const items = rows.slice(0, limit).map(itemOf)
      return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null }
    },

    item: (key: Item['key']): Item | null => one(byKey.get(key)),

    itemById: (id: Item['id']): Item | null => one(byId.get(id)),

    /** Newest first. */
    runningJobs: (limit: number): Item[] => running.all(limit).map(itemOf),

    unread: (): number => unread.get().count,
  }
}
