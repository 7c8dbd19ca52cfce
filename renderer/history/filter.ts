import type { WindowState } from '../../electron/model/command.ts'
import type { HistoryQuery } from '../../electron/model/history-query.ts'

/** Which part of the history is shown. */
export type Filter = WindowState['filter']

export const noFilter: Filter = { show: 'all', category: null, search: '' }

export function isEverything(filter: Filter): boolean {
  return filter.show === 'all' && filter.category === null && filter.search.trim() === ''
}

/** Equal for filters that show the same items. */
export function filterKey({ show, category, search }: Filter): string {
  return JSON.stringify([show, category, search.trim()])
}

/** The query for the items that a filter shows, without the page. */
export function queryOf({ show, category, search }: Filter): Omit<HistoryQuery, 'before' | 'limit'> {
  return {
    unreadOnly: show === 'unread',
    ...(show === 'jobs' && { type: 'job' as const }),
    ...(show === 'failed' && { failedOnly: true }),
    ...(category !== null && { category }),
    ...(search.trim() !== '' && { search: search.trim() }),
  }
}
