import { limits } from '../model/limits.ts'
import { createTrim, type Database, replaceNul } from './database.ts'
import type { Effect, Identity, Verdict } from './item-rules.ts'
import { notPending } from './read-state.ts'

export type Tombstones = ReturnType<typeof createTombstones>

type NamedIdentity = Exclude<Identity, { readonly namedBy: 'store' }>

const maxPerSource = limits.stored.tombstones.max

/**
 * What the server reported about items by their ids: applied to those that are stored, remembered for those that are not.
 * All of it runs inside the caller's transaction.
 */
export function createTombstones(database: Database) {
  // An id means the item whose own id it is; only where there is none, the item that came with it as SSE id.
  const isMeant = `
    source = :source AND hidden IS NOT 'withdrawn' AND id IN (SELECT value FROM json_each(:ids)) AND (
      named_by = 'item' OR named_by = 'event' AND NOT EXISTS (
        SELECT 1 FROM item AS own
        WHERE own.id = item.id AND own.source = :source AND own.named_by = 'item'))`
  const read = database.prepare(`
    UPDATE item SET read_epoch = NULL, ${notPending} WHERE ${isMeant} AND read_epoch IS NOT NULL`)
  const withdraw = database.prepare(`
    UPDATE item SET hidden = 'withdrawn', notification = iif(notification = 'pending', 'none', notification),
      snoozed_until = NULL, repeat_at = NULL, pinned_at = NULL
    WHERE ${isMeant}`)
  const remember = database.prepare(`
    INSERT INTO tombstone (source, id, verdict, at)
    SELECT :source, value, :verdict, :at FROM json_each(:ids)
    WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.id = value AND source = :source AND named_by <> 'store')
    LIMIT ${maxPerSource}
    ON CONFLICT (source, id, content_digest) DO UPDATE SET verdict = 'withdrawn' WHERE excluded.verdict = 'withdrawn'`)
  const addWithdrawn = database.prepare(`
    INSERT INTO tombstone (source, id, content_digest, verdict, at)
    SELECT source, id, content_digest, 'withdrawn', :at FROM item
    WHERE key IN (SELECT value FROM json_each(:keys)) AND named_by <> 'store'
    ON CONFLICT (source, id, content_digest) DO UPDATE SET verdict = 'withdrawn'
    RETURNING source`)
  const trim = createTrim(database, 'tombstone', maxPerSource)
  // A server names ids only; an item that was deleted here is known by its content too.
  const select = database.prepare(
    `SELECT verdict FROM tombstone WHERE source = ? AND id = ? AND content_digest IN ('', ?)
     ORDER BY verdict = 'withdrawn' DESC LIMIT 1`,
  )

  return {
    apply(verdict: Verdict, itemIds: readonly string[], source: number, at: number): Effect {
      const ids = JSON.stringify(itemIds.map(replaceNul))
      const { changes } = (verdict === 'read' ? read : withdraw).run({ source, ids })
      if (remember.run({ source, ids, verdict, at }).changes > 0) trim(source)
      return { kind: changes > 0 ? 'changed' : 'none' }
    },

    /** Items that are removed for good must not come back with a replay. `keys` is a JSON array. */
    addWithdrawn(keys: string, at: number): void {
      for (const { source } of addWithdrawn.all({ keys, at })) trim(source)
    },

    verdictOn: (source: number, { id, contentDigest }: NamedIdentity): Verdict | null =>
      select.get(source, id, contentDigest)?.verdict ?? null,
  }
}
