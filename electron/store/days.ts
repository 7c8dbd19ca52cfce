import type { Database } from './database.ts'

const dayMs = 86_400_000

/** A stretch of the history, both ends included. */
export interface Stretch {
  readonly low: number
  readonly high: number
}

const everything: Stretch = { low: 0, high: Number.MAX_SAFE_INTEGER - 1 }

/** Which positions dates have. */
export function createDays(database: Database) {
  const positions = database.prepare(
    'SELECT min(low) AS low, max(high) AS high FROM day WHERE number BETWEEN ? AND ?',
  )

  return {
    /** All items placed from `from` on and before `until` are within; so may others be. */
    positions(from: number | undefined, until: number | undefined): Stretch {
      if (from === undefined && until === undefined) return everything
      const first = from === undefined ? 0 : Math.floor(from / dayMs)
      const last = until === undefined ? Number.MAX_SAFE_INTEGER : Math.floor(until / dayMs)
      const { low, high } = positions.get(first, last)
      return low === null ? { low: 0, high: -1 } : { low, high }
    },
  }
}
