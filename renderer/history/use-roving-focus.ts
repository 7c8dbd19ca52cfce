import type { Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type HistoryRow, type RowKey, rowKey, type Stop } from './rows.ts'

export type RowVirtualizer = Virtualizer<HTMLDivElement, Element>

/**
 * A roving tabindex: the Tab key reaches only the active row, and the arrow keys move within the list. The active row is
 * identified by its key, so it stays active while others arrive above; when it is removed, the next one takes over.
 *
 * @param initial the row that is active at first, if not the top one, and whether it gets the focus at once
 */
export function useRovingFocus(
  rows: readonly HistoryRow[],
  stops: readonly Stop[],
  initial: { readonly key: RowKey | null; readonly focused: boolean },
) {
  const listRef = useRef<HTMLDivElement>(null)
  const focused = useRef<HTMLElement | null>(null)
  const focusPending = useRef(initial.focused)
  /** `stop`: its place among the stops, for when it is gone. */
  const [active, setActive] = useState<{ readonly key: RowKey | null; readonly stop: number }>({
    key: initial.key,
    stop: 0,
  })

  const found = useMemo(
    () => (active.key === null ? undefined : rows.find((row) => rowKey(row) === active.key)),
    [rows, active.key],
  )
  const activeRow: HistoryRow | undefined = found ?? stops[Math.min(active.stop, stops.length - 1)]
  if (found !== undefined && found.stop !== null && found.stop !== active.stop)
    setActive({ ...active, stop: found.stop })

  useLayoutEffect(() => {
    const lost = focused.current !== null && !focused.current.isConnected
    if (lost) focused.current = null
    if (!focusPending.current && !(lost && document.activeElement === document.body)) return
    focusPending.current = false
    focusActive()
  })

  function focusActive() {
    listRef.current?.querySelector<HTMLElement>('[data-row] > [tabindex="0"]')?.focus({ preventScroll: true })
  }

  return {
    listRef,
    /** Undefined: the list is empty. */
    activeRow,
    focusActive,
    /** Focuses a row, which may not be there before the next render; if it has gone, the one that took over. */
    activate: (key: RowKey) => {
      focusPending.current = true
      setActive((last) => ({ ...last, key }))
    },
    /** Makes a row the active one, focuses it and scrolls to it. */
    move: (stop: Stop | undefined, virtualizer: RowVirtualizer) => {
      if (stop === undefined) return
      focusPending.current = true
      setActive({ key: rowKey(stop), stop: stop.stop })
      if (stop.stop === 0) virtualizer.scrollToOffset(0)
      else virtualizer.scrollToIndex(stop.index, { align: 'auto' })
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      // Events of a menu bubble to here through React, though it is elsewhere in the document.
      if (!event.currentTarget.contains(event.target)) return
      const place = event.target.closest('[data-row]')
      const row = rows[Number(place?.getAttribute('data-index') ?? Number.NaN)]
      focused.current = place?.querySelector<HTMLElement>(':scope > [tabindex]') ?? null
      if (row !== undefined && rowKey(row) !== active.key)
        setActive({ key: rowKey(row), stop: row.stop ?? active.stop })
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (event.target.isConnected) focused.current = null
    },
  }
}

/** Some stops below a row, or above it: the last one in that direction where there are fewer. */
export function stopFrom(stops: readonly Stop[], row: HistoryRow, steps: number): Stop | undefined {
  const from = row.stop ?? placeBetween(stops, row) - (steps > 0 ? 1 : 0)
  return stops[Math.max(0, Math.min(stops.length - 1, from + steps))]
}

/** The heading of an unfolded group lies between two stops: the place of the one below. */
function placeBetween(stops: readonly Stop[], row: HistoryRow): number {
  const below = stops.findIndex(({ index }) => index > row.index)
  return below === -1 ? stops.length : below
}
