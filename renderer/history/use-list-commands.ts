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
  const activeItemRow = active?.kind === 'item' ? active : null
  const targets: readonly Item[] = selected.length > 0 ? selected : (activeItemRow?.items ?? [])
  const [target] = targets
  const isOneCategory = targets.every(({ category }) => category === target?.category)

  function move(steps: number, extend = false) {
    // From elsewhere, the first step leads into the list.
    const isOutside = focus.listRef.current?.contains(document.activeElement) !== true
    if (isOutside && Math.abs(steps) === 1 && !isInPane()) return focus.focusActive()
    const stop = active === undefined ? undefined : stopFrom(stops, active, steps)
    if (extend && stop?.kind === 'item') selection.extendTo(stop.item.key, activeItemRow?.item.key ?? null)
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

  const commands: Readonly<Record<ListCommand, Action>> = {
    next: moveBy(1),
    previous: moveBy(-1),
    'next-page': moveBy(Math.max(1, pageSize - 1)),
    'previous-page': moveBy(-Math.max(1, pageSize - 1)),
    first: moveBy(Number.NEGATIVE_INFINITY),
    last: moveBy(Number.POSITIVE_INFINITY),
    'other-pane': on(isWide, () => {
      if (isInPane()) focus.focusActive()
      else paneRef.current?.focus()
    }),
    select: on(activeItemRow, ({ items }) => selection.toggle(items)),
    'extend-next': on(active, () => move(1, true)),
    'extend-previous': on(active, () => move(-1, true)),
    'select-all': on(stops.length > 0, () => selection.selectAll(activeItemRow?.item.key ?? null)),
    'clear-selection': on(selected.length > 0, () => {
      selection.clear()
      focus.focusActive()
    }),
    open: on(active?.kind !== 'gap' && active, open),
    'open-page': on(targets.length === 1 && target?.url != null && target, actions.open),
    unfold: on(active, (row) => follow(folding.unfold(row))),
    fold: on(active, (row) => follow(folding.fold(row))),
    'toggle-read': onTargets(canToggleRead, actions.toggleRead),
    'mark-unread': onTargets(
      (item) => item.read && canToggleRead(item),
      (items) => actions.markRead(items, false),
    ),
    delete: onTargets(any, (items) => {
      actions.remove(items)
      selection.clear()
    }),
    download: onTargets(
      (item) => canDownload(item, clock.now()),
      (items) => actions.download(items, clock.now()),
    ),
    pin: onTargets(any, actions.togglePin),
    snooze: onTargets(canRemind, () => openMenu('reminders')),
    mute: on(isOneCategory && target?.category, actions.toggleMute),
    copy: onTargets(any, actions.copyText),
    menu: on(activeItemRow, () => openMenu('all')),
  }

  function openMenu(choices: 'all' | 'reminders') {
    const button = focus.listRef.current?.querySelector('[data-row] > [tabindex="0"] [aria-haspopup=menu]')
    if (activeItemRow !== null && button != null) menu.openRow(activeItemRow, button, choices)
  }

  function moveBy(steps: number): Action {
    return on(stops.length > 0, () => move(steps))
  }

  /** What can be done where at least one of the targets fits. */
  function onTargets(fits: (item: Item) => boolean, act: (items: readonly Item[]) => void): Action {
    return { applies: () => targets.some(fits), run: () => act(targets) }
  }

  useItemCommandTarget({
    selectedCount: selected.length,
    applies: (command) => commands[command].applies(),
    run: (command) => commands[command].run(),
  })
  return { open }
}

interface Action {
  readonly applies: () => boolean
  readonly run: () => void
}

/** What can be done with something, while it is there. */
function on<Subject>(subject: Subject | null | undefined | false, act: (subject: Subject) => void): Action {
  if (subject == null || subject === false) return { applies: () => false, run: () => {} }
  return { applies: () => true, run: () => act(subject) }
}

const any = () => true
