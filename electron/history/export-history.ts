import { assertNever } from '../model/assert-never.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { csvHeader, csvLine } from './csv.ts'
import { itemAsJson, itemAsLine } from './item-lines.ts'

/** How a history is written out: a line for people, one JSON object a line, or comma-separated values. */
export type ExportFormat = 'text' | 'json' | 'csv'

export interface ExportOptions {
  readonly format: ExportFormat
  /** At most so many items; Infinity: all. */
  readonly limit: number
  readonly unreadOnly: boolean
}

/** Some lines, and how many items they hold. */
export interface ExportedPiece {
  readonly text: string
  readonly items: number
}

/**
 * Writes the history out, newest first, in pieces of a few hundred lines: however long it is, only one piece is in
 * memory. From a read-only store it is the history of one moment.
 */
export function* exportHistory(
  reader: Pick<HistoryReader, 'everything'>,
  { format, limit, unreadOnly }: ExportOptions,
): Generator<ExportedPiece, void> {
  if (format === 'csv') yield { text: csvHeader, items: 0 }
  const toText = formatterOf(format)
  let left = limit
  for (const batch of reader.everything({ unreadOnly })) {
    const items = batch.slice(0, left)
    if (items.length > 0) yield { text: items.map(toText).join(''), items: items.length }
    left -= items.length
    if (left <= 0) return
  }
}

function formatterOf(format: ExportFormat): (item: Item) => string {
  switch (format) {
    case 'csv':
      return csvLine
    case 'json':
      return (item) => `${itemAsJson(item)}\n`
    case 'text':
      return (item) => `${itemAsLine(item)}\n`
    default:
      return assertNever(format)
  }
}
