import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { HistoryRow } from './group-by-day.ts'

const dayHeight = 32
const itemHeight = 68
/** Nearer to the top than this, new items simply appear; further down, what one reads stays where it is. */
const topZone = 24

/**
 * Which rows are in the document, and what the user sees of them. `activeRow` always is, for it holds the focus.
 * The list begins with the item at the position `anchor`; null: at the top.
 */
export function useRowWindow(rows: readonly HistoryRow[], activeRow: number, anchor: number | null) {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const [begin] = useState(() => (anchor === null ? 0 : offsetOf(rows, anchor)))
  const [atTop, setAtTop] = useState(begin < topZone)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerRef.current,
    initialOffset: begin,
    estimateSize: (index) => estimateOf(rows[index]),
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

function estimateOf(row: HistoryRow | undefined): number {
  return row?.kind === 'day' ? dayHeight : itemHeight
}

/** How far down the item at a position is, before anything could be measured: just below its day's heading. */
function offsetOf(rows: readonly HistoryRow[], position: number): number {
  const index = rows.findIndex((row) => row.kind === 'item' && row.item.position <= position)
  const above = rows.slice(0, Math.max(0, index)).reduce((sum, row) => sum + estimateOf(row), 0)
  return Math.max(0, above - dayHeight)
}

/** The index among the items of a row, or of the item below a day's heading. */
function itemNear(rows: readonly HistoryRow[], rowIndex: number): number {
  const row = rows[rowIndex]
  if (row?.kind === 'item') return row.index
  const below = rows[rowIndex + 1]
  return below?.kind === 'item' ? below.index : 0
}
