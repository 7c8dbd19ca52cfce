import type { Item } from '../../electron/model/item.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import type { Settings } from '../../electron/model/settings.ts'
import { startOfDay } from '../format/relative-time.ts'
import { groupItems } from './group-items.ts'
import { isEqualItem } from './is-equal-item.ts'
import { shownAt } from './item-text.ts'
import type { Group, HistoryRow, ItemRow, Stop } from './rows.ts'

export interface RowsOptions {
  readonly groupBy: Settings['groupBy']
  /** The keys of the groups that show only their heading. */
  readonly folded: ReadonlySet<Group['key']>
  /** Items whose run is unfolded, if they are in one. */
  readonly unfolded: ReadonlySet<Item['key']>
  /** Where items may be missing, and when that was noticed (milliseconds since the epoch). */
  readonly gaps: readonly { readonly server: ServerKey; readonly at: number }[]
  /** Whether the history ends with the last of the items. */
  readonly complete: boolean
}

export interface HistoryRows {
  readonly rows: readonly HistoryRow[]
  readonly stops: readonly Stop[]
  /** Whether more is loaded as one nears the end; otherwise a row at the end offers it. */
  readonly endless: boolean
}

/** A stop without its places, which are those after the rows before it. */
type StopContent = WithoutPlaces<Stop>
type WithoutPlaces<Row> = Row extends Stop ? Omit<Row, 'index' | 'stop'> : never
type ItemContent = Omit<ItemRow, 'kind' | 'key' | 'item' | 'index' | 'stop'>

/** A folded run of more items than this is not the end at which more is loaded by itself: it could take all to fill it. */
const maxEndlessRun = 100

/** The rows of a list of items, which are sorted newest first: their headings, runs folded into one, and gaps. */
export function buildRows(items: readonly Item[], options: RowsOptions): HistoryRows {
  const { groupBy, folded, unfolded, complete } = options
  const gaps = [...options.gaps].sort((a, b) => b.at - a.at)
  const rows: HistoryRow[] = []
  const stops: Stop[] = []

  function addStop(content: StopContent): void {
    const row: Stop = { ...content, index: rows.length, stop: stops.length }
    rows.push(row)
    stops.push(row)
  }

  function addGaps(newerThan: number, heading: number | null): void {
    const servers: ServerKey[] = []
    for (let gap = gaps[0]; gap !== undefined && gap.at > newerThan; gap = gaps[0]) {
      servers.push(gap.server)
      gaps.shift()
    }
    const [first] = servers
    if (first !== undefined) addStop({ kind: 'gap', key: `gap ${first}`, heading, servers })
  }

  function addHeading(group: Group, count: number): void {
    const index = rows.length
    const row = { kind: 'heading', key: group.key, heading: index, group, count } as const
    if (folded.has(group.key)) addStop({ ...row, folded: true })
    else rows.push({ ...row, index, folded: false, stop: null })
  }

  function addItem(item: Item, row: ItemContent): void {
    // A job that moved up is a new row: otherwise the list would scroll along with it.
    addStop({ kind: 'item', key: `${item.key} at ${item.position}`, item, ...row })
  }

  function addRun(indexes: readonly number[], heading: number | null, nested: boolean): void {
    const equal = indexes.flatMap((index) => items[index] ?? [])
    const [head] = equal
    const [first = 0] = indexes
    const count = equal.length
    if (head !== undefined && count > 1 && !equal.some(({ key }) => unfolded.has(key))) {
      const run = { count, open: false }
      addItem(head, { items: equal, first, last: indexes.at(-1) ?? 0, heading, run, nested })
      return
    }
    equal.forEach((item, place) => {
      const index = indexes[place] ?? 0
      const run = count > 1 && place === 0 ? { count, open: true } : null
      addItem(item, { items: [item], first: index, last: index, heading, run, nested: nested || place > 0 })
    })
  }

  // Only in the order of time there is a place for a gap.
  if (groupBy !== 'day') addGaps(Number.NEGATIVE_INFINITY, null)
  for (const { group, indexes } of groupItems(items, groupBy)) {
    if (group?.name.kind === 'day') addGaps(startOfDay(group.name.dayStart, 1), rows.at(-1)?.heading ?? null)
    const heading = group === null ? null : rows.length
    if (group !== null) addHeading(group, indexes.length)
    if (group !== null && folded.has(group.key)) continue
    for (let at = 0; at < indexes.length; ) {
      const item = items[indexes[at] ?? 0]
      if (item === undefined) break
      if (gaps.length > 0) addGaps(shownAt(item), heading)
      const end = endOfRun(items, indexes, at, gaps[0]?.at ?? Number.NEGATIVE_INFINITY)
      const nested = groupBy === 'job' && group !== null && at > 0
      addRun(indexes.slice(at, end), heading, nested)
      at = end
    }
  }
  if (complete) addGaps(Number.NEGATIVE_INFINITY, rows.at(-1)?.heading ?? null)
  const endless = groupBy === 'day' && !endsFolded(rows)
  if (!endless && !complete) addStop({ kind: 'more', key: 'more', heading: null, count: items.length })
  return { rows, stops, endless }
}

/** The end of the equal items that begin at a place in the group, unless a gap lies between them. */
function endOfRun(items: readonly Item[], indexes: readonly number[], at: number, gapAt: number): number {
  let end = at + 1
  const first = items[indexes[at] ?? 0]
  for (; end < indexes.length; end += 1) {
    const item = items[indexes[end] ?? 0]
    if (first === undefined || item === undefined) break
    if (!isEqualItem(first, item) || shownAt(item) < gapAt) break
  }
  return end
}

/** Whether the end is hidden: what is loaded then would not be seen, and so more and more of it. */
function endsFolded(rows: readonly HistoryRow[]): boolean {
  const last = rows.at(-1)
  if (last?.kind === 'heading') return last.folded
  return last?.kind === 'item' && last.items.length > maxEndlessRun
}
