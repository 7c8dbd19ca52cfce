import type { DateRange, WindowFilter } from '../../electron/model/window-filter.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { inOrder } from './date-range.ts'
import { type Refinement, refinementsOf } from './filter.ts'
import { sourceOf } from './item-origin.ts'

/** The words of the states of jobs. */
export const stateTexts = {
  unfinished: 'filter.unfinished',
  succeeded: 'item.succeeded',
  failed: 'item.failed',
  cancelled: 'item.cancelled',
} as const satisfies Record<NonNullable<WindowFilter['state']>, string>

/** The words of the dates that are no days of the calendar. */
export const dateTexts = {
  today: 'time.today',
  yesterday: 'time.yesterday',
  'last-7-days': 'filter.last7-days',
  'last-30-days': 'filter.last30-days',
} as const satisfies Record<Exclude<DateRange['kind'], 'days'>, string>

/** What a refinement of the filter says, in a few words; null: it is not set. */
export function refinementLabel(
  refinement: Refinement,
  filter: WindowFilter,
  sources: AppSnapshot['sources'],
  i18n: WindowI18n,
): string | null {
  const { t } = i18n
  if (!refinementsOf(filter).includes(refinement)) return null
  switch (refinement) {
    case 'dates':
      return filter.dates === null ? null : datesLabel(filter.dates, i18n)
    case 'source':
      return filter.source === null ? null : sourceOf(filter.source, sources).name
    case 'category':
      return filter.category
    case 'priority':
      return t('filter.important-only')
    case 'state':
      return filter.state === null ? null : t(stateTexts[filter.state])
    default:
      return refinement satisfies never
  }
}

function datesLabel(range: DateRange, { t, formats }: WindowI18n): string {
  if (range.kind !== 'days') return t(dateTexts[range.kind])
  const [first, last] = inOrder(range.from, range.to)
  const from = first === null ? null : formats.day(first)
  const to = last === null ? null : formats.day(last)
  if (from !== null && to !== null) return from === to ? from : t('filter.between', { from, to })
  if (from !== null) return t('filter.since', { date: from })
  return to === null ? '' : t('filter.until', { date: to })
}
