import type { Item } from './item.ts'
import type { SourceId } from './source.ts'

/** Which items are wanted. An absent field does not limit the result. */
export interface HistoryFilter {
  readonly unreadOnly: boolean
  /** The search text: each of its words must occur in the title, message, category or id. */
  readonly search?: string | undefined
  readonly type?: Item['type'] | undefined
  /** `unfinished`: jobs that are queued or running. */
  readonly state?: 'unfinished' | 'succeeded' | 'failed' | 'cancelled' | undefined
  /** `important`: of high or critical priority. */
  readonly priority?: 'important' | undefined
  readonly category?: string | undefined
  readonly source?: SourceId | undefined
  /**
   * By the time that its row shows, in milliseconds since the epoch: for a job that has ended that is its end, otherwise
   * when it came. At or after `from`, and before `until`.
   */
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly pinnedOnly?: boolean | undefined
  /** Only those that remind the user later. */
  readonly snoozedOnly?: boolean | undefined
}

/** A query for one page of the history, newest first. */
export interface HistoryQuery extends HistoryFilter {
  /** Only items below this position: the last one of the page before. Null: from the top. */
  readonly before: number | null
  /** 1 to 500. */
  readonly limit: number
}

export interface HistoryPage {
  readonly items: readonly Item[]
  /** The `before` of the next page; null when this is the last. */
  readonly next: number | null
  /** How many items match, as far as that is known without looking at each of them; null: it is not. */
  readonly count: number | null
}

/** How many items there are of each kind. */
export interface HistoryCounts {
  readonly all: number
  readonly unread: number
  readonly jobs: number
  readonly failed: number
  readonly pinned: number
  readonly snoozed: number
}
