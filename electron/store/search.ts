import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'
import type { Filters } from './filters.ts'
import { type ItemRow, itemColumns, itemOf } from './item-columns.ts'
import { entriesOf, fold, holdsAll, matchOf, searchedLength } from './trigrams.ts'

export interface Wanted {
  readonly filters: Filters
  /** Empty: every text will do. */
  readonly terms: readonly string[]
  /** The FTS5 query to look with instead of the one for all terms; null: that one. */
  readonly match: string | null
  /** Positions from `floor` on and below `before` are looked at. */
  readonly floor: number
  readonly before: number
  readonly limit: number
  /** An index with few entries that all matches are in; null: none is known to have few. */
  readonly shortIndex: string | null
}

/** What was found, newest first, and where to go on below. */
export interface Found {
  readonly items: readonly Item[]
  readonly next: number
}

interface SearchedRow extends ItemRow {
  readonly searched: string
}

/** Without the index it is one by one, most of it in vain: more at a time. */
const mostCompared = 400

/** Fewer than this are rare. */
const rare = 500

/** What of an item can be found: fields on lines of their own. An id that the store made up can't. */
export const searchedText = `concat_ws(char(10), substr(item.title, 1, ${searchedLength}),
  substr(item.message, 1, ${searchedLength}), substr(item.category, 1, ${searchedLength}),
  iif(item.named_by = 'store', NULL, item.id))`

const within = 'position < :before AND position >= :floor'
// JavaScript's numbers arrive as REAL, and FTS5 takes its bounds from integers only: it would go through all the matches
// of the whole history instead (fts5GetRowidLimit in fts5_main.c).
const withinGram = 'gram.rowid < CAST(:before AS INTEGER) AND gram.rowid >= CAST(:floor AS INTEGER)'
const columns = `${itemColumns}, ${searchedText} AS searched`

/** Finds what is wanted within a stretch of the history. */
export function createSearch(database: Database) {
  const statements = new Map<string, ReturnType<Database['prepare']>>()
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, known)
    return known
  }

  function plain({ filters, floor, before, limit }: Wanted): Found {
    const source = filters.index === null ? 'item' : `item INDEXED BY ${filters.index}`
    const rows: ItemRow[] = prepared(
      `SELECT ${itemColumns} FROM ${source} WHERE ${filters.condition} AND ${within}
       ORDER BY position DESC LIMIT :limit`,
    ).all({ ...filters.values, floor, before, limit })
    return { items: rows.map(itemOf), next: nextOf(rows, limit, floor) }
  }

  /** One by one: right where there are few. */
  function compare({ filters, terms, floor, before, shortIndex }: Wanted): Found {
    const rows: SearchedRow[] = prepared(
      `SELECT ${columns} FROM item INDEXED BY ${shortIndex} WHERE ${filters.condition} AND ${within}
       ORDER BY position DESC LIMIT ${mostCompared}`,
    ).all({ ...filters.values, floor, before })
    return { items: holding(rows, terms), next: nextOf(rows, mostCompared, floor) }
  }

  /**
   * The FTS5 query for the rarest part of the terms, when it is rare enough to compare all that have it one by one; null
   * when it is not. Where one word is rare and the others are not, FTS5 would go through all that the others are in.
   */
  function rarest(terms: readonly string[], floor: number, before: number): string | null {
    let fewest = rare
    let match: string | null = null
    for (const entry of new Set(terms.flatMap(entriesOf))) {
      const { count }: { readonly count: number } = prepared(
        `SELECT count(*) AS count FROM (
           SELECT rowid FROM gram WHERE gram MATCH :entry AND ${withinGram}
           ORDER BY rowid DESC LIMIT ${rare})`,
      ).get({ entry, before, floor })
      if (count >= fewest) continue
      fewest = count
      match = entry
    }
    return match
  }

  // Two looks and not one over both: so either stays in the order of its index and stops at the limit.
  function search({ filters, terms, match, floor, before, limit }: Wanted): Found {
    const parameters = { ...filters.values, floor, before, limit }
    const indexed: SearchedRow[] = prepared(
      `SELECT ${columns} FROM gram CROSS JOIN item ON item.position = gram.rowid
       WHERE gram MATCH :match AND ${withinGram} AND ${filters.condition}
       ORDER BY gram.rowid DESC LIMIT :limit`,
    ).all({ ...parameters, match: match ?? matchOf(terms) })
    const waiting: SearchedRow[] = prepared(
      `SELECT ${columns} FROM (SELECT position AS waiting FROM unindexed WHERE ${within} ORDER BY position DESC)
       CROSS JOIN item ON item.position = waiting
       WHERE ${filters.condition} ORDER BY waiting DESC LIMIT :limit`,
    ).all({ ...parameters, limit: mostCompared })

    // Below the point where one of them stopped the other knows only a part.
    const next = Math.max(nextOf(indexed, limit, floor), nextOf(waiting, mostCompared, floor))
    const rows = new Map([...indexed, ...waiting].map((row) => [row.position, row]))
    const reached = [...rows.values()].filter(({ position }) => position >= next)
    return { items: holding(reached, terms).sort((a, b) => b.position - a.position), next }
  }

  return {
    rarest,

    find(wanted: Wanted): Found {
      if (wanted.terms.length === 0) return plain(wanted)
      return wanted.shortIndex === null ? search(wanted) : compare(wanted)
    },
  }
}

function holding(rows: readonly SearchedRow[], terms: readonly string[]): Item[] {
  return rows.filter(({ searched }) => holdsAll(fold(searched), terms)).map(itemOf)
}

function nextOf(rows: readonly ItemRow[], limit: number, floor: number): number {
  return rows.length < limit ? floor : (rows.at(-1)?.position ?? floor)
}
