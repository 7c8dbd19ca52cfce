import type { Item } from '../../electron/model/item.ts'
import type { WindowCommand } from '../../electron/window/contract.ts'

type Keyed = Pick<Item, 'key'>
type KeysCommand = Extract<WindowCommand, { readonly keys: readonly Item['key'][] }>

/** A command with more keys is refused. */
const maxKeys = 1_000

/** The same command for many items, in as many parts as are needed. */
export function forKeys(
  type: Exclude<KeysCommand['type'], 'snooze'>,
  items: readonly Keyed[],
): readonly WindowCommand[] {
  return inBatches(items).map((keys) => ({ type, keys }))
}

/** The keys of items, in parts that fit into a command. */
export function inBatches(items: readonly Keyed[]): readonly (readonly Item['key'][])[] {
  const keys = items.map(({ key }) => key)
  return Array.from({ length: Math.ceil(keys.length / maxKeys) }, (_, index) =>
    keys.slice(index * maxKeys, (index + 1) * maxKeys),
  )
}
