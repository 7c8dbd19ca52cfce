import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { ItemActions } from './item-actions.ts'
import { type ListKey, listKeyOf, targetOf } from './list-keys.ts'
import type { ItemMenuState } from './menu/use-item-menu.tsx'
import type { RowHandlers } from './row-handlers.ts'
import type { SelectionState } from './selection/use-selection.ts'
import type { useRovingFocus } from './use-roving-focus.ts'
import type { useVirtualRows } from './use-virtual-rows.ts'

export interface ListUseOptions {
  readonly items: readonly Item[]
  readonly focus: ReturnType<typeof useRovingFocus>
  readonly selection: SelectionState
  readonly actions: ItemActions
  /** Whether the details of the active item stand beside the list. */
  readonly isWide: boolean
  readonly menu: Pick<ItemMenuState, 'open'>
  readonly paneRef: RefObject<HTMLElement | null>
  readonly visible: Pick<ReturnType<typeof useVirtualRows>, 'virtualizer' | 'firstItem' | 'lastItem'>
}

/** What the pointer and the keys do in the list. */
export function useListUse(options: ListUseOptions) {
  const { items, focus, selection, actions, isWide, paneRef, visible } = options
  const { direction } = useI18n()
  const [unfolded, setUnfolded] = useState<ReadonlySet<Item['key']>>(new Set())
  const active = items[focus.activeIndex] ?? null
  const targets = selection.selected.length > 0 ? selection.selected : active === null ? [] : [active]

  function setFolded({ key }: Item, isFolded: boolean) {
    setUnfolded((last) => new Set([...last].filter((other) => other !== key).concat(isFolded ? [] : [key])))
  }

  function clearSelection() {
    selection.clear()
    focus.focusActive()
  }

  /** Opens the page of an item; without one, shows all that there is to read. */
  function activate(item: Item) {
    if (item.url !== null) return actions.open(item)
    if (!item.read) actions.open(item)
    if (isWide) paneRef.current?.focus()
    else setFolded(item, unfolded.has(item.key))
  }

  function click(item: Item, event: MouseEvent<HTMLElement>) {
    if (event.shiftKey) {
      selection.extendTo(item.key, active?.key ?? null)
      return event.currentTarget.focus({ preventScroll: true })
    }
    if (event.ctrlKey || event.metaKey) return selection.toggle(item.key)
    if (selection.selected.length > 0) return selection.clear()
    if (event.detail > 1) return doubleClick(item, event.detail)
    // A click that ends a selection of text is not meant for the row.
    if (document.getSelection()?.isCollapsed === false) return
    // The details are shown beside the list, since the click made it the active item.
    if (!isWide) activate(item)
    else if (!item.read) actions.markRead([item], true)
  }

  function doubleClick(item: Item, clicks: number) {
    // Without the details beside the list, the first click has opened it.
    if (!isWide || clicks > 2 || item.url === null) return
    document.getSelection()?.removeAllRanges()
    actions.open(item)
  }

  function run(key: ListKey, item: Item): boolean {
    switch (key.kind) {
      case 'move': {
        const { virtualizer, firstItem, lastItem } = visible
        const index = targetOf(key, focus.activeIndex, items.length, lastItem - firstItem)
        const target = items[index]
        if (key.extends && target !== undefined) selection.extendTo(target.key, item.key)
        focus.move(index, virtualizer)
        return true
      }
      case 'activate':
        activate(item)
        return true
      case 'unfold':
      case 'fold':
        if (isWide) return false
        setFolded(item, key.kind === 'fold')
        return true
      case 'remove':
        actions.remove(targets)
        selection.clear()
        return true
      case 'toggle-read':
        actions.toggleRead(targets)
        return true
      case 'mark-unread':
        actions.markRead(targets, false)
        return true
      case 'select':
        selection.toggle(item.key)
        return true
      case 'select-all':
        selection.selectAll(item.key)
        return true
      case 'copy':
        if (document.getSelection()?.isCollapsed === false) return false
        actions.copyText(targets)
        return true
      case 'leave':
        if (selection.selected.length === 0) return false
        selection.clear()
        return true
      default:
        return key satisfies never
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target) || active === null)
      return
    const key = listKeyOf(event.nativeEvent, direction)
    // A button of the row has these to itself.
    if (key === null || (key.kind === 'activate' && !event.target.matches('[role=row]'))) return
    if (run(key, active)) event.preventDefault()
  }

  // The rows are rendered again only when something of theirs changes, so their handlers must stay the same.
  const newest = useRef({ click, actions, selection, active, menu: options.menu, setFolded, unfolded })
  newest.current = { click, actions, selection, active, menu: options.menu, setFolded, unfolded }
  const handlers = useMemo<RowHandlers>(
    () => ({
      click: (item, event) => newest.current.click(item, event),
      openPage: (item) => {
        if (item.url !== null) newest.current.actions.open(item)
      },
      select: (item, event) => {
        const { selection: current, active: from } = newest.current
        if (event.shiftKey) current.extendTo(item.key, from?.key ?? null)
        else current.toggle(item.key)
      },
      toggleUnfolded: (item) => newest.current.setFolded(item, newest.current.unfolded.has(item.key)),
      openMenu: (item, anchor) => newest.current.menu.open(item, anchor),
    }),
    [],
  )

  const { focusActive } = focus
  const goOn = useRef(focusActive)
  goOn.current = focusActive
  useEffect(() => {
    if (!isWide) return
    const onF6 = (event: globalThis.KeyboardEvent) => {
      const pane = paneRef.current
      if (event.key !== 'F6' || pane === null) return
      event.preventDefault()
      if (pane.contains(document.activeElement)) goOn.current()
      else pane.focus()
    }
    document.addEventListener('keydown', onF6)
    return () => document.removeEventListener('keydown', onF6)
  }, [isWide, paneRef])

  return {
    handlers,
    targets,
    onKeyDown,
    clearSelection,
    isUnfolded: (key: Item['key']) => !isWide && unfolded.has(key),
  }
}
