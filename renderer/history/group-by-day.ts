import type { Item } from '../../electron/model/item.ts'
import { startOfDay } from '../format/relative-time.ts'
import { shownAt } from './item-text.ts'

/** A row of the list: the heading of a day, or an item with its index among the items. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly dayStart: number }
  | { readonly kind: 'item'; readonly key: string; readonly item: Item; readonly index: number }

/** Adds a heading before the first item of each day. The items are sorted newest first. */
export function groupByDay(items: readonly Item[]): readonly HistoryRow[] {
  const rows: HistoryRow[] = []
  let dayStart = Number.POSITIVE_INFINITY
  items.forEach((item, index) => {
    const at = shownAt(item)
    if (at < dayStart) {
      dayStart = startOfDay(at)
      rows.push({ kind: 'day', key: `day ${dayStart}`, dayStart })
    }
    // A job that moved up is a new row: otherwise the list would scroll along with it.
    rows.push({ kind: 'item', key: `${item.key} at ${item.position}`, item, index })
  })
  return rows
}
