import type { HistoryFilter } from '../model/history-query.ts'
import type { Database } from './database.ts'

/** Positions from `floor` on and below `before`. */
export interface PositionRange {
  readonly floor: number
  readonly before: number
}

/** So many positions share a row of `period`. The triggers of the schema have the same number. */
export const blockSize = 1_000

/** Finds the positions of a range of dates, however often the clock was set. */
export function createPeriods(database: Database) {
  const blocks = database.prepare(`
    SELECT block FROM period WHERE first_at < :until AND last_at >= :from AND block <= :last ORDER BY block DESC`)

  return {
    /** The ranges below `top` in which items of this time may be, the highest first. All others are elsewhere. */
    rangesBelow(
      top: number,
      { from, until }: Pick<HistoryFilter, 'from' | 'until'>,
    ): readonly PositionRange[] {
      if (from === undefined && until === undefined) return [{ floor: 0, before: top }]
      const last = Math.floor(top / blockSize)
      const bounds = { from: from ?? Number.MIN_SAFE_INTEGER, until: until ?? Number.MAX_SAFE_INTEGER }
      const ranges: PositionRange[] = []
      for (const { block } of blocks.all({ ...bounds, last })) {
        const floor = block * blockSize
        const above = ranges.at(-1)
        if (above?.floor === floor + blockSize) ranges[ranges.length - 1] = { ...above, floor }
        else ranges.push({ floor, before: Math.min(top, floor + blockSize) })
      }
      return ranges
    },
  }
}
