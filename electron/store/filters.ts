import type { HistoryQuery } from '../model/history-query.ts'
import { isKept } from './deleted-sources.ts'

/** A query's filters as conditions on `item`, with the values they name. */
export interface Filters {
  /** Begins with `hidden IS NULL`, which the indexes are made for. */
  readonly condition: string
  readonly values: Readonly<Record<string, string>>
  /** The index to read: that of the filter that the fewest items fit. */
  readonly index: string
  /** Whether that has fewer entries than are worth a look-up in the search index. */
  readonly isShort: boolean
  /** Whether all its entries match. Otherwise any number of items may lie between two matches. */
  readonly isExact: boolean
}

/** What the counters say when a query begins. */
export interface FilterCounts {
  /** How many items are unread, and how many failed, of all servers. */
  readonly unread: number
  readonly failed: number
  /** How many items the server has that the query is about. */
  readonly ofSource: number
  /** Whether rows of servers are left that were deleted. */
  readonly hasDeleted: boolean
}

interface Filter {
  /** Worded as in the partial index: SQLite must recognize it. */
  readonly condition: string
  readonly values?: Readonly<Record<string, string>>
  readonly index: string | null
  /** How many entries the index has for it; absent: that is not counted. */
  readonly entries?: number
}

/** Fewer items than this are compared one by one rather than looked up in the search index. */
const maxCompared = 20_000

export function filtersOf(query: HistoryQuery, counts: FilterCounts): Filters {
  const { unreadOnly, failedOnly, type, category, source } = query
  const candidates: readonly (Filter | false)[] = [
    unreadOnly && {
      condition: 'read_epoch = (SELECT read_epoch FROM meta)',
      index: 'item_unread',
      entries: counts.unread,
    },
    failedOnly === true && { condition: `state = 'failed'`, index: 'item_failed', entries: counts.failed },
    type === 'job' && { condition: `type = 'job'`, index: 'item_job' },
    type === 'notification' && { condition: `type = 'notification'`, index: null },
    category !== undefined && {
      condition: 'category = :category',
      values: { category },
      index: 'item_category',
    },
    source !== undefined && {
      condition: 'source = (SELECT key FROM source WHERE name = :source AND deleted = 0)',
      values: { source },
      index: 'item_source',
      entries: counts.ofSource,
    },
    source === undefined && counts.hasDeleted && { condition: isKept, index: null },
  ]
  const filters = candidates.filter((filter) => filter !== false)
  // What is not counted is taken for shorter than what is known to be long.
  const entriesOf = ({ entries = maxCompared }: Filter) => entries
  const [shortest] = filters
    .filter(({ index }) => index !== null)
    .sort((first, second) => entriesOf(first) - entriesOf(second))
  return {
    condition: ['hidden IS NULL', ...filters.map(({ condition }) => condition)].join(' AND '),
    values: Object.assign({}, ...filters.map(({ values }) => values ?? {})),
    index: shortest?.index ?? 'item_visible',
    isShort: shortest !== undefined && entriesOf(shortest) < maxCompared,
    isExact: filters.length === (shortest === undefined ? 0 : 1),
  }
}
