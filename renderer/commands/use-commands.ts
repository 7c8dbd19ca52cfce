import { type RefObject, useLayoutEffect, useState } from 'react'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { chooseShow } from '../history/filter-tab.ts'
import { markShownRead } from '../history/mark-shown-read.ts'
import type { useUndo } from '../undo/use-undo.ts'
import type { Pages } from '../use-pages.ts'
import { useWindow } from '../window-context.ts'
import { type Condition, conditionNames, type WindowAction } from './command.ts'
import { type CommandName, commandOf } from './command-list.ts'
import { focusPlaceOf } from './focus-place.ts'
import type { ItemCommands } from './item-command-target.ts'
import { isListCommand } from './list-commands.ts'
import type { PaletteAction } from './palette-entries.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** What the commands work on, besides the list. */
export interface CommandParts {
  readonly pages: Pages
  readonly items: ItemCommands
  readonly filter: WindowFilter
  readonly setFilter: (filter: WindowFilter) => void
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly undo: Pick<ReturnType<typeof useUndo>, 'canUndo' | 'undo' | 'offer'>
}

/** Carries out commands, by keys and from the palette. */
export function useCommands(parts: CommandParts) {
  const context = useWindow()
  const { bridge, snapshot } = context
  const { pages, items, filter, setFilter, searchRef, undo } = parts
  const [dialog, setDialog] = useState<'palette' | 'shortcuts' | null>(null)
  /** What was chosen in the palette, until it is done; null: nothing. */
  const [chosen, setChosen] = useState<PaletteAction | null>(null)

  const conditions = (): ReadonlySet<Condition> => {
    const { servers, pause, unread } = snapshot
    const holds: Readonly<Record<Condition, boolean>> = {
      history: pages.page === 'history',
      settings: typeof pages.page === 'object',
      server: servers.length > 0,
      paused: pause.kind !== 'off',
      'not-paused': pause.kind === 'off',
      unread: unread > 0,
      searched: filter.search.trim() !== '',
      undoable: undo.canUndo,
      selection: (items.current()?.selectedCount ?? 0) > 0,
    }
    return new Set(conditionNames.filter((name) => holds[name]))
  }

  const applies = (name: CommandName): boolean => {
    const holding = conditions()
    if ((name === 'light' || name === 'dark') && snapshot.managed?.locked.includes('theme') === true)
      return false
    if (!commandOf(name).when.every((condition) => holding.has(condition))) return false
    return !isListCommand(name) || items.current()?.applies(name) === true
  }

  /** Whether the palette offers the command. Those for items need one that the user sees they are about. */
  const offers = (name: CommandName): boolean => {
    const place = focusPlaceOf(document.activeElement)
    const isChosen = place === 'list' || place === 'detail' || (items.current()?.selectedCount ?? 0) > 0
    return applies(name) && (commandOf(name).group !== 'item' || isChosen)
  }

  const actions: Readonly<Record<WindowAction, () => void>> = {
    'open-palette': () => setDialog('palette'),
    'open-shortcuts': () => setDialog('shortcuts'),
    search: () => {
      searchRef.current?.focus()
      searchRef.current?.select()
    },
    'mark-shown-read': () => markShownRead(context, filter, undo.offer),
    'clear-search': () => setFilter({ ...filter, search: '' }),
    undo: undo.undo,
    close: () => window.close(),
  }

  /** Returns whether there was anything to do. */
  const run = (name: CommandName): boolean => {
    if (!applies(name)) return false
    const { does } = commandOf(name)
    switch (does.kind) {
      case 'send':
        bridge.send(does.command)
        break
      case 'page':
        if (does.page === 'history') pages.back()
        else pages.showSettings(does.page)
        break
      case 'show':
        setFilter(chooseShow(does.show, filter, snapshot.settings.savedFilters))
        break
      case 'window':
        actions[does.does]()
        break
      case 'list':
        if (isListCommand(name)) items.current()?.run(name)
        break
      case 'system':
        return false
      default:
        return does satisfies never
    }
    return true
  }

  const runChosen = (action: PaletteAction): void => {
    switch (action.kind) {
      case 'command':
        run(action.name)
        break
      case 'setting':
        pages.showSetting(action.name)
        break
      case 'filter':
        pages.showHistory()
        setFilter(action.filter)
        break
      case 'server':
        pages.showServer(action.server)
        break
      case 'item':
        bridge.send({ type: 'show-item', key: action.key })
        break
      default:
        action satisfies never
    }
  }

  // After the palette has closed: the focus is back where it was before the command moves it.
  useLayoutEffect(() => {
    if (chosen === null) return
    setChosen(null)
    runChosen(chosen)
  })
  const runFromPalette = (action: PaletteAction): void => {
    setDialog(null)
    setChosen(action)
  }

  useShortcuts(conditions, run)
  return { dialog, offers, runFromPalette, closeDialog: () => setDialog(null) }
}
