import { useMemo, useState } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import type { Stop } from '../rows.ts'
import { allOf, extendedTo, isSelected, noSelection, selectedOf, toggled } from './selection.ts'

export type SelectionState = ReturnType<typeof useSelection>

/** The selection in a list. Items that have gone from the list are not selected any more. */
export function useSelection(items: readonly Item[], stops: readonly Stop[]) {
  const [selection, setSelection] = useState(noSelection)
  const selected = useMemo(() => selectedOf(selection, items), [selection, items])
  const rows = () => stops.flatMap((row) => (row.kind === 'item' ? [row.items] : []))
  return {
    /** In the order of time, newest first. */
    selected,
    isSelected: (row: readonly Item[]) => isSelected(selection, row),
    /** Selects the items of a row, or no longer. */
    toggle: (row: readonly Item[]) => setSelection((last) => toggled(last, row)),
    /** @param active where the range begins if none was begun */
    extendTo: (key: Item['key'], active: Item['key'] | null) =>
      setSelection((last) => extendedTo(last, rows(), key, active)),
    selectAll: (active: Item['key'] | null) => setSelection(allOf(items, active)),
    clear: () => setSelection(noSelection),
  }
}
