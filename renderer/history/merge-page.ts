import type { HistoryPage } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'

/** The loaded part of the history. */
export interface LoadedItems {
  /** Newest first. */
  readonly items: readonly Item[]
  /** The `before` of the next page; null when everything is loaded. */
  readonly next: number | null
  /** How many items match in all; null: not known. */
  readonly count: number | null
}

/**
 * Merges a page that was requested with `before` into the loaded items. The page replaces all positions below
 * `before` down to its `next`; an item in it is removed from wherever else it was.
 */
export function mergePage(loaded: LoadedItems, before: number | null, page: HistoryPage): LoadedItems {
  const upper = before ?? Number.POSITIVE_INFINITY
  const lower = page.next ?? Number.NEGATIVE_INFINITY
  const inPage = new Set(page.items.map((item) => item.key))
  const rest = loaded.items.filter((item) => !inPage.has(item.key))
  const above = rest.filter((item) => item.position >= upper)
  const below = rest.filter((item) => item.position < lower)
  return {
    items: [...above, ...page.items, ...below],
    next: below.length === 0 ? page.next : loaded.next,
    count: page.count,
  }
}
