import type { RefObject } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { useItemCommandTarget } from '../commands/item-command-target.ts'
import type { ListCommand } from '../commands/list-commands.ts'
import { useWindow } from '../window-context.ts'
import { canDownload, canRemind, canToggleRead } from './item-abilities.ts'
import type { ItemActions } from './item-actions.ts'
import type { ItemMenuState } from './menu/use-item-menu.tsx'
import type { HistoryRow, rowKey, Stop } from './rows.ts'
import type { SelectionState } from './selection/use-selection.ts'
import { type RowVirtualizer, stopFrom, type useRovingFocus } from './use-roving-focus.ts'
import type { useRowFolding } from './use-row-folding.ts'

export interface ListCommandOptions {
  readonly stops: readonly Stop[]
  readonly focus: ReturnType<typeof useRovingFocus>
  readonly folding: ReturnType<typeof useRowFolding>
  readonly selection: SelectionState
  readonly actions: ItemActions
  readonly menu: ItemMenuState
  readonly virtualizer: RowVirtualizer
  /** How many rows are on screen. */
  readonly pageSize: number
  /** The details beside the list; its element is null where there are none. */
  readonly paneRef: RefObject<HTMLElement | null>
  readonly isWide: boolean
  readonly toggleGroup: (key: string) => void
  readonly onMore: () => void
}

/** Carries out the commands for items, which come by key or from the palette. */
export function useListCommands(options: ListCommandOptions) {
  const { stops, focus, folding, selection, actions, menu, virtualizer, pageSize, paneRef } = options
  const { isWide, toggleGroup, onMore } = options
  const { clock } = useWindow()
  const { selected } = selection
  const active = focus.activeRow
  const activeItem = active?.kind === 'item' ? active.item : null
  const targets: readonly Item[] =
    selected.length > 0 ? selected : active?.kind === 'item' ? active.items : []
  const [target] = targets
  /** That of all of them; null: they have none, or several. */
  const categoryOf = () =>
    targets.every(({ category }) => category === target?.category) ? (target?.category ?? null) : null

  function move(steps: number, extend = false) {
    // From elsewhere, the first step leads into the list.
    const isOutside = focus.listRef.current?.contains(document.activeElement) !== true
    if (isOutside && Math.abs(steps) === 1 && !isInPane()) return focus.focusActive()
    const stop = active === undefined ? undefined : stopFrom(stops, active, steps)
    if (extend && stop?.kind === 'item') selection.extendTo(stop.item.key, activeItem?.key ?? null)
    focus.move(stop, virtualizer)
  }

  /** From the details, which are those of the active row, the next one is below it. */
  function isInPane() {
    return paneRef.current?.contains(document.activeElement) === true
  }

  /** Opens the page of an item; without one, shows all that there is to read. Other rows unfold or load more. */
  function open(row: HistoryRow) {
    if (row.kind === 'heading') return toggleGroup(row.key)
    if (row.kind === 'more') return onMore()
    if (row.kind !== 'item') return
    const { item } = row
    if (item.url !== null || !item.read) actions.open(item)
    if (item.url !== null) return
    if (isWide) paneRef.current?.focus()
    else folding.toggleTexts(row)
  }

  const follow = (key: ReturnType<typeof rowKey> | null) => {
    if (key !== null) focus.activate(key)
  }

  const commands: Readonly<
    Record<ListCommand, { readonly applies: () => boolean; readonly run: () => void }>
  > = {
    next: moveBy(1),
    previous: moveBy(-1),
    'next-page': moveBy(Math.max(1, pageSize - 1)),
    'previous-page': moveBy(-Math.max(1, pageSize - 1)),
    first: moveBy(Number.NEGATIVE_INFINITY),
    last: moveBy(Number.POSITIVE_INFINITY),
    'other-pane': {
      applies: () => isWide,
      run: () => {
        const pane = paneRef.current
        if (pane?.contains(document.activeElement) === true) focus.focusActive()
        else pane?.focus()
      },
    },
    select: {
      applies: () => active?.kind === 'item',
      run: () => {
        if (active?.kind === 'item') selection.toggle(active.items)
      },
    },
    'extend-next': { applies: () => active !== undefined, run: () => move(1, true) },
    'extend-previous': { applies: () => active !== undefined, run: () => move(-1, true) },
    'select-all': {
      applies: () => stops.length > 0,
      run: () => selection.selectAll(activeItem?.key ?? null),
    },
    'clear-selection': {
      applies: () => selected.length > 0,
      run: () => {
        selection.clear()
        focus.focusActive()
      },
    },
    open: {
      applies: () => active !== undefined && active.kind !== 'gap',
      run: () => {
        if (active !== undefined) open(active)
      },
    },
    'open-page': {
      applies: () => targets.length === 1 && target !== undefined && target.url !== null,
      run: () => {
        if (target !== undefined) actions.open(target)
      },
    },
    unfold: {
      applies: () => active !== undefined,
      run: () => {
        if (active !== undefined) follow(folding.unfold(active))
      },
    },
    fold: {
      applies: () => active !== undefined,
      run: () => {
        if (active !== undefined) follow(folding.fold(active))
      },
    },
    'toggle-read': { applies: () => targets.some(canToggleRead), run: () => actions.toggleRead(targets) },
    'mark-unread': {
      applies: () => targets.some((item) => item.read && canToggleRead(item)),
      run: () => actions.markRead(targets, false),
    },
    delete: {
      applies: () => targets.length > 0,
      run: () => {
        actions.remove(targets)
        selection.clear()
      },
    },
    download: {
      applies: () => targets.some((item) => canDownload(item, clock.now())),
      run: () => actions.download(targets, clock.now()),
    },
    pin: { applies: () => targets.length > 0, run: () => actions.togglePin(targets) },
    snooze: { applies: () => targets.some(canRemind), run: () => openMenu('reminders') },
    mute: {
      applies: () => categoryOf() !== null,
      run: () => {
        const category = categoryOf()
        if (category !== null) actions.toggleMute(category)
      },
    },
    copy: { applies: () => targets.length > 0, run: () => actions.copyText(targets) },
    menu: { applies: () => active?.kind === 'item', run: () => openMenu('all') },
  }

  function openMenu(choices: 'all' | 'reminders') {
    const button = focus.listRef.current?.querySelector('[data-row] > [tabindex="0"] [aria-haspopup=menu]')
    if (active?.kind === 'item' && button != null) menu.openRow(active, button, choices)
  }

  function moveBy(steps: number) {
    return { applies: () => stops.length > 0, run: () => move(steps) }
  }

  useItemCommandTarget({
    selectedCount: selected.length,
    applies: (command) => commands[command].applies(),
    run: (command) => commands[command].run(),
  })
  return { open }
}
