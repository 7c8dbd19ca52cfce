import { useRef } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { HistoryRow, ItemRow } from './rows.ts'

interface RowElement {
  /** Where the item was when its element was created. */
  readonly createdAt: Item['position']
  readonly position: Item['position']
}

/**
 * Keys for the elements of rows. A row whose item moves up gets a new one, so that no other has to be moved, which would
 * take the focus from it. Only that of the active row stays, also where it moves: it may have the focus, and a screen
 * reader would read another row if it lost that for a moment.
 */
export function useRowKeys(): (row: HistoryRow, isActive: boolean) => string {
  const elements = useRef(new Map<Item['key'], RowElement>())
  return (row, isActive) => (row.kind === 'item' ? itemKey(row, isActive, elements.current) : row.key)
}

function itemKey(
  { key, item: { key: itemKeyOf, position } }: ItemRow,
  isActive: boolean,
  elements: Map<Item['key'], RowElement>,
): string {
  const last = elements.get(itemKeyOf)
  const stays = last !== undefined && (isActive || last.position === position)
  if (stays || isActive) elements.set(itemKeyOf, { createdAt: stays ? last.createdAt : position, position })
  else elements.delete(itemKeyOf)
  return stays && last.createdAt !== position ? `${itemKeyOf} at ${last.createdAt}` : key
}
