import type { WindowFilter } from '../../electron/model/command.ts'
import type { HistoryFilter } from '../../electron/model/history-query.ts'
import { spanOf } from './date-range.ts'

export const noFilter: WindowFilter = {
  show: 'all',
  category: null,
  source: null,
  priority: null,
  state: null,
  dates: null,
  search: '',
}

/** Equal for filters that are the same to the user. */
export function filterKey(filter: WindowFilter): string {
  const { show, category, source, priority, state, dates, search } = filter
  const days = dates?.kind === 'days' ? [dates.from, dates.to] : [dates?.kind]
  return JSON.stringify([show, category, source, priority, state, days, search.trim()])
}

export function isEverything(filter: WindowFilter): boolean {
  return filterKey(filter) === filterKey(noFilter)
}

/** The items that a filter shows at the time `now`: the days of its dates are those of the user's calendar. */
export function queryOf(filter: WindowFilter, now: number): HistoryFilter {
  const { show, category, source, priority, state, dates, search } = filter
  const { from, until } = dates === null ? { from: null, until: null } : spanOf(dates, now)
  return {
    unreadOnly: show === 'unread',
    ...(show === 'jobs' && { type: 'job' }),
    ...(show === 'failed' ? { state: 'failed' } : state !== null && { state }),
    ...(show === 'pinned' && { pinnedOnly: true }),
    ...(show === 'snoozed' && { snoozedOnly: true }),
    ...(priority !== null && { priority }),
    ...(category !== null && { category }),
    ...(source !== null && { source }),
    ...(from !== null && { from }),
    ...(until !== null && { until }),
    ...(search.trim() !== '' && { search: search.trim() }),
  }
}

/** Equal for queries that find the same items. */
export function queryKey(query: HistoryFilter): string {
  return JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const wholeHistory = queryKey(queryOf(noFilter, 0))

export function isWholeHistory(query: HistoryFilter): boolean {
  return queryKey(query) === wholeHistory
}
