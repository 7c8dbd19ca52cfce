import { useEffect, useMemo } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { VisibleItems } from './history-loader.ts'
import type { HistoryRow } from './rows.ts'

export interface VisibleOptions {
  /** The items of the rows, and those of them that the loader holds. */
  readonly items: readonly Item[]
  readonly loaded: readonly Item[]
  readonly endless: boolean
  readonly onVisible: (items: VisibleItems) => void
}

/** Says which of the loaded items are on screen: of a folded run its first and its last. */
export function useVisible(rows: readonly HistoryRow[], options: VisibleOptions) {
  const { items, loaded, endless, onVisible } = options
  // Rows that stay without being in the loader's list move the places of those below.
  const placeOf = useMemo(() => new Map(loaded.map(({ key }, place) => [key, place])), [loaded])
  const indexes = rows.flatMap((row) => (row.kind === 'item' ? [row.first, row.last] : []))
  const places = new Set(indexes.flatMap((index) => placeOf.get(items[index]?.key ?? 0) ?? []))
  const seen = JSON.stringify({ indexes: [...places].sort((a, b) => a - b), endless })
  useEffect(() => onVisible(JSON.parse(seen)), [onVisible, seen])
}
