import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { Settings } from '../../electron/model/settings.ts'
import type { HistoryRow } from './rows.ts'

const headingHeight = 32
const dividerHeight = 44
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
    scrollPaddingStart: headingHeight,
    scrollPaddingEnd: 8,
    // 'end' keeps the first visible row in place when rows are added above it.
    anchorTo: atTop ? 'start' : 'end',
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (activeRow >= rows.length || indexes.includes(activeRow)) return indexes
      return [...indexes, activeRow].sort((a, b) => a - b)
    },
    onChange: (instance) => setAtTop((instance.scrollOffset ?? 0) < topZone),
  })
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 }
  return { scrollerRef, virtualizer, atTop, topRow: startIndex, lastRow: endIndex }
}

function estimateOf(row: HistoryRow | undefined, itemHeight: number): number {
  if (row?.kind === 'heading') return headingHeight
  return row?.kind === 'item' ? itemHeight : dividerHeight
}

/** The estimated offset of the item at a position, less the height of the heading that covers the top. */
function offsetOf(rows: readonly HistoryRow[], position: number, itemHeight: number): number {
  const exact = rows.findIndex(
    (row) => row.kind === 'item' && row.items.some((item) => item.position === position),
  )
  // It may be gone: then where it was, in the order of time.
  const index =
    exact === -1 ? rows.findIndex((row) => row.kind === 'item' && row.item.position <= position) : exact
  const above = rows.slice(0, Math.max(0, index)).reduce((sum, row) => sum + estimateOf(row, itemHeight), 0)
  return Math.max(0, above - headingHeight)
}
