import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'

/** What the user, or the desktop, did with items. The numbers returned say how many rows changed. */
export function openReadState(database: Database) {
  const listed = 'key IN (SELECT value FROM json_each(:keys))'
  const keyed = `hidden IS NULL AND ${listed}`
  const isUnread = 'round IS (SELECT round FROM ledger)'
  const undue = `toast = iif(toast = 'pending', 'none', toast)`
  const read = database.prepare(`UPDATE item SET round = NULL, ${undue} WHERE ${keyed} AND ${isUnread}`)
  const unread = database.prepare(`
    UPDATE item SET round = (SELECT round FROM ledger)
    WHERE ${keyed} AND NOT (${isUnread}) AND (state IS NULL OR state NOT IN ('queued', 'running'))`)
  const countUnread = database.prepare('SELECT coalesce(sum(unread), 0) AS count FROM source')
  const nextRound = database.prepare('UPDATE ledger SET round = round + 1, settled = position')
  const noneUnread = database.prepare('UPDATE source SET unread = 0')
  const remove = database.prepare(
    `UPDATE item SET hidden = 'deleted', hidden_at = :at, ${undue} WHERE ${keyed}`,
  )
  const restore = database.prepare(
    `UPDATE item SET hidden = NULL, hidden_at = NULL WHERE hidden = 'deleted' AND ${listed}`,
  )

  return {
    read: (keys: Keys): number => changed(read, { keys: JSON.stringify(keys) }),

    unread: (keys: Keys): number => changed(unread, { keys: JSON.stringify(keys) }),

    allRead(): number {
      const { count } = countUnread.get()
      if (count === 0) return 0
      nextRound.run()
      noneUnread.run()
      return count
    },

    remove: (keys: Keys, at: number): number => changed(remove, { keys: JSON.stringify(keys), at }),

    restore: (keys: Keys): number => changed(restore, { keys: JSON.stringify(keys) }),
  }
}

type Keys = readonly Item['key'][]
type Statement = ReturnType<Database['prepare']>

function changed(statement: Statement, parameters: Record<string, string | number>): number {
  return statement.run(parameters).changes
}
