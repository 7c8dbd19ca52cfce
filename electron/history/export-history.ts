import { assertNever } from '../model/assert-never.ts'
import type { HistoryFilter } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import { printableLines } from '../model/printable.ts'
import type { FieldCipher } from '../store/field-cipher.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { openReadOnly } from '../store/open-store.ts'
import { byteOrderMark, type CsvSeparator, csvHeader, csvLine } from './csv.ts'
import { itemAsJson, itemAsLine } from './item-fields.ts'
import type { ServerNames } from './server-names.ts'

/** How a history is written out: a line for people, one JSON object a line, or comma-separated values. */
export type ExportFormat = 'text' | 'json' | 'csv'

export interface ExportOptions {
  readonly format: ExportFormat
  /** At most so many items; Infinity: all. */
  readonly limit: number
  readonly filter: HistoryFilter
  /** What lines for people call the servers; default: by no name. */
  readonly nameOf?: ServerNames
  /** Between the values of `csv`; a comma unless given. */
  readonly separator?: CsvSeparator
}

/** Some lines, and how many items they hold. */
export interface ExportedPiece {
  readonly text: string
  readonly items: number
}

/**
 * Writes the history out, newest first, in pieces of a hundred lines: however long it is, only one piece is in
 * memory. From a read-only store it is the history of one moment. A file that is saved may be printed, too: it holds
 * nothing that controls a terminal.
 */
export function* exportHistory(
  reader: Pick<HistoryReader, 'everything'>,
  { format, limit, filter, nameOf = () => null, separator = ',' }: ExportOptions,
): Generator<ExportedPiece, void> {
  if (format === 'csv') yield { text: csvHeader(separator), items: 0 }
  const toText = formatterOf(format, separator, nameOf)
  let left = limit
  for (const batch of reader.everything(filter)) {
    const items = batch.slice(0, left)
    yield { text: printableLines(items.map(toText).join('')), items: items.length }
    left -= items.length
    if (left <= 0) return
  }
}

function formatterOf(
  format: ExportFormat,
  separator: CsvSeparator,
  nameOf: ServerNames,
): (item: Item) => string {
  switch (format) {
    case 'csv':
      return (item) => csvLine(item, separator)
    case 'json':
      return (item) => `${itemAsJson(item)}\n`
    case 'text':
      return (item) => `${itemAsLine(item, nameOf(item.source))}\n`
    default:
      return assertNever(format)
  }
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly items: number }
  /** Why not: the name of a text (`problem.detail`), or what the system said. */
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Writes a file piece by piece, under a temporary name until it is complete. Resolves with why that failed (the name of
 * a text, or what the system said); null: it is there.
 */
export type WriteFile = (path: string, pieces: Iterable<string>) => Promise<string | null>

export interface SaveOptions {
  readonly format: 'csv' | 'json'
  /** Absent: the whole history. */
  readonly filter?: HistoryFilter | undefined
  readonly separator?: CsvSeparator
  /** Decrypts a history that is encrypted. */
  readonly cipher?: () => FieldCipher | null
}

/** Saves the history, as it is at this moment, to a file. CSV is written for spreadsheets: it is marked as UTF-8. */
export async function saveHistory(
  historyFile: string,
  target: string,
  writeFile: WriteFile,
  { format, filter = { unreadOnly: false }, separator = ',', cipher }: SaveOptions,
): Promise<SaveResult> {
  const opened = openReadOnly(historyFile, cipher)
  if (opened.kind !== 'open') return { kind: 'failed', reason: opened.reason }
  const { store } = opened
  let items = 0
  function* pieces() {
    if (format === 'csv') yield byteOrderMark
    const options = { format, limit: Number.POSITIVE_INFINITY, filter, separator }
    for (const piece of exportHistory(store, options)) {
      items += piece.items
      yield piece.text
    }
  }
  try {
    const reason = await writeFile(target, pieces())
    return reason === null ? { kind: 'saved', items } : { kind: 'failed', reason }
  } finally {
    store.close()
  }
}
