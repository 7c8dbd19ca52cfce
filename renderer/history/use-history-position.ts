import { useCallback, useEffect, useState } from 'react'
import type { Clock } from '../../electron/model/clock.ts'
import type { WindowState } from '../../electron/model/command.ts'
import type { Item } from '../../electron/model/item.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { Bridge } from '../../electron/window/contract.ts'
import { useWindow } from '../window-context.ts'
import { filterKey, noFilter } from './filter.ts'

const saveDelayMs = 300

interface PositionState {
  readonly filter: WindowFilter
  readonly revealedAt: number
  readonly jumps: number
  readonly remindOf: Item['key'] | null
}

export type HistoryPosition = ReturnType<typeof useHistoryPosition>

/**
 * Where the user is in the history: the filter, and how far down. It starts where the window was when it was closed,
 * is saved in the main process as it changes, and jumps to an item that is to be revealed.
 */
export function useHistoryPosition() {
  const { bridge, clock, snapshot } = useWindow()
  const [saver] = useState(() => createSaver(bridge, clock, snapshot.windowState))
  useEffect(() => saver.stop, [saver])
  const { reveal } = snapshot
  const [position, setPosition] = useState<PositionState>({
    filter: saver.state().filter,
    revealedAt: 0,
    jumps: 0,
    remindOf: null,
  })

  if (reveal !== null && reveal.at !== position.revealedAt) {
    saver.save({ filter: noFilter, anchor: reveal.position })
    const remindOf = reveal.picksReminder ? reveal.key : null
    setPosition({ filter: noFilter, revealedAt: reveal.at, jumps: position.jumps + 1, remindOf })
  }
  const setFilter = useCallback(
    (filter: WindowFilter) => {
      saver.save({ filter, anchor: null })
      setPosition((last) => ({ ...last, filter }))
    },
    [saver],
  )
  const setAnchor = useCallback((anchor: number | null) => saver.save({ ...saver.state(), anchor }), [saver])
  return {
    filter: position.filter,
    /** The number of jumps so far. As the key of the list, it makes a new list start at the new position. */
    jumps: position.jumps,
    /** Where a new list starts: the position of its first item on screen; null: at the top. */
    anchor: saver.state().anchor,
    /** The item that the last jump went to. */
    focusKey: reveal?.key ?? null,
    /** The item for which to ask when to remind of it; null: none. */
    remindOf: position.remindOf,
    /** That was asked. */
    onRemindAsked: useCallback(() => setPosition((last) => ({ ...last, remindOf: null })), []),
    setFilter,
    /** The list is on the screen. Returns what is to be called when it no longer is. */
    onListShown: saver.onListShown,
    /** Saves the position of the first item on screen; null: the list is at its top. */
    setAnchor,
  }
}

/** Holds the newest state, and sends it to the main process when it has not changed for a moment. */
function createSaver(bridge: Bridge, clock: Clock, saved: WindowState | null) {
  let state: WindowState = saved ?? { filter: noFilter, anchor: null }
  let cancel = () => {}
  let showsNewest = false
  let isListShown = false
  const reportNewest = () => {
    const shown = isListShown && state.anchor === null && filterKey(state.filter) === filterKey(noFilter)
    if (shown !== showsNewest) bridge.send({ type: 'show-newest', shown })
    showsNewest = shown
  }
  return {
    state: () => state,
    /** The list is on the screen. Returns what is to be called when it no longer is. */
    onListShown: () => {
      isListShown = true
      reportNewest()
      return () => {
        isListShown = false
        reportNewest()
      }
    },
    stop: () => cancel(),
    save: (next: WindowState) => {
      if (next.anchor === state.anchor && next.filter === state.filter) return
      state = next
      cancel()
      cancel = clock.after(saveDelayMs, () => bridge.send({ type: 'save-window-state', state }))
      reportNewest()
    },
  }
}
