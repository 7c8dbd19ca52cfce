import type { HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import { termsOf } from '../model/text-folding.ts'
import type { Database } from './database.ts'
import { filtersOf } from './filters.ts'
import type { PagedQuery } from './history-reader.ts'
import { createSearch } from './search.ts'

const maxPageSize = 500

/** Fewer items than this are compared one by one rather than looked up in the search index. */
const maxCompared = 20_000

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
  const counts = database.prepare(
    'SELECT coalesce(sum(unread), 0) AS unread, coalesce(sum(failed), 0) AS failed FROM source',
  )
  const search = createSearch(database)

  function shortIndexOf(query: HistoryQuery): string | null {
    const { unread, failed } = counts.get()
    if (query.failedOnly === true && failed < maxCompared) return 'item_failed'
    return query.unreadOnly && unread < maxCompared ? 'item_unread' : null
  }

  return function* pageInSteps(query) {
    const pageSize = Math.min(Math.max(Math.trunc(query.limit), 1), maxPageSize)
    // One more than the page holds tells whether there is a next one.
    const wanted = pageSize + 1
    const filters = filtersOf(query)
    const terms = termsOf(query.search ?? '')
    const shortIndex = shortIndexOf(query)
    const isIndexed = terms.length === 0 && filters.index !== null
    const found: Item[] = []
    let before = Math.min(query.before ?? Number.MAX_SAFE_INTEGER, newest.get().position + 1)
    const match = terms.length > 1 && shortIndex === null ? search.rarestOf(terms, before) : null
    let batchSize = firstBatchSize

    while (found.length < wanted && before > 0) {
      const startedAt = stopwatch()
      const floor = isIndexed || match !== null ? 0 : Math.max(0, before - batchSize)
      const limit = wanted - found.length
      const batch = search.find({ filters, terms, match, floor, before, limit, shortIndex })
      found.push(...batch.items)
      before = batch.next
      batchSize = nextBatchSize(batchSize, stopwatch() - startedAt)
      if (found.length < wanted && before > 0) yield
    }
    const items = found.slice(0, pageSize)
    return { items, next: found.length > pageSize ? (items.at(-1)?.position ?? null) : null }
  }
}

/** Grows slowly: one batch may be full of matches and the next one have none. */
function nextBatchSize(size: number, tookMs: number): number {
  if (tookMs < stepMs / 12) return size * 4
  if (tookMs < stepMs / 3) return size * 2
  if (tookMs > stepMs) return Math.max(minBatchSize, Math.round((size * stepMs) / tookMs))
  return size
}
