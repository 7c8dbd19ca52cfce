import type { HistoryPage } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'

/** What is known of the history so far, newest first, and where the next page begins (null: all is known). */
export interface Loaded {
  readonly items: readonly Item[]
  readonly next: number | null
}

/**
 * Lays a page that was asked for with `before` over what is loaded. The page is the truth for all positions from
 * `before` (exclusive) down to its `next`; an item found in it is taken out wherever else it stood.
 */
export function mergePage(loaded: Loaded, before: number | null, page: HistoryPage): Loaded {
  const upper = before ?? Number.POSITIVE_INFINITY
  const lower = page.next ?? Number.NEGATIVE_INFINITY
  const known = new Set(page.items.map((item) => item.key))
  const rest = loaded.items.filter((item) => !known.has(item.key))
  const above = rest.filter((item) => item.position >= upper)
  const below = rest.filter((item) => item.position < lower)
  return {
    items: [...above, ...page.items, ...below],
    next: below.length === 0 ? page.next : loaded.next,
  }
}
