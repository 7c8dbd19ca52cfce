import type { HistoryQuery } from '../model/history-query.ts'

/** A query's filters as conditions on `item`, with the values they name. */
export interface Filters {
  /** Begins with `hidden IS NULL`, which the indexes are made for. */
  readonly condition: string
  readonly values: Readonly<Record<string, string | number>>
  /**
   * What leads from match to match without a miss between them: the index of the only filter, or that of all items
   * when there is none. Null: over any length of history there may be nothing but misses.
   */
  readonly index: string | null
}

interface Filter {
  /** In the words of the partial indexes: SQLite has to see that they are meant. */
  readonly condition: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly index: string | null
}

export function filtersOf(query: HistoryQuery): Filters {
  const { type, category, priority, from, until } = query
  const filters: readonly (Filter | false | undefined)[] = [
    query.unreadOnly && { condition: 'round = (SELECT round FROM ledger)', index: 'item_unread' },
    query.failedOnly === true && { condition: `state = 'failed'`, index: 'item_failed' },
    type === 'job' && { condition: `type = 'job'`, index: 'item_job' },
    type === 'notification' && { condition: `type = 'notification'`, index: null },
    category !== undefined && {
      condition: 'category = :category',
      values: { category },
      index: 'item_category',
    },
    priority === 'normal' && { condition: `priority = 'normal'`, index: null },
    priority !== undefined &&
      priority !== 'normal' && {
        condition: `priority = :priority AND priority <> 'normal'`,
        values: { priority },
        index: 'item_priority',
      },
    from !== undefined && { condition: 'placed_at >= :from', values: { from }, index: null },
    until !== undefined && { condition: 'placed_at < :until', values: { until }, index: null },
  ]
  const given = filters.filter((filter) => typeof filter === 'object')
  const [only, ...others] = given
  return {
    condition: ['hidden IS NULL', ...given.map(({ condition }) => condition)].join(' AND '),
    values: Object.assign({}, ...given.map(({ values }) => values ?? {})),
    index: only === undefined ? 'item_visible' : others.length === 0 ? only.index : null,
  }
}
