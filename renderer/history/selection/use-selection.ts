import { useMemo, useState } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import { allOf, extendedTo, noSelection, selectedOf, toggled } from './selection.ts'

export type SelectionState = ReturnType<typeof useSelection>

/** The selection in a list. Items that have gone from the list are not selected any more. */
export function useSelection(items: readonly Item[]) {
  const [selection, setSelection] = useState(noSelection)
  const selected = useMemo(() => selectedOf(selection, items), [selection, items])
  return {
    /** In the order of the list. */
    selected,
    isSelected: (key: Item['key']) => selection.keys.has(key),
    toggle: (key: Item['key']) => setSelection((last) => toggled(last, key)),
    /** @param active where the range begins if none was begun */
    extendTo: (key: Item['key'], active: Item['key'] | null) =>
      setSelection((last) => extendedTo(last, items, key, active)),
    selectAll: (active: Item['key'] | null) => setSelection(allOf(items, active)),
    clear: () => setSelection(noSelection),
  }
}
