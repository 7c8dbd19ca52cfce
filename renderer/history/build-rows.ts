import type { Item } from '../../electron/model/item.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import type { Settings } from '../../electron/model/settings.ts'
import { startOfDay } from '../format/relative-time.ts'
import { groupItems } from './group-items.ts'
import { isEqualItem } from './is-equal-item.ts'
import { shownAt } from './item-text.ts'
import type { Group, HistoryRow, Run, Stop } from './rows.ts'

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

/** Where the first and the last item of a row are among all, and the heading among the rows. */
interface Places {
  readonly first: number
  readonly last: number
  readonly heading: number | null
}

/** A folded run of more items than this is not the end at which more is loaded by itself: it could take all to fill it. */
const maxEndlessRun = 100

/** The rows of a list of items, which are sorted newest first: their headings, runs folded into one, and gaps. */
export function buildRows(items: readonly Item[], options: RowsOptions): HistoryRows {
  const { groupBy, folded, unfolded, complete } = options
  const gaps = [...options.gaps].sort((a, b) => b.at - a.at)
  const rows: HistoryRow[] = []
  const stops: Stop[] = []

  function addStop(row: Stop): void {
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
    if (first === undefined) return
    addStop({
      kind: 'gap',
      key: `gap ${first}`,
      index: rows.length,
      stop: stops.length,
      heading,
      servers,
    })
  }

  function addHeading(group: Group, count: number): void {
    const index = rows.length
    const row = { kind: 'heading', key: group.key, index, heading: index, group, count } as const
    if (folded.has(group.key)) addStop({ ...row, folded: true, stop: stops.length })
    else rows.push({ ...row, folded: false, stop: null })
  }

  function addItem(
    item: Item,
    equal: readonly Item[],
    places: Places,
    run: Run | null,
    nested: boolean,
  ): void {
    const { first, last, heading } = places
    const [index, stop] = [rows.length, stops.length]
    // A job that moved up is a new row: otherwise the list would scroll along with it.
    const key = `${item.key} at ${item.position}`
    addStop({ kind: 'item', key, index, stop, heading, item, items: equal, first, last, run, nested })
  }

  function addRun(indexes: readonly number[], heading: number | null, nested: boolean): void {
    const equal = indexes.flatMap((index) => items[index] ?? [])
    const [head] = equal
    const count = equal.length
    if (head === undefined) return
    const places = { first: indexes[0] ?? 0, last: indexes.at(-1) ?? 0, heading }
    if (!equal.some(({ key }) => unfolded.has(key))) {
      addItem(head, equal, places, { count, open: false }, nested)
      return
    }
    equal.forEach((item, place) => {
      const index = indexes[place] ?? 0
      const run = place === 0 ? { count, open: true } : null
      addItem(item, [item], { first: index, last: index, heading }, run, nested || place > 0)
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
      const index = indexes[at] ?? 0
      const item = items[index]
      if (item === undefined) break
      if (gaps.length > 0) addGaps(shownAt(item), heading)
      const end = endOfRun(items, indexes, at, gaps[0]?.at ?? Number.NEGATIVE_INFINITY)
      const nested = groupBy === 'job' && group !== null && at > 0
      if (end === at + 1) addItem(item, [item], { first: index, last: index, heading }, null, nested)
      else addRun(indexes.slice(at, end), heading, nested)
      at = end
    }
  }
  if (complete) addGaps(Number.NEGATIVE_INFINITY, rows.at(-1)?.heading ?? null)
  const endless = groupBy === 'day' && !endsFolded(rows)
  if (!endless && !complete)
    addStop({
      kind: 'more',
      key: 'more',
      index: rows.length,
      stop: stops.length,
      heading: null,
      count: items.length,
    })
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
