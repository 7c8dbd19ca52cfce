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

  function addItem(equal: readonly number[], run: Run | null, heading: number | null, nested: boolean): void {
    const first = equal[0] ?? 0
    const item = items[first]
    if (item === undefined) return
    addStop({
      kind: 'item',
      // A job that moved up is a new row: otherwise the list would scroll along with it.
      key: `${item.key} at ${item.position}`,
      index: rows.length,
      stop: stops.length,
      heading,
      item,
      items: equal.length === 1 ? [item] : equal.flatMap((index) => items[index] ?? []),
      first,
      last: equal.at(-1) ?? first,
      run,
      nested,
    })
  }

  function addRun(equal: readonly number[], heading: number | null, nested: boolean): void {
    const count = equal.length
    if (count === 1) {
      addItem(equal, null, heading, nested)
      return
    }
    const open = equal.some((index) => unfolded.has(items[index]?.key ?? 0))
    if (!open) addItem(equal, { count, open }, heading, nested)
    else
      equal.forEach((index, place) => {
        addItem([index], place === 0 ? { count, open } : null, heading, nested || place > 0)
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
      if (groupBy === 'day' && item !== undefined) addGaps(shownAt(item), heading)
      const end = endOfRun(items, indexes, at, gaps[0]?.at ?? Number.NEGATIVE_INFINITY)
      addRun(indexes.slice(at, end), heading, groupBy === 'job' && group !== null && at > 0)
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
