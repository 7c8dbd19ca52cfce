import type { HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import { termsOf } from '../model/text-folding.ts'
import type { Contents } from './contents.ts'
import type { Counts, HistoryState } from './counts.ts'
import type { Database } from './database.ts'
import { type FilterCounts, filtersOf, type IndexEntries } from './filters.ts'
import type { PagedQuery } from './history-reader.ts'
import { createPeriods } from './periods.ts'
import { createSearch } from './search.ts'
import { createStatements } from './statements.ts'

const maxPageSize = 500

/** How long one step of a query may take: short enough that nobody notices an event or a click that waits for it. */
const stepMs = 6
const firstBatchSize = 1_000
const minBatchSize = 250

/** So many entries of an index are counted in a tenth of a millisecond. */
const maxCounted = 5_000

/**
 * Queries pages of the history. Where an index leads from match to match, that is one step. Otherwise it goes through
 * the positions in batches, from the newest one down; how large the next batch is depends on how long the last one
 * took.
 */
export function createPagedQuery(
  database: Database,
  counts: Counts,
  contents: Contents,
  stopwatch: () => number,
): (query: HistoryQuery) => PagedQuery {
  const search = createSearch(database, contents, stopwatch)
  const periods = createPeriods(database)
  const prepared = createStatements(database)

  function countEntries({ index, condition, values }: IndexEntries): number | null {
    const { count }: { readonly count: number } = prepared(
      `SELECT count(*) AS count FROM (
         SELECT 1 FROM item INDEXED BY ${index} WHERE hidden IS NULL AND ${condition} LIMIT ${maxCounted})`,
    ).get(values)
    return count < maxCounted ? count : null
  }

  const namesIn =
    ({ isScanned, isSealed }: HistoryState): FilterCounts['categoryNames'] =>
    (category) => {
      const { plain, sealed } = contents.namesOf(category)
      if (!isScanned || sealed === null) return [plain]
      return isSealed ? [sealed] : [plain, sealed]
    }

  return function* pageInSteps(query) {
    const pageSize = Math.min(Math.max(Math.trunc(query.limit), 1), maxPageSize)
    // One more than the page holds tells whether there is a next one.
    const wanted = pageSize + 1
    const state = counts.state()
    const all = counts.of(null)
    const own = query.source === undefined ? all : counts.of(query.source)
    const filters = filtersOf(query, { ...state, all, own, countEntries, categoryNames: namesIn(state) })
    const terms = termsOf(query.search ?? '')
    const isIndexed = terms.length === 0 && filters.isExact
    const found: Item[] = []
    const top = Math.min(query.before ?? Number.MAX_SAFE_INTEGER, state.position + 1)
    const match =
      terms.length > 1 && !filters.isShort && !state.isScanned ? search.rarestOf(terms, top) : null
    const { isScanned } = state
    let batchSize = firstBatchSize

    const isComplete = () => found.length >= Math.min(wanted, filters.most)
    for (const range of periods.rangesBelow(top, query)) {
      let { before } = range
      while (before > range.floor && !isComplete()) {
        const startedAt = stopwatch()
        const floor = isIndexed || match !== null ? range.floor : Math.max(range.floor, before - batchSize)
        const limit = wanted - found.length
        const batch = search.find({ filters, terms, match, floor, before, limit, isScanned })
        found.push(...batch.items)
        before = batch.next
        batchSize = nextBatchSize(batchSize, stopwatch() - startedAt)
        if (!isComplete()) yield
      }
    }
    const items = found.slice(0, pageSize)
    const next = found.length > pageSize ? (items.at(-1)?.position ?? null) : null
    const isWhole = query.before === null && next === null
    return { items, next, count: isWhole ? items.length : terms.length === 0 ? filters.count : null }
  }
}

/** Grows slowly: one batch may be full of matches and the next one have none. */
function nextBatchSize(size: number, tookMs: number): number {
  if (tookMs < stepMs / 12) return size * 4
  if (tookMs < stepMs / 3) return size * 2
  if (tookMs > stepMs) return Math.max(minBatchSize, Math.round((size * stepMs) / tookMs))
  return size
}
