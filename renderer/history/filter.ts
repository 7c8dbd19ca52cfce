import type { WindowState } from '../../electron/model/command.ts'
import type { HistoryQuery } from '../../electron/model/history-query.ts'

/** Which part of the history is shown. */
export type Filter = WindowState['filter']

export const noFilter: Filter = { show: 'all', category: null, source: null, search: '' }

export function isEverything(filter: Filter): boolean {
  const { show, category, source, search } = filter
  return show === 'all' && category === null && source === null && search.trim() === ''
}

/** Equal for filters that show the same items. */
export function filterKey({ show, category, source, search }: Filter): string {
  return JSON.stringify([show, category, source, search.trim()])
}

/** The query for the items that a filter shows, without the page. */
export function queryOf({ show, category, source, search }: Filter): Omit<HistoryQuery, 'before' | 'limit'> {
  return {
    unreadOnly: show === 'unread',
    ...(show === 'jobs' && { type: 'job' as const }),
    ...(show === 'failed' && { failedOnly: true }),
    ...(category !== null && { category }),
    ...(source !== null && { source }),
    ...(search.trim() !== '' && { search: search.trim() }),
  }
}
