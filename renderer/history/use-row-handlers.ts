import { type MouseEvent, useLayoutEffect, useMemo, useRef } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { ItemActions } from './item-actions.ts'
import type { MenuAnchor } from './menu/menu-anchor.ts'
import type { ItemMenuState } from './menu/use-item-menu.tsx'
import type { HistoryRow, ItemRow } from './rows.ts'
import type { SelectionState } from './selection/use-selection.ts'

export interface RowHandlerOptions {
  readonly active: HistoryRow | undefined
  readonly selection: SelectionState
  readonly actions: ItemActions
  readonly isWide: boolean
  readonly menu: Pick<ItemMenuState, 'open'>
  /** Opens the page of an item, or shows all that there is to read. */
  readonly open: (row: ItemRow) => void
  readonly toggleTexts: (row: ItemRow) => void
  readonly toggleRun: (first: Item['key']) => void
}

export type RowHandlers = ReturnType<typeof useRowHandlers>

/** What the pointer does in the list: the same functions in every render, so that no row is rendered for them. */
export function useRowHandlers(options: RowHandlerOptions) {
  const newest = useRef(options)
  useLayoutEffect(() => {
    newest.current = options
  })
  return useMemo(
    () => ({
      click: (row: ItemRow, event: MouseEvent<HTMLElement>) => click(row, event, newest.current),
      openPage: ({ item }: ItemRow) => {
        if (item.url !== null) newest.current.actions.open(item)
      },
      /** The mark in front of the title was clicked. */
      select: (row: ItemRow, event: MouseEvent<HTMLElement>) => select(row, event, newest.current),
      /** Shows all of the row's texts, or no longer. */
      toggleUnfolded: (row: ItemRow) => newest.current.toggleTexts(row),
      /** Shows each of the equal items that the row stands for, or no longer. */
      toggleRun: (first: Item['key']) => newest.current.toggleRun(first),
      openMenu: (row: ItemRow, anchor: MenuAnchor) => newest.current.menu.open(row, anchor),
    }),
    [],
  )
}

function select(row: ItemRow, event: MouseEvent, { selection, active }: RowHandlerOptions) {
  if (event.shiftKey) selection.extendTo(row.item.key, active?.kind === 'item' ? active.item.key : null)
  else selection.toggle(row.items)
}

function click(row: ItemRow, event: MouseEvent<HTMLElement>, options: RowHandlerOptions) {
  const { selection, actions, isWide, open } = options
  if (event.shiftKey || event.ctrlKey || event.metaKey) {
    select(row, event, options)
    event.currentTarget.focus({ preventScroll: true })
    return
  }
  if (selection.selected.length > 0) return selection.clear()
  if (event.detail > 1) return doubleClick(row, event.detail, options)
  // A click that ends a selection of text is not meant for the row.
  if (document.getSelection()?.isCollapsed === false) return
  // With the details beside the list, the click has made it the active row, whose details they are.
  if (!isWide) open(row)
  else if (!row.item.read) actions.markRead([row.item], true)
}

function doubleClick({ item }: ItemRow, clicks: number, { actions, isWide }: RowHandlerOptions) {
  // Without the details beside the list, the first click has opened it.
  if (!isWide || clicks > 2 || item.url === null) return
  document.getSelection()?.removeAllRanges()
  actions.open(item)
}
