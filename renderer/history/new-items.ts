import type { Item } from '../../electron/model/item.ts'
import type { Translate } from '../i18n/i18n.ts'
import { itemText } from './item-text.ts'

/** How many items (newest first) are above a position. */
export function countAbove(items: readonly Item[], position: number): number {
  const first = items.findIndex((item) => item.position <= position)
  return first === -1 ? items.length : first
}

/** Describes the items above a position: `Failed: Orders 2026`, `3 new. Orders 2026`; empty when there are none. */
export function newItemsText(items: readonly Item[], position: number, t: Translate): string {
  const count = countAbove(items, position)
  const newest = items[0]
  if (count === 0 || newest === undefined) return ''
  const { label, title } = itemText(newest, t)
  const name = label === null ? title : t('history.labelled', { label, title })
  return count === 1 ? name : t('history.freshNamed', { count, name })
}
