import type { Item } from '../../electron/model/item.ts'
import type { Settings } from '../../electron/model/settings.ts'
import { startOfDay } from '../format/relative-time.ts'
import { shownAt } from './item-text.ts'
import type { Group } from './rows.ts'

export interface ItemGroup {
  /** Null: its items stand below no heading. */
  readonly group: Group | null
  /** The places of its items among all, newest first. */
  readonly indexes: readonly number[]
}

/**
 * Groups items, which are sorted newest first. A group stands where its newest item does, so further, older items change
 * nothing above it but its length.
 */
export function groupItems(items: readonly Item[], groupBy: Settings['groupBy']): readonly ItemGroup[] {
  switch (groupBy) {
    case 'day':
      return byDay(items)
    case 'category':
      return byName(items, ({ category }) => ({
        key: category === null ? 'no category' : `category ${category}`,
        name: { kind: 'category', category },
      }))
    case 'job':
      return byJob(items)
    default:
      return groupBy satisfies never
  }
}

function byDay(items: readonly Item[]): readonly ItemGroup[] {
  const groups: { readonly group: Group; readonly indexes: number[] }[] = []
  let dayStart = Number.POSITIVE_INFINITY
  items.forEach((item, index) => {
    const at = shownAt(item)
    if (at < dayStart) {
      dayStart = startOfDay(at)
      groups.push({ group: { key: `day ${dayStart}`, name: { kind: 'day', dayStart } }, indexes: [] })
    }
    groups.at(-1)?.indexes.push(index)
  })
  return groups
}

/**
 * The runs of the same job, and the notifications with the id of one of them. Jobs are the same when they have the same
 * title, as most servers give each run an id of its own. What has no company stands below no heading.
 */
function byJob(items: readonly Item[]): readonly ItemGroup[] {
  const groupOfId = new Map<string, Group>()
  for (const item of items) {
    const { type, source, id, title, category } = item
    if (type !== 'job') continue
    const key = title === null ? `job ${source} ${id}` : `jobs ${source} ${category} ${title}`
    groupOfId.set(`${source} ${id}`, { key, name: { kind: 'job', title, id } })
  }
  const groups = byName(items, ({ key, source, id }) => {
    return groupOfId.get(`${source} ${id}`) ?? { key: `alone ${key}`, name: { kind: 'job', title: null, id } }
  })
  return withoutLoneHeadings(groups)
}

function withoutLoneHeadings(groups: readonly ItemGroup[]): readonly ItemGroup[] {
  const joined: { readonly group: Group | null; readonly indexes: number[] }[] = []
  for (const { group, indexes } of groups) {
    const last = joined.at(-1)
    if (indexes.length > 1) joined.push({ group, indexes: [...indexes] })
    else if (last?.group === null) last.indexes.push(...indexes)
    else joined.push({ group: null, indexes: [...indexes] })
  }
  return joined
}

function byName(items: readonly Item[], groupOf: (item: Item) => Group): readonly ItemGroup[] {
  const groups = new Map<string, { readonly group: Group; readonly indexes: number[] }>()
  items.forEach((item, index) => {
    const group = groupOf(item)
    const known = groups.get(group.key)
    if (known === undefined) groups.set(group.key, { group, indexes: [index] })
    else known.indexes.push(index)
  })
  return [...groups.values()]
}
