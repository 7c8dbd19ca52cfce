import type { HistoryFilter } from '../model/history-query.ts'
import type { HistoryState, ItemCounts } from './counts.ts'
import { isUnread } from './counts.ts'
import { isKept } from './deleted-sources.ts'

type Values = Readonly<Record<string, string | number>>

/** A query's filters as conditions on `item`, with the values they name. */
export interface Filters {
  /** Begins with `hidden IS NULL`, which the indexes are made for. */
  readonly condition: string
  readonly values: Values
  /** The index to read: that of the filter that the fewest items fit. */
  readonly index: string
  /** Whether that has fewer entries than are worth a look-up in the search index. */
  readonly isShort: boolean
  /** Whether all its entries match. Otherwise any number of items may lie between two matches. */
  readonly isExact: boolean
  /** No more items than this match: so nobody looks through all for what is not there. */
  readonly most: number
  /** How many items match, whatever is searched for; null: nothing counts that. */
  readonly count: number | null
}

/** The entries of an index that fit a condition. */
export interface IndexEntries {
  readonly index: string
  /** Worded as in the partial index: SQLite must recognize it. */
  readonly condition: string
  readonly values: Values
}

export interface FilterCounts extends HistoryState {
  readonly all: ItemCounts
  /** Of the server that the query is about; of all, if it is about none. */
  readonly own: ItemCounts
  /** By which names the items of a category may be stored: one, while a history is being converted two. */
  readonly categoryNames: (category: string) => readonly [string, ...string[]]
  /** Counts the entries of an index, up to a few thousand; null: there are more. */
  readonly countEntries: (entries: IndexEntries) => number | null
}

interface Filter {
  readonly name: string
  readonly condition: string
  readonly values?: Values
  /** The index of just these items, by position; null: there is none. */
  readonly index: string | null
  /** How many entries that has. Null: many. Absent: nothing counts them. */
  readonly entries?: number | null
  /** How many items of the query's server fit; absent: nothing counts them. */
  readonly matches?: number
}

/** Fewer items than this are compared one by one rather than looked up in the search index. */
const maxCompared = 20_000

export function filtersOf(query: HistoryFilter, counts: FilterCounts): Filters {
  const { source } = query
  const filters = itemFilters(query, counts)
  const known = filters.flatMap(({ matches }) => matches ?? [])
  const ofSource: readonly Filter[] =
    source === undefined
      ? []
      : [
          {
            name: 'source',
            condition: 'source = (SELECT key FROM source WHERE name = :source AND deleted = 0)',
            values: { source },
            index: 'item_source',
            entries: counts.own.all,
          },
        ]
  const ofDeleted: readonly Filter[] =
    source === undefined && counts.hasDeleted ? [{ name: 'kept', condition: isKept, index: null }] : []
  const all = [...filters, ...ofSource, ...ofDeleted]
  const [shortest] = all
    .filter(({ index }) => index !== null)
    .sort((first, second) => entriesOf(first) - entriesOf(second))
  return {
    condition: ['hidden IS NULL', ...all.map(({ condition }) => condition)].join(' AND '),
    values: Object.assign({}, ...all.map(({ values }) => values ?? {})),
    index: shortest?.index ?? 'item_visible',
    isShort: shortest !== undefined && entriesOf(shortest) < maxCompared,
    isExact: all.length === (shortest === undefined ? 0 : 1),
    most: Math.min(counts.own.all, ...known),
    count: countOf(filters, source !== undefined || counts.hasDeleted, counts.own),
  }
}

/** What is not counted is taken for shorter than what is known to be long. */
function entriesOf({ entries }: Filter): number {
  return entries ?? maxCompared
}

/** The filters but for the server, those first whose index is read when nothing is known of their lengths. */
function itemFilters(query: HistoryFilter, counts: FilterCounts): readonly Filter[] {
  const { all, own } = counts
  const { unreadOnly, pinnedOnly, snoozedOnly, type, category, from, until } = query
  const candidates: readonly (Filter | false | null)[] = [
    unreadOnly && {
      name: 'unread',
      ...(counts.hasSeveralEpochs
        ? { condition: isUnread, index: null }
        : { condition: 'read_epoch = (SELECT read_epoch FROM meta)', index: 'item_unread' }),
      entries: all.unread,
      matches: own.unread,
    },
    pinnedOnly === true && {
      name: 'pinned',
      condition: 'pinned_at IS NOT NULL',
      index: 'item_pinned',
      entries: all.pinned,
      matches: own.pinned,
    },
    snoozedOnly === true && {
      name: 'snoozed',
      condition: 'snoozed_until IS NOT NULL',
      index: 'item_snoozed',
      entries: all.snoozed,
      matches: own.snoozed,
    },
    stateFilter(query, counts),
    // Every item with a state is a job.
    type === 'job' &&
      query.state === undefined && {
        name: 'job',
        condition: `type = 'job'`,
        index: 'item_job',
        entries: all.jobs,
        matches: own.jobs,
      },
    type === 'notification' && {
      name: 'notification',
      condition: `type = 'notification'`,
      index: null,
      matches: own.all - own.jobs,
    },
    query.priority === 'important' &&
      counted(
        { index: 'item_important', condition: `priority IN ('high', 'critical')`, values: {} },
        'important',
        counts,
      ),
    category !== undefined && categoryFilter(category, counts),
    from !== undefined && {
      name: 'from',
      condition: 'shown_at >= :from',
      values: { from },
      index: null,
    },
    until !== undefined && {
      name: 'until',
      condition: 'shown_at < :until',
      values: { until },
      index: null,
    },
  ]
  return candidates.filter((filter) => filter !== false && filter !== null)
}

function categoryFilter(category: string, counts: FilterCounts): Filter {
  const [name, other] = counts.categoryNames(category)
  if (other === undefined) {
    const condition = 'category = :category'
    return counted({ index: 'item_category', condition, values: { category: name } }, 'category', counts)
  }
  // No index has both in the order of their positions.
  const condition = 'category IN (:category, :otherCategory)'
  return { name: 'category', condition, values: { category: name, otherCategory: other }, index: null }
}

function stateFilter({ state }: HistoryFilter, counts: FilterCounts): Filter | null {
  switch (state) {
    case undefined:
      return null
    case 'failed':
      return {
        name: 'failed',
        condition: `state = 'failed'`,
        index: 'item_state',
        entries: counts.all.failed,
        matches: counts.own.failed,
      }
    case 'unfinished':
      return counted(
        { index: 'item_running', condition: `state IN ('queued', 'running')`, values: {} },
        state,
        counts,
      )
    default:
      return counted({ index: 'item_state', condition: 'state = :state', values: { state } }, state, counts)
  }
}

function counted(entries: IndexEntries, name: string, { countEntries }: FilterCounts): Filter {
  return { ...entries, name, entries: countEntries(entries) }
}

/** @param isPart whether the entries of the indexes are more than those that the query is about */
function countOf(filters: readonly Filter[], isPart: boolean, own: ItemCounts): number | null {
  const [first, ...others] = filters
  if (first === undefined) return own.all
  if (others.length === 0)
    return first.matches ?? (isPart || first.index === null ? null : (first.entries ?? null))
  const names = filters.map(({ name }) => name)
  return names.length === 2 && names.includes('unread') && names.includes('failed') ? own.unreadFailed : null
}
