import type { HistoryForm } from '../cli/parse-arguments.ts'
import { itemAsJson, itemAsLine } from '../cli/print.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Item } from '../model/item.ts'
import type { Store } from '../store/open-store.ts'
import { csvHeader, csvLine } from './csv.ts'

export interface ExportOptions {
  readonly form: HistoryForm
  /** At most so many; Infinity: all. */
  readonly limit: number
  readonly unreadOnly: boolean
}

/** Some lines, and how many items they hold. */
export interface ExportedPiece {
  readonly text: string
  readonly items: number
}

/**
 * Writes the history out, newest first, in pieces of a few hundred lines: however long it is, one piece is all there is
 * in memory. From a store that only reads it is the history of one moment.
 */
export function* exportHistory(
  store: Pick<Store, 'everything'>,
  { form, limit, unreadOnly }: ExportOptions,
): Generator<ExportedPiece, void> {
  if (form === 'csv') yield { text: csvHeader, items: 0 }
  const asText = writerOf(form)
  let left = limit
  for (const batch of store.everything({ unreadOnly })) {
    const items = batch.slice(0, left)
    if (items.length > 0) yield { text: items.map(asText).join(''), items: items.length }
    left -= items.length
    if (left <= 0) return
  }
}

function writerOf(form: HistoryForm): (item: Item) => string {
  switch (form) {
    case 'csv':
      return csvLine
    case 'json':
      return (item) => `${itemAsJson(item)}\n`
    case 'text':
      return (item) => `${itemAsLine(item)}\n`
    default:
      return assertNever(form)
  }
}
