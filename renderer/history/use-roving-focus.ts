import type { Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { isLetterKey } from '../keyboard.ts'
import { useWindow } from '../window-context.ts'
import type { HistoryRow } from './group-by-day.ts'
import type { ItemActions } from './item-actions.ts'

/**
 * A roving tabindex: the Tab key reaches only the active item, and the arrow keys move within the list. The active item
 * is identified by its key, so it stays active while others arrive above; when it is removed, the next one takes over.
 *
 * @param initial the item that is active at first, if not the top one, and whether it gets the focus at once
 */
export function useRovingFocus(
  items: readonly Item[],
  rows: readonly HistoryRow[],
  actions: ItemActions,
  initial: { readonly key: Item['key'] | null; readonly focused: boolean },
) {
  const { keyboard } = useWindow()
  const listRef = useRef<HTMLDivElement>(null)
  const focused = useRef<HTMLElement | null>(null)
  const focusPending = useRef(initial.focused)
  const [active, setActive] = useState<{ key: Item['key'] | null; index: number }>({
    key: initial.key,
    index: 0,
  })

  const found = active.key === null ? 0 : items.findIndex((item) => item.key === active.key)
  const activeIndex = found === -1 ? Math.min(active.index, items.length - 1) : found
  if (found !== -1 && active.key !== null && found !== active.index) setActive({ ...active, index: found })
  const activeRow = rows.findIndex((row) => row.kind === 'item' && row.index === activeIndex)

  useLayoutEffect(() => {
    const lost = focused.current !== null && !focused.current.isConnected
    if (lost) focused.current = null
    if (!focusPending.current && !(lost && document.activeElement === document.body)) return
    focusPending.current = false
    focusActive()
  })

  function focusActive() {
    listRef.current?.querySelector<HTMLElement>('article[tabindex="0"]')?.focus({ preventScroll: true })
  }

  function move(index: number, virtualizer: Virtualizer<HTMLDivElement, Element>) {
    const item = items[index]
    if (item === undefined) return
    focusPending.current = true
    setActive({ key: item.key, index })
    const row = rows.findIndex((candidate) => candidate.kind === 'item' && candidate.index === index)
    if (index === 0) virtualizer.scrollToOffset(0)
    else virtualizer.scrollToIndex(row, { align: 'auto' })
  }

  return {
    listRef,
    activeIndex,
    activeRow,
    focusActive,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      // Events of an item's menu bubble to here through React, though it is elsewhere in the document.
      if (!event.currentTarget.contains(event.target)) return
      const article = event.target.closest('article')
      const item = items[Number(article?.getAttribute('aria-posinset')) - 1]
      focused.current = article
      if (item !== undefined && item.key !== active.key)
        setActive({ key: item.key, index: items.indexOf(item) })
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (event.target.isConnected) focused.current = null
    },
    onKeyDown: (event: KeyboardEvent, virtualizer: Virtualizer<HTMLDivElement, Element>) => {
      const item = items[activeIndex]
      if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return
      const isOnItem = event.target.matches('article')
      if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'ArrowDown') move(activeIndex + 1, virtualizer)
      else if (event.key === 'ArrowUp') move(activeIndex - 1, virtualizer)
      else if (event.key === 'Home') move(0, virtualizer)
      else if (event.key === 'End') move(items.length - 1, virtualizer)
      else if (event.key === 'Enter' && isOnItem) actions.open(item)
      else if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(item)
      else if (keyboard === 'mac' && event.key === 'F10' && event.shiftKey) openMenu(event.target)
      else if (isLetterKey(event, 'u')) actions.toggleRead(item)
      else return
      event.preventDefault()
    },
  }
}

/** Elsewhere the system makes this event of Shift+F10 by itself. */
function openMenu(target: Element): void {
  target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
}
