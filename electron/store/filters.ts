import type { HistoryQuery } from '../model/history-query.ts'

/** A query's filters as conditions on `item`, with the values they name. */
export interface Filters {
  /** Begins with `hidden IS NULL`, which the indexes are made for. */
  readonly condition: string
  readonly values: Readonly<Record<string, string>>
  /**
   * An index whose entries all match: that of the only filter or, without a filter, that of all visible items. Null:
   * there is none, and any number of items may lie between two matches.
   */
  readonly index: string | null
}

interface Filter {
  /** Worded as in the partial index: SQLite must recognize it. */
  readonly condition: string
  readonly values?: Readonly<Record<string, string>>
  readonly index: string | null
}

export function filtersOf({ unreadOnly, failedOnly, type, category }: HistoryQuery): Filters {
  const candidates: readonly (Filter | false)[] = [
    unreadOnly && { condition: 'read_epoch = (SELECT read_epoch FROM meta)', index: 'item_unread' },
    failedOnly === true && { condition: `state = 'failed'`, index: 'item_failed' },
    type === 'job' && { condition: `type = 'job'`, index: 'item_job' },
    type === 'notification' && { condition: `type = 'notification'`, index: null },
    category !== undefined && {
      condition: 'category = :category',
      values: { category },
      index: 'item_category',
    },
  ]
  const filters = candidates.filter((filter) => filter !== false)
  const [only, ...others] = filters
  return {
    condition: ['hidden IS NULL', ...filters.map(({ condition }) => condition)].join(' AND '),
    values: Object.assign({}, ...filters.map(({ values }) => values ?? {})),
    index: only === undefined ? 'item_visible' : others.length === 0 ? only.index : null,
  }
}
