import { createTrim, type Database, replaceNul } from './database.ts'
import type { Effect } from './item-writer.ts'

export type Verdict = 'read' | 'withdrawn'

export type Tombstones = ReturnType<typeof createTombstones>

/** Enough for every thing of a busy month; what is older has long been replayed. */
const maxPerSource = 10_000

/**
 * What the server said of things by their ids: applied to those that are here, remembered for those that are
 * not.
 */
export function createTombstones(database: Database) {
  // An id means the thing that calls itself so; only where there is none, the one that came with such an SSE
  // id.
  const named = `
    source = :source AND hidden IS NOT 'withdrawn' AND id IN (SELECT value FROM json_each(:ids)) AND (
      named_by = 'thing' OR named_by = 'event' AND NOT EXISTS (
        SELECT 1 FROM item AS own
        WHERE own.id = item.id AND own.source = :source AND own.named_by = 'thing'))`
  const undue = `toast = iif(toast = 'pending', 'none', toast)`
  const read = database.prepare(
    `UPDATE item SET round = NULL, ${undue} WHERE ${named} AND round IS (SELECT round FROM ledger)`,
  )
  const withdraw = database.prepare(`UPDATE item SET hidden = 'withdrawn', ${undue} WHERE ${named}`)
  const remember = database.prepare(`
    INSERT INTO tombstone (source, id, verdict, at)
    SELECT :source, value, :verdict, :at FROM json_each(:ids)
    WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.id = value AND source = :source AND named_by <> 'store')
    LIMIT ${maxPerSource}
    ON CONFLICT (source, id) DO UPDATE SET verdict = 'withdrawn' WHERE excluded.verdict = 'withdrawn'`)
  const bury = database.prepare(`
    INSERT INTO tombstone (source, id, verdict, at)
    SELECT source, id, 'withdrawn', :at FROM item
    WHERE key IN (SELECT value FROM json_each(:keys)) AND named_by <> 'store'
    ON CONFLICT (source, id) DO UPDATE SET verdict = 'withdrawn'
    RETURNING source`)
  const trim = createTrim(database, 'tombstone', maxPerSource)
  const select = database.prepare('SELECT verdict FROM tombstone WHERE source = ? AND id = ?')

  return {
    apply(verdict: Verdict, thingIds: readonly string[], source: number, at: number): Effect {
      const ids = JSON.stringify(thingIds.map(replaceNul))
      const { changes } = (verdict === 'read' ? read : withdraw).run({ source, ids })
      if (remember.run({ source, ids, verdict, at }).changes > 0) trim(source)
      return { kind: changes > 0 ? 'changed' : 'none' }
    },

    /** Things that were removed for good, and are not to come back. */
    bury(keys: string, at: number): void {
      for (const { source } of bury.all({ keys, at })) trim(source)
    },

    verdictOn: (source: number, id: string): Verdict | null => select.get(source, id)?.verdict ?? null,
  }
}
