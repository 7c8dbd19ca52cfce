import type { HistoryFilter } from './history-query.ts'
import type { SourceId } from './source.ts'

/** Which items the window lists. Null: whatever it is. */
export interface WindowFilter {
  readonly show: 'all' | 'unread' | 'jobs' | 'failed' | 'pinned' | 'snoozed'
  readonly category: string | null
  readonly source: SourceId | null
  readonly priority: 'important' | null
  readonly state: NonNullable<HistoryFilter['state']> | null
  readonly dates: DateRange | null
  readonly search: string
}

/** Days of the user's calendar, in the time zone of the moment: a saved filter stays true the next day and elsewhere. */
export type DateRange =
  | { readonly kind: 'today' | 'yesterday' | 'last-7-days' | 'last-30-days' }
  /** Both days included, as `2026-11-30`; null: no limit on this side. */
  | { readonly kind: 'days'; readonly from: string | null; readonly to: string | null }
