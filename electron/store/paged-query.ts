import type { HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import { termsOf } from '../model/text-folding.ts'
import type { Database } from './database.ts'
import { filtersOf } from './filters.ts'
import type { PagedQuery } from './history-reader.ts'
import { createSearch } from './search.ts'

const maxPageSize = 500

/** How long one step of a query may take: short enough that nobody notices an event or a click that waits for it. */
const stepMs = 6
const firstBatchSize = 1_000
const minBatchSize = 250

/**
 * Queries pages of the history. Where an index leads from match to match, that is one step. Otherwise it goes through
 * the positions in batches, from the newest one down; how large the next batch is depends on how long the last one
 * took.
 */
export function createPagedQuery(
  database: Database,
  stopwatch: () => number,
): (query: HistoryQuery) => PagedQuery {
  const newest = database.prepare('SELECT position FROM meta')
  const countIn = (sources: string) =>
    database.prepare(`
      SELECT coalesce(sum(visible), 0) AS visible, coalesce(sum(unread), 0) AS unread,
        coalesce(sum(failed), 0) AS failed, coalesce(sum(unread_failed), 0) AS unreadFailed,
        EXISTS (SELECT 1 FROM source WHERE deleted = 1) AS hasDeleted
      FROM source WHERE ${sources}`)
  const countAll = countIn('deleted = 0')
  const countOne = countIn('name = ?')
  const search = createSearch(database)

  return function* pageInSteps(query) {
    const pageSize = Math.min(Math.max(Math.trunc(query.limit), 1), maxPageSize)
    // One more than the page holds tells whether there is a next one.
    const wanted = pageSize + 1
    const all: ItemCounts = countAll.get()
    const ofSource: ItemCounts | null = query.source === undefined ? null : countOne.get(query.source)
    const filters = filtersOf(query, {
      ...{ unread: all.unread, failed: all.failed, ofSource: ofSource?.visible ?? 0 },
      hasDeleted: all.hasDeleted === 1,
    })
    const mostMatches = mostMatchesOf(query, ofSource ?? all)
    const terms = termsOf(query.search ?? '')
    const isIndexed = terms.length === 0 && filters.isExact
    const found: Item[] = []
    let before = Math.min(query.before ?? Number.MAX_SAFE_INTEGER, newest.get().position + 1)
    const match = terms.length > 1 && !filters.isShort ? search.rarestOf(terms, before) : null
    let batchSize = firstBatchSize

    const isOver = () => found.length >= Math.min(wanted, mostMatches) || before <= 0
    while (!isOver()) {
      const startedAt = stopwatch()
      const floor = isIndexed || match !== null ? 0 : Math.max(0, before - batchSize)
      const limit = wanted - found.length
      const batch = search.find({ filters, terms, match, floor, before, limit })
      found.push(...batch.items)
      before = batch.next
      batchSize = nextBatchSize(batchSize, stopwatch() - startedAt)
      if (!isOver()) yield
    }
    const items = found.slice(0, pageSize)
    return { items, next: found.length > pageSize ? (items.at(-1)?.position ?? null) : null }
  }
}

interface ItemCounts {
  readonly visible: number
  readonly unread: number
  readonly failed: number
  readonly unreadFailed: number
  readonly hasDeleted: 0 | 1
}

/** No more items than this match, whatever the other filters are: so nobody looks through all for what is not there. */
function mostMatchesOf({ unreadOnly, failedOnly }: HistoryQuery, counts: ItemCounts): number {
  if (failedOnly === true) return unreadOnly ? counts.unreadFailed : counts.failed
  return unreadOnly ? counts.unread : counts.visible
}

/** Grows slowly: one batch may be full of matches and the next one have none. */
function nextBatchSize(size: number, tookMs: number): number {
  if (tookMs < stepMs / 12) return size * 4
  if (tookMs < stepMs / 3) return size * 2
  if (tookMs > stepMs) return Math.max(minBatchSize, Math.round((size * stepMs) / tookMs))
  return size
}
