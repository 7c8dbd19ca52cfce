import { useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { type HeadingRow, type HistoryRow, type ItemRow, type RowKey, rowKey } from './rows.ts'

export interface RowFoldingOptions {
  readonly rows: readonly HistoryRow[]
  /** Whether a row can show all of its texts; otherwise they are shown beside the list. */
  readonly unfoldsTexts: boolean
  readonly toggleGroup: (key: HeadingRow['key']) => void
  readonly toggleRun: (first: Item['key']) => void
}

/** What the arrow keys fold and unfold: groups, runs of equal items, and the texts of an item. */
export function useRowFolding({ rows, unfoldsTexts, toggleGroup, toggleRun }: RowFoldingOptions) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<Item['key']>>(new Set())
  const isUnfolded = (key: Item['key']) => unfoldsTexts && unfolded.has(key)

  function toggleTexts({ item: { key } }: ItemRow) {
    setUnfolded((last) => {
      const next = new Set(last)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }

  return {
    isUnfolded,
    toggleTexts,
    /** Unfolds a row, or steps into it; returns the row that has the focus then, if another. */
    unfold: (row: HistoryRow): RowKey | null => {
      if (row.kind === 'heading' && row.folded) toggleGroup(row.key)
      else if (row.kind === 'heading') return rowKey(rows[row.index + 1] ?? row)
      else if (row.kind === 'item' && row.run?.open === false) toggleRun(row.item.key)
      else if (row.kind === 'item' && unfoldsTexts && !unfolded.has(row.item.key)) toggleTexts(row)
      return null
    },
    /** Folds a row, or what it is in; returns the row that has the focus then, if another. */
    fold: (row: HistoryRow): RowKey | null => {
      if (row.kind === 'item' && isUnfolded(row.item.key)) {
        toggleTexts(row)
        return null
      }
      const start = row.kind === 'item' ? runOf(rows, row) : null
      if (start !== null) {
        toggleRun(start.item.key)
        return start.item.key
      }
      if (row.kind !== 'heading') return headingOf(rows, row)?.key ?? null
      if (!row.folded) toggleGroup(row.key)
      return null
    },
  }
}

/** The heading of the group that a row is in; null: it is in none. */
export function headingOf(rows: readonly HistoryRow[], row: HistoryRow | undefined): HeadingRow | null {
  const heading = row === undefined || row.heading === null ? undefined : rows[row.heading]
  return heading?.kind === 'heading' ? heading : null
}

/** The first row of the unfolded run that this row is in; null: it is in none. */
function runOf(rows: readonly HistoryRow[], { index, nested }: ItemRow): ItemRow | null {
  const start = rows[index]
  if (start?.kind === 'item' && start.run !== null) return start.run.open ? start : null
  if (!nested) return null
  const before = rows.slice(0, index).findLast((row) => row.kind === 'item' && row.run !== null)
  const isWithin =
    before?.kind === 'item' && before.run?.open === true && index < before.index + before.run.count
  return isWithin ? before : null
}
