import { useCallback, useEffect, useState } from 'react'
import type { Clock } from '../electron/model/clock.ts'
import type { AppSnapshot, Bridge, WindowState } from '../electron/window/contract.ts'
import { type Filter, noFilter } from './history/filter.ts'

const rememberAfterMs = 300

/**
 * Where the user is in the history: under which filter, and how far down. It begins where the window was when it
 * was closed, is remembered as it changes, and jumps to an item that the user asked for elsewhere.
 */
export function usePlace(bridge: Bridge, clock: Clock, snapshot: AppSnapshot) {
  const [memory] = useState(() => createMemory(bridge, clock, snapshot.windowState ?? null))
  useEffect(() => memory.stop, [memory])
  const asked = snapshot.reveal ?? null
  const [place, setPlace] = useState({ filter: memory.state().filter, askedAt: 0, generation: 0 })

  if (asked !== null && asked.at !== place.askedAt) {
    memory.note({ filter: noFilter, anchor: asked.position })
    setPlace({ filter: noFilter, askedAt: asked.at, generation: place.generation + 1 })
  }
  const setFilter = useCallback(
    (filter: Filter) => {
      memory.note({ filter, anchor: null })
      setPlace((last) => ({ ...last, filter }))
    },
    [memory],
  )
  const setAnchor = useCallback(
    (anchor: number | null) => memory.note({ ...memory.state(), anchor }),
    [memory],
  )
  return {
    filter: place.filter,
    /** Counts the jumps: a list that is to begin anew is given it as its key. */
    generation: place.generation,
    /** Where a list that is made now begins. */
    anchor: memory.state().anchor,
    /** The item that a jump went to. */
    focusKey: asked?.key ?? null,
    setFilter,
    setAnchor,
  }
}

/** Keeps the newest state and tells the main process of it once it has rested for a moment. */
function createMemory(bridge: Bridge, clock: Clock, begin: WindowState | null) {
  let state: WindowState = begin ?? { filter: noFilter, anchor: null }
  let cancel = () => {}
  return {
    state: () => state,
    note: (next: WindowState) => {
      if (next.anchor === state.anchor && next.filter === state.filter) return
      state = next
      cancel()
      cancel = clock.after(rememberAfterMs, () => bridge.send({ type: 'remember-window', state }))
    },
    stop: () => cancel(),
  }
}
