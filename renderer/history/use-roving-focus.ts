import type { Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { isLetterKey } from '../keyboard.ts'
import type { ItemActions } from './item-actions.ts'
import { type HistoryRow, type ItemRow, type RowKey, rowKey, type Stop } from './rows.ts'

type RowVirtualizer = Virtualizer<HTMLDivElement, Element>

export interface RowKeys {
  readonly actions: ItemActions
  /** Enter, on what is no item. */
  readonly activate: (row: Exclude<HistoryRow, ItemRow>) => void
  /** The arrow in the reading direction and the one against it; returns the row that has the focus then, if another. */
  readonly unfold: (row: HistoryRow) => RowKey | null
  readonly fold: (row: HistoryRow) => RowKey | null
}

/**
 * A roving tabindex: the Tab key reaches only the active row, and the arrow keys move within the list. The active row is
 * identified by its key, so it stays active while others arrive above; when it is removed, the next one takes over.
 *
 * @param initial the row that is active at first, if not the top one, and whether it gets the focus at once
 */
export function useRovingFocus(
  rows: readonly HistoryRow[],
  stops: readonly Stop[],
  keys: RowKeys,
  initial: { readonly key: RowKey | null; readonly focused: boolean },
) {
  const { direction } = useI18n()
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

  /** Focuses a row, which may not be there before the next render. */
  function activate(key: RowKey) {
    focusPending.current = true
    setActive((last) => ({ ...last, key }))
  }

  function move(stop: Stop | undefined, virtualizer: RowVirtualizer) {
    if (stop === undefined) return
    focusPending.current = true
    setActive({ key: rowKey(stop), stop: stop.stop })
    if (stop.stop === 0) virtualizer.scrollToOffset(0)
    else virtualizer.scrollToIndex(stop.index, { align: 'auto' })
  }

  /** The next stop below a row, or above it. */
  function nextStop(row: HistoryRow, step: 1 | -1): Stop | undefined {
    if (row.stop !== null) return stops[row.stop + step]
    return step === 1
      ? stops.find(({ index }) => index > row.index)
      : stops.findLast(({ index }) => index < row.index)
  }

  return {
    listRef,
    activeRow: activeRow?.index ?? 0,
    focusActive,
    activate,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      // Events of an item's menu bubble to here through React, though it is elsewhere in the document.
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
    onKeyDown: (event: KeyboardEvent, virtualizer: RowVirtualizer) => {
      const row = activeRow
      if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return
      const isOnRow = event.target.matches('[data-row] > *')
      if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const [forward, backward] =
        direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
      if (event.key === 'ArrowDown') move(nextStop(row, 1), virtualizer)
      else if (event.key === 'ArrowUp') move(nextStop(row, -1), virtualizer)
      else if (event.key === 'Home') move(stops[0], virtualizer)
      else if (event.key === 'End') move(stops.at(-1), virtualizer)
      else if (event.key === forward && isOnRow) follow(keys.unfold(row))
      else if (event.key === backward && isOnRow) follow(keys.fold(row))
      else if (row.kind !== 'item') {
        if (!isOnRow || (event.key !== 'Enter' && event.key !== ' ')) return
        keys.activate(row)
      } else if (event.key === 'Enter' && isOnRow) keys.actions.open(row.item)
      else if (event.key === 'Delete') for (const item of row.items) keys.actions.remove(item)
      else if (isLetterKey(event, 'u')) for (const item of row.items) keys.actions.toggleRead(item)
      else return
      event.preventDefault()
    },
  }

  function follow(key: RowKey | null) {
    if (key !== null) activate(key)
  }
}
