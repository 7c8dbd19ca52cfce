import type { Item } from '../../electron/model/item.ts'
import type { ServerKey } from '../../electron/model/server.ts'

/** A row of the list. Each has a key that stays the same while others come and go around it. */
export type HistoryRow = HeadingRow | ItemRow | GapRow | MoreRow

interface RowPlace {
  readonly key: string
  /** Its place among the rows. */
  readonly index: number
  /** The place of the row among those that the arrow keys move between, from 0; null: it is none of them. */
  readonly stop: number | null
  /** The index of the heading of its group among the rows; null: it is in none. A heading has its own. */
  readonly heading: number | null
}

/** The heading of a group. Without its items, it is where the arrow keys stop. */
export interface HeadingRow extends RowPlace {
  readonly kind: 'heading'
  readonly group: Group
  readonly count: number
  readonly folded: boolean
}

export interface ItemRow extends RowPlace {
  readonly kind: 'item'
  readonly stop: number
  /** The newest, where the row stands for several. */
  readonly item: Item
  /** Everything that the row stands for, and that an action on it is about. */
  readonly items: readonly Item[]
  /** The indexes of the first and the last of them among the loaded items. */
  readonly first: number
  readonly last: number
  /** Equal items in a row: this is their first row. Null: it is not, or the item has no equal beside it. */
  readonly run: Run | null
  /** Whether it is listed below another one: as an item of a job, or as one of an unfolded run. */
  readonly nested: boolean
}

export interface Run {
  readonly count: number
  readonly open: boolean
}

/** Some notifications from before this place in time may be missing. */
export interface GapRow extends RowPlace {
  readonly kind: 'gap'
  readonly stop: number
  /** Those of these servers: several where no item came in between. The first noticed it last. */
  readonly servers: readonly ServerKey[]
}

/** There is more, which is loaded on request only. */
export interface MoreRow extends RowPlace {
  readonly kind: 'more'
  readonly stop: number
  /** How many items are loaded. */
  readonly count: number
}

/** What the items below a heading have in common. */
export interface Group {
  readonly key: string
  readonly name:
    | { readonly kind: 'day'; readonly dayStart: number }
    /** Null: they have none. */
    | { readonly kind: 'category'; readonly category: string | null }
    | { readonly kind: 'job'; readonly title: string | null; readonly id: Item['id'] }
}

/** Where one stops in the list with the arrow keys. */
export type Stop = Exclude<HistoryRow, HeadingRow> | (HeadingRow & { readonly stop: number })

/** Identifies a row while others come and go: that of an item by its key, wherever the item moves. */
export type RowKey = Item['key'] | string

export function rowKey(row: HistoryRow): RowKey {
  return row.kind === 'item' ? row.item.key : row.key
}
