import { type MouseEvent, useLayoutEffect, useMemo, useRef } from 'react'
import type { ItemActions } from './item-actions.ts'
import type { ItemMenuState } from './menu/use-item-menu.tsx'
import type { RowHandlers } from './row-handlers.ts'
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
  readonly toggleTexts: RowHandlers['toggleUnfolded']
  readonly toggleRun: RowHandlers['toggleRun']
}

/** What the pointer does in the list: the same functions in every render, so that no row is rendered for them. */
export function useRowHandlers(options: RowHandlerOptions): RowHandlers {
  const newest = useRef(options)
  useLayoutEffect(() => {
    newest.current = options
  })
  return useMemo<RowHandlers>(
    () => ({
      click: (row, event) => click(row, event, newest.current),
      openPage: ({ item }) => {
        if (item.url !== null) newest.current.actions.open(item)
      },
      select: (row, event) => select(row, event, newest.current),
      toggleUnfolded: (row) => newest.current.toggleTexts(row),
      toggleRun: (first) => newest.current.toggleRun(first),
      openMenu: (row, anchor) => newest.current.menu.open(row, anchor),
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
