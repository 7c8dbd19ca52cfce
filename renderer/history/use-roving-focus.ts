import type { Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { HistoryRow } from './group-by-day.ts'

export type ListVirtualizer = Virtualizer<HTMLDivElement, Element>
type Key = Item['key']

/**
 * A roving tabindex: the Tab key reaches only the active item, and the arrow keys move within the list. The active item
 * is identified by its key, so it stays active while others arrive above; when it is removed, the next one takes over.
 *
 * @param initial the item that is active at first, if not the top one, and whether it gets the focus at once
 */
export function useRovingFocus(
  items: readonly Item[],
  rows: readonly HistoryRow[],
  initial: { readonly key: Key | null; readonly focused: boolean },
) {
  const listRef = useRef<HTMLDivElement>(null)
  const focused = useRef<HTMLElement | null>(null)
  const focusPending = useRef(initial.focused)
  const [active, setActive] = useState<{ key: Key | null; index: number }>({ key: initial.key, index: 0 })

  const indexOf = useMemo(() => new Map(items.map((item, index) => [item.key, index])), [items])
  const rowOf = useMemo(() => rowIndexes(rows), [rows])
  const found = active.key === null ? 0 : (indexOf.get(active.key) ?? -1)
  const activeIndex = found === -1 ? Math.min(active.index, items.length - 1) : found
  if (found !== -1 && active.key !== null && found !== active.index) setActive({ ...active, index: found })

  useLayoutEffect(() => {
    const lost = focused.current !== null && !focused.current.isConnected
    if (lost) focused.current = null
    if (!focusPending.current && !(lost && document.activeElement === document.body)) return
    focusPending.current = false
    focusActive()
  })

  function focusActive() {
    listRef.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus({ preventScroll: true })
  }

  return {
    listRef,
    activeIndex,
    activeRow: rowOf.get(activeIndex) ?? -1,
    focusActive,
    /** The item with this key; undefined: it has gone. */
    itemOf: (key: Key): Item | undefined => items[indexOf.get(key) ?? -1],
    /** Makes the item at this index the active one, focuses it and scrolls to it. */
    move: (index: number, virtualizer: ListVirtualizer) => {
      const item = items[index]
      if (item === undefined) return
      focusPending.current = true
      setActive({ key: item.key, index })
      if (index === 0) virtualizer.scrollToOffset(0)
      else virtualizer.scrollToIndex(rowOf.get(index) ?? 0, { align: 'auto' })
    },
    /** Focuses the row of an item or, if it has gone, the one that took over. */
    focusItem: (key: Key) => {
      const index = indexOf.get(key)
      focusPending.current = true
      setActive((last) => (index === undefined ? { ...last } : { key, index }))
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      // Events of a menu bubble to here through React, though it is elsewhere in the document.
      if (!event.currentTarget.contains(event.target)) return
      const row = event.target.closest<HTMLElement>('[role=row]')
      focused.current = row
      const key = Number(row?.dataset.key)
      const index = indexOf.get(key)
      if (index !== undefined && key !== active.key) setActive({ key, index })
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (event.target.isConnected) focused.current = null
    },
  }
}

/** The rows of the items, by the index of each item. */
function rowIndexes(rows: readonly HistoryRow[]): ReadonlyMap<number, number> {
  const indexes = new Map<number, number>()
  rows.forEach((row, rowIndex) => {
    if (row.kind === 'item') indexes.set(row.index, rowIndex)
  })
  return indexes
}
