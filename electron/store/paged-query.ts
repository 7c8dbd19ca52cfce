import type { HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import { nextBatchSize } from './batch-size.ts'
import type { Database } from './database.ts'
import { createDays } from './days.ts'
import { filtersOf } from './filters.ts'
import type { PagedQuery } from './history-reader.ts'
import { createSearch } from './search.ts'
import { termsOf } from './trigrams.ts'

export const maxPageSize = 500

/** Fewer than this are compared one by one rather than looked up in the search index. */
const few = 20_000

/**
 * Looks for pages. Where an index leads from match to match that is one step; otherwise the history is walked through in
 * stretches, from the newest on, and how long they are depends on how long the last one took.
 */
export function createPagedQuery(
  database: Database,
  stopwatch: () => number,
): (query: HistoryQuery) => PagedQuery {
  const newest = database.prepare('SELECT position FROM ledger')
  const counts = database.prepare(
    'SELECT coalesce(sum(unread), 0) AS unread, coalesce(sum(failed), 0) AS failed FROM source',
  )
  const days = createDays(database)
  const matches = createSearch(database)

  function shortIndexOf(query: HistoryQuery): string | null {
    const { unread, failed } = counts.get()
    if (query.failedOnly === true && failed < few) return 'item_failed'
    return query.unreadOnly && unread < few ? 'item_unread' : null
  }

  return function* look(query) {
    const limit = Math.min(Math.max(Math.trunc(query.limit), 1), maxPageSize)
    const wanted = limit + 1
    const filters = filtersOf(query)
    const terms = termsOf(query.search ?? '')
    const shortIndex = shortIndexOf(query)
    const { low, high } = days.positions(query.from, query.until)
    const inOneStep = terms.length === 0 && filters.index !== null
    const found: Item[] = []
    let before = Math.min(query.before ?? Number.MAX_SAFE_INTEGER, high + 1, newest.get().position + 1)
    const match = terms.length > 1 && shortIndex === null ? matches.rarest(terms, low, before) : null
    let stretch = nextBatchSize(null, 0)

    while (found.length < wanted && before > low) {
      const startedAt = stopwatch()
      const floor = inOneStep || match !== null ? low : Math.max(low, before - stretch)
      const limit = wanted - found.length
      const seen = matches.find({ filters, terms, match, floor, before, limit, shortIndex })
      found.push(...seen.items)
      before = seen.next
      stretch = nextBatchSize(stretch, stopwatch() - startedAt)
      if (found.length < wanted && before > low) yield
    }
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? (items.at(-1)?.position ?? null) : null }
  }
}
