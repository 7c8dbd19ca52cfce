import type { Item } from '../../../electron/model/item.ts'

type Key = Item['key']
type Keyed = Pick<Item, 'key'>
/** The items of each row, as the list shows them: a row may stand for several. */
type Rows = readonly (readonly Keyed[])[]

/** Which items are selected. Keys of items that have gone may be among them. */
export interface Selection {
  readonly keys: ReadonlySet<Key>
  /** An item of the row at which a range begins that is extended from here; null: it begins at the active row. */
  readonly anchor: Key | null
}

export const noSelection: Selection = { keys: new Set(), anchor: null }

export function isSelected({ keys }: Selection, row: readonly Keyed[]): boolean {
  return row.every(({ key }) => keys.has(key))
}

/** Selects the items of a row, or none of them if all were selected; a range begins at it. */
export function toggled(selection: Selection, row: readonly Keyed[]): Selection {
  const wasSelected = isSelected(selection, row)
  const keys = new Set(selection.keys)
  for (const { key } of row) {
    if (wasSelected) keys.delete(key)
    else keys.add(key)
  }
  return { keys, anchor: row[0]?.key ?? null }
}

/**
 * Selects everything from the row of the anchor to the row of this item, and nothing else.
 *
 * @param active an item of the row where the range begins if there is no anchor, or if it has gone
 */
export function extendedTo({ anchor }: Selection, rows: Rows, key: Key, active: Key | null): Selection {
  const placeOf = (wanted: Key | null) => rows.findIndex((row) => row.some((item) => item.key === wanted))
  const to = placeOf(key)
  if (to === -1) return noSelection
  const from = [placeOf(anchor), placeOf(active)].find((place) => place !== -1) ?? to
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).flat()
  return { keys: new Set(range.map((item) => item.key)), anchor: rows[from]?.[0]?.key ?? key }
}

export function allOf(items: readonly Keyed[], active: Key | null): Selection {
  return { keys: new Set(items.map(({ key }) => key)), anchor: active }
}

/** The selected items, in the order of the list. */
export function selectedOf<One extends Keyed>({ keys }: Selection, items: readonly One[]): readonly One[] {
  return keys.size === 0 ? [] : items.filter(({ key }) => keys.has(key))
}
