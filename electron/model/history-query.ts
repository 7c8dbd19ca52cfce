import type { Item } from './item.ts'

/** Asks for one page of the history, newest first. What is left out does not narrow the answer. */
export interface HistoryQuery {
  /** Only items below this position: the last one of the page before. Null: from the top. */
  readonly before: number | null
  /** 1 to 500. */
  readonly limit: number
  readonly unreadOnly: boolean
  /** What was typed: every word of it is somewhere in title, message, category or id, in any script. */
  readonly search?: string | undefined
  readonly type?: Item['type'] | undefined
  readonly failedOnly?: boolean | undefined
  readonly category?: string | undefined
}

export interface HistoryPage {
  readonly items: readonly Item[]
  /** The `before` of the next page; null when this is the last. */
  readonly next: number | null
}
