import type { Item } from '../../../electron/model/item.ts'

type Key = Item['key']
type Items = readonly Pick<Item, 'key'>[]

/** Which items are selected. Keys of items that have gone may be among them. */
export interface Selection {
  readonly keys: ReadonlySet<Key>
  /** Where a range begins that is extended from here; null: at the active item. */
  readonly anchor: Key | null
}

export const noSelection: Selection = { keys: new Set(), anchor: null }

/** Selects an item, or no longer; a range begins at it. */
export function toggled({ keys }: Selection, key: Key): Selection {
  const rest = [...keys].filter((other) => other !== key)
  return { keys: new Set(rest.length < keys.size ? rest : [...keys, key]), anchor: key }
}

/**
 * Selects everything from the anchor to this item, and nothing else.
 *
 * @param active where the range begins if there is no anchor, or if it has gone
 */
export function extendedTo({ anchor }: Selection, items: Items, key: Key, active: Key | null): Selection {
  const indexOf = (wanted: Key | null) => items.findIndex((item) => item.key === wanted)
  const to = indexOf(key)
  if (to === -1) return noSelection
  const from = [indexOf(anchor), indexOf(active)].find((index) => index !== -1) ?? to
  const range = items.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { keys: new Set(range.map((item) => item.key)), anchor: items[from]?.key ?? key }
}

export function allOf(items: Items, active: Key | null): Selection {
  return { keys: new Set(items.map(({ key }) => key)), anchor: active }
}

/** The selected items, in the order of the list. */
export function selectedOf<One extends Pick<Item, 'key'>>({ keys }: Selection, items: readonly One[]) {
  return keys.size === 0 ? [] : items.filter(({ key }) => keys.has(key))
}
