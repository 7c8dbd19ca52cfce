import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { Settings } from '../../electron/model/settings.ts'
import type { HistoryRow } from './group-by-day.ts'

const dayHeight = 32
const itemHeights = { comfortable: 54, compact: 36 } as const satisfies Record<Settings['density'], number>
/** Nearer to the top than this, new items push the others down; further down, the visible rows stay where they are. */
const topZone = 24

/**
 * Which rows are in the document, and which of them are visible. `activeRow` is always in it, as it may have the focus.
 * The list starts with the item at the position `anchor`; null: at the top.
 */
export function useVirtualRows(
  rows: readonly HistoryRow[],
  activeRow: number,
  anchor: number | null,
  density: Settings['density'],
) {
  const itemHeight = itemHeights[density]
  const scrollerRef = useRef<HTMLDivElement>(null)
  const [initialOffset] = useState(() => (anchor === null ? 0 : offsetOf(rows, anchor, itemHeight)))
  const [atTop, setAtTop] = useState(initialOffset < topZone)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerRef.current,
    initialOffset,
    estimateSize: (index) => estimateOf(rows[index], itemHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    // So that the first paint has its rows, before anything is measured.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    overscan: 6,
    paddingEnd: 8,
    scrollPaddingStart: dayHeight,
    scrollPaddingEnd: 8,
    // 'end' keeps the first visible row in place when rows are added above it.
    anchorTo: atTop ? 'start' : 'end',
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (activeRow >= rows.length || activeRow < 0 || indexes.includes(activeRow)) return indexes
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

function estimateOf(row: HistoryRow | undefined, itemHeight: number): number {
  return row?.kind === 'day' ? dayHeight : itemHeight
}

/** The estimated offset of the item at a position, less the height of the day heading that covers the top. */
function offsetOf(rows: readonly HistoryRow[], position: number, itemHeight: number): number {
  const index = rows.findIndex((row) => row.kind === 'item' && row.item.position <= position)
  const above = rows.slice(0, Math.max(0, index)).reduce((sum, row) => sum + estimateOf(row, itemHeight), 0)
  return Math.max(0, above - dayHeight)
}

/** The item index of a row, or of the item below the heading of a day. */
function itemNear(rows: readonly HistoryRow[], rowIndex: number): number {
  const row = rows[rowIndex]
  if (row?.kind === 'item') return row.index
  const below = rows[rowIndex + 1]
  return below?.kind === 'item' ? below.index : 0
}
