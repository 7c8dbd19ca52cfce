import type { Item } from './item.ts'
import type { SourceId } from './source.ts'

/** A query for one page of the history, newest first. An absent field does not limit the result. */
export interface HistoryQuery {
  /** Only items below this position: the last one of the page before. Null: from the top. */
  readonly before: number | null
  /** 1 to 500. */
  readonly limit: number
  readonly unreadOnly: boolean
  /** The search text: each of its words must occur in the title, message, category or id. */
  readonly search?: string | undefined
  readonly type?: Item['type'] | undefined
  readonly failedOnly?: boolean | undefined
  readonly category?: string | undefined
  readonly source?: SourceId | undefined
}

export interface HistoryPage {
  readonly items: readonly Item[]
  /** The `before` of the next page; null when this is the last. */
  readonly next: number | null
}
