import type { HistoryQuery } from '../../electron/model/history-query.ts'
import type { WindowState } from '../../electron/window/contract.ts'

/** Which part of the history is shown. */
export type Filter = WindowState['filter']

export const noFilter: Filter = { show: 'all', category: null, search: '' }

export function isEverything(filter: Filter): boolean {
  return filter.show === 'all' && filter.category === null && filter.search.trim() === ''
}

/** The same text for filters that show the same. */
export function filterKey({ show, category, search }: Filter): string {
  return JSON.stringify([show, category, search.trim()])
}

export type Narrowing = Omit<HistoryQuery, 'before' | 'limit'>

/** What of a query a filter stands for. */
export function narrowingOf({ show, category, search }: Filter): Narrowing {
  return {
    unreadOnly: show === 'unread',
    ...(show === 'jobs' && { type: 'job' as const }),
    ...(show === 'failed' && { failedOnly: true }),
    ...(category !== null && { category }),
    ...(search.trim() !== '' && { search: search.trim() }),
  }
}
