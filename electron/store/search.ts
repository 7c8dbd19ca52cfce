import type { Item } from '../model/item.ts'
import { containsAll, fold } from '../model/text-folding.ts'
import type { Contents, ItemContent, SealedRow } from './contents.ts'
import type { Database } from './database.ts'
import type { Filters } from './filters.ts'
import { type ItemRow, itemColumns } from './item-columns.ts'
import { createStatements } from './statements.ts'
import { entriesOf, matchOf, searchedLength } from './trigrams.ts'

export interface SearchRange {
  readonly filters: Filters
  /** Empty: every text matches. */
  readonly terms: readonly string[]
  /** The FTS5 query to use instead of the one for all terms; null: that one. */
  readonly match: string | null
  /** Positions from `floor` on and below `before` are searched. */
  readonly floor: number
  readonly before: number
  readonly limit: number
  /** The search index does not have all of it: every row is read. */
  readonly isScanned: boolean
}

/** What was found, newest first, and the `before` of the next range. */
export interface SearchBatch {
  readonly items: readonly Item[]
  readonly next: number
}

interface SearchedRow extends ItemRow {
  readonly searched: string
}

interface ScannedRow extends SealedRow {
  readonly key: Item['key']
  readonly position: number
  readonly isNamedByStore: 0 | 1
  /** Of a row that is not sealed. */
  readonly searched: string | null
}

/**
 * Without the search index most comparisons fail: so many rows are read at once. Not more, because a server may send
 * nothing but the longest texts, and to compare them takes its time.
 */
const comparedRows = 100

/** A scan stops at the first row after this. */
const maxScanMs = 3
const maxScannedRows = 200

/** Fewer entries than this are rare. */
const maxRareEntries = 500

/** The text of an item that a search compares: fields on lines of their own. An id that the store generated is none. */
export const searchedText = `concat_ws(char(10), substr(item.title, 1, ${searchedLength}),
  substr(item.message, 1, ${searchedLength}), substr(item.category, 1, ${searchedLength}),
  iif(item.named_by = 'store', NULL, item.id))`

const inRange = 'position < :before AND position >= :floor'
// JavaScript's numbers arrive as REAL, and FTS5 takes its bounds from integers only: otherwise it would go through all
// the matches of the whole history (fts5GetRowidLimit in fts5_main.c).
const isEntryInRange = 'trigram.rowid < CAST(:before AS INTEGER) AND trigram.rowid >= CAST(:floor AS INTEGER)'
const columns = `${itemColumns}, ${searchedText} AS searched`

/** Finds matches in a range of the history. */
export function createSearch(database: Database, contents: Contents, stopwatch: () => number) {
  const prepared = createStatements(database)
  let scannedRows = comparedRows
  const { itemOf } = contents

  const matchesOf = (rows: readonly SearchedRow[], terms: readonly string[]): Item[] =>
    rows.filter(({ searched }) => containsAll(fold(searched), terms)).map(itemOf)

  function filter({ filters, floor, before, limit }: SearchRange): SearchBatch {
    const rows: ItemRow[] = prepared(
      `SELECT ${itemColumns} FROM item INDEXED BY ${filters.index} WHERE ${filters.condition} AND ${inRange}
       ORDER BY position DESC LIMIT :limit`,
    ).all({ ...filters.values, floor, before, limit })
    return { items: rows.map(itemOf), next: nextOf(rows, limit, floor) }
  }

  /** Reads the rows of a short index one by one. */
  function compare({ filters, terms, floor, before }: SearchRange): SearchBatch {
    const rows: SearchedRow[] = prepared(
      `SELECT ${columns} FROM item INDEXED BY ${filters.index} WHERE ${filters.condition} AND ${inRange}
       ORDER BY position DESC LIMIT ${comparedRows}`,
    ).all({ ...filters.values, floor, before })
    return { items: matchesOf(rows, terms), next: nextOf(rows, comparedRows, floor) }
  }

  /**
   * The same where items are sealed: only what is compared is read of those that do not match. How many are decrypted at
   * once depends on how long that takes: all of them may have the longest texts.
   */
  function scan({ filters, terms, floor, before }: SearchRange): SearchBatch {
    const rows: ScannedRow[] = prepared(
      `SELECT key, position, id, sealed, named_by = 'store' AS isNamedByStore,
         iif(sealed IS NULL, ${searchedText}, NULL) AS searched
       FROM item INDEXED BY ${filters.index} WHERE ${filters.condition} AND ${inRange}
       ORDER BY position DESC LIMIT :limit`,
    ).all({ ...filters.values, floor, before, limit: scannedRows })
    const startedAt = stopwatch()
    const matching: Item['key'][] = []
    let compared = 0
    for (const row of rows) {
      if (compared > 0 && stopwatch() - startedAt > maxScanMs) break
      if (containsAll(fold(searchedIn(row)), terms)) matching.push(row.key)
      compared += 1
    }
    const next =
      compared < rows.length ? (rows[compared - 1]?.position ?? floor) : nextOf(rows, scannedRows, floor)
    scannedRows = compared < rows.length ? compared : nextScannedRows(scannedRows, stopwatch() - startedAt)
    if (matching.length === 0) return { items: [], next }
    const found: ItemRow[] = prepared(
      `SELECT ${itemColumns} FROM item WHERE key IN (SELECT value FROM json_each(?)) ORDER BY position DESC`,
    ).all(JSON.stringify(matching))
    return { items: found.map(itemOf), next }
  }

  /** What a search compares; empty: it can't be read. */
  function searchedIn(row: ScannedRow): string {
    if (row.searched !== null) return row.searched
    const content = contents.openItem(row)
    return content === null ? '' : searchedOf(content, row)
  }

  // Two queries and not one over both tables: each of them stays in the order of its index and stops at the limit.
  function search({ filters, terms, match, floor, before, limit }: SearchRange): SearchBatch {
    const parameters = { ...filters.values, floor, before, limit }
    const indexed: SearchedRow[] = prepared(
      `SELECT ${columns} FROM trigram CROSS JOIN item ON item.position = trigram.rowid
       WHERE trigram MATCH :match AND ${isEntryInRange} AND ${filters.condition}
       ORDER BY trigram.rowid DESC LIMIT :limit`,
    ).all({ ...parameters, match: match ?? matchOf(terms) })
    const queued: SearchedRow[] = prepared(
      `SELECT ${columns} FROM (SELECT position AS queued FROM index_queue WHERE ${inRange} ORDER BY position DESC)
       CROSS JOIN item ON item.position = queued
       WHERE ${filters.condition} ORDER BY queued DESC LIMIT :limit`,
    ).all({ ...parameters, limit: comparedRows })

    // Below the position where one of them stopped, the other one's rows are only a part.
    const next = Math.max(nextOf(indexed, limit, floor), nextOf(queued, comparedRows, floor))
    const rows = new Map([...indexed, ...queued].map((row) => [row.position, row]))
    const reached = [...rows.values()].filter(({ position }) => position >= next)
    return { items: matchesOf(reached, terms).sort((a, b) => b.position - a.position), next }
  }

  return {
    /**
     * The FTS5 query for the rarest part of the terms, if it is rare enough to compare all items that have it; null if
     * it is not. Where one word is rare and the others are common, FTS5 would go through all entries of the others.
     */
    rarestOf(terms: readonly string[], before: number): string | null {
      let fewest = maxRareEntries
      let match: string | null = null
      for (const entry of new Set(terms.flatMap(entriesOf))) {
        const { count }: { readonly count: number } = prepared(
          `SELECT count(*) AS count FROM (
             SELECT rowid FROM trigram WHERE trigram MATCH :entry AND trigram.rowid < CAST(:before AS INTEGER)
             ORDER BY rowid DESC LIMIT ${maxRareEntries})`,
        ).get({ entry, before })
        if (count >= fewest) continue
        fewest = count
        match = entry
      }
      return match
    },

    find(range: SearchRange): SearchBatch {
      if (range.terms.length === 0) return filter(range)
      if (range.isScanned) return scan(range)
      return range.filters.isShort ? compare(range) : search(range)
    },
  }
}

/** The same as `searchedText`, of a row that is sealed. */
function searchedOf({ title, message, category }: ItemContent, { id, isNamedByStore }: ScannedRow): string {
  const fields = [title, message, category].map((text) => text !== null && firstCharacters(text))
  return [...fields, isNamedByStore === 0 && id].filter((text) => text !== false).join('\n')
}

function firstCharacters(text: string): string {
  return text.length <= searchedLength ? text : [...text].slice(0, searchedLength).join('')
}

/** Where to go on below these rows: at the floor if there were fewer than the limit. */
function nextOf(rows: readonly Pick<ItemRow, 'position'>[], limit: number, floor: number): number {
  return rows.length < limit ? floor : (rows.at(-1)?.position ?? floor)
}

function nextScannedRows(rows: number, tookMs: number): number {
  return tookMs < maxScanMs / 2 ? Math.min(rows * 2, maxScannedRows) : rows
}
