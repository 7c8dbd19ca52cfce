import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { HistoryRow } from './group-by-day.ts'

const dayHeight = 32
const itemHeight = 68
/** Nearer to the top than this, new items simply appear; further down, what one reads stays where it is. */
const topZone = 24

/** Which rows are in the document, and what the user sees of them. `activeRow` always is, for it holds the focus. */
export function useRowWindow(rows: readonly HistoryRow[], activeRow: number) {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const [atTop, setAtTop] = useState(true)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerRef.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? dayHeight : itemHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    // The first paint has its rows already, before anything could be measured.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    overscan: 6,
    paddingEnd: 8,
    scrollPaddingStart: dayHeight,
    scrollPaddingEnd: 8,
    // 'end' holds the place of the first visible row when rows come in above it.
    anchorTo: atTop ? 'start' : 'end',
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (activeRow >= rows.length || indexes.includes(activeRow)) return indexes
      return [...indexes, activeRow].sort((a, b) => a - b)
    },
    onChange: (instance) => setAtTop((instance.scrollOffset ?? 0) < topZone),
  })
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 }
  return {
    scrollerRef,
    virtualizer,
    atTop,
    topRow: startIndex,
    firstItem: itemNear(rows, startIndex),
    lastItem: itemNear(rows, endIndex),
  }
}

/** The index among the items of a row, or of the item below a day's heading. */
function itemNear(rows: readonly HistoryRow[], rowIndex: number): number {
  const row = rows[rowIndex]
  if (row?.kind === 'item') return row.index
  const below = rows[rowIndex + 1]
  return below?.kind === 'item' ? below.index : 0
}
