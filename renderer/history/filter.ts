import type { HistoryFilter } from '../../electron/model/history-query.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { isLimited, spanOf } from './date-range.ts'

/** What a part of the window is given that shows the filter and changes it. */
export interface FilterProps {
  readonly filter: WindowFilter
  readonly onFilter: (filter: WindowFilter) => void
}

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
  const kind = isLimited(dates) ? dates.kind : null
  const days = dates?.kind === 'days' ? [dates.from, dates.to] : []
  return JSON.stringify([show, category, source, priority, state, kind, days, search.trim()])
}

export function isEverything(filter: WindowFilter): boolean {
  return filterKey(filter) === filterKey(noFilter)
}

/** What can limit a list besides its tab and the search. */
export const refinements = ['dates', 'source', 'category', 'priority', 'state'] as const
export type Refinement = (typeof refinements)[number]

/** The refinements that are set, in the order in which they are shown. */
export function refinementsOf(filter: WindowFilter): readonly Refinement[] {
  return refinements.filter((one) => (one === 'dates' ? isLimited(filter.dates) : filter[one] !== null))
}

/** The same filter at another tab. The tab of the failed jobs has a state of its own. */
export function withShow(filter: WindowFilter, show: WindowFilter['show']): WindowFilter {
  return { ...filter, show, state: show === 'failed' ? null : filter.state }
}

/** The same filter with another state of jobs, which the tab of the failed ones would contradict. */
export function withState(filter: WindowFilter, state: WindowFilter['state']): WindowFilter {
  return { ...filter, state, show: state !== null && filter.show === 'failed' ? 'all' : filter.show }
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
