import type { VisibleItems } from './history-loader.ts'
import type { HistoryRow } from './rows.ts'

/** The indexes of the loaded items that these rows show, in order: of a folded run its first and its last. */
export function visibleIndexes(rows: readonly HistoryRow[]): VisibleItems['indexes'] {
  const indexes = new Set(rows.flatMap((row) => (row.kind === 'item' ? [row.first, row.last] : [])))
  return [...indexes].sort((a, b) => a - b)
}
