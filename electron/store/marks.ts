import type { Item, ToastState } from '../model/item.ts'
import type { Database } from './database.ts'
import { type ItemRow, itemColumns, itemOf } from './item-row.ts'

/** After an absence there may be thousands; the rest is asked for once these are dealt with. */
const mostPending = 1000

/** What the user, or the desktop, did with items. The numbers returned say how many rows changed. */
export function openMarks(database: Database) {
  const keyed = 'hidden IS NULL AND key IN (SELECT value FROM json_each(:keys))'
  const isUnread = 'round IS (SELECT round FROM ledger)'
  const read = database.prepare(`
    UPDATE item SET round = NULL, toast = iif(toast = 'pending', 'none', toast)
    WHERE ${keyed} AND ${isUnread}`)
  const unread = database.prepare(`
    UPDATE item SET round = (SELECT round FROM ledger)
    WHERE ${keyed} AND NOT (${isUnread}) AND (state IS NULL OR state NOT IN ('queued', 'running'))`)
  const countUnread = database.prepare('SELECT coalesce(sum(unread), 0) AS count FROM source')
  const nextRound = database.prepare('UPDATE ledger SET round = round + 1')
  const noneUnread = database.prepare('UPDATE source SET unread = 0')
  const nonePending = database.prepare(`UPDATE item SET toast = 'none' WHERE toast = 'pending'`)
  const pending = database.prepare(
    `SELECT ${itemColumns} FROM item WHERE toast = 'pending' ORDER BY position LIMIT ${mostPending}`,
  )
  const setToast = database.prepare(`
    UPDATE item SET toast = :state WHERE key IN (SELECT value FROM json_each(:keys)) AND toast <> :state`)

  return {
    read: (keys: readonly Item['key'][]): number => changed(read, { keys: JSON.stringify(keys) }),

    unread: (keys: readonly Item['key'][]): number => changed(unread, { keys: JSON.stringify(keys) }),

    allRead(): number {
      const { count } = countUnread.get()
      if (count === 0) return 0
      nextRound.run()
      noneUnread.run()
      nonePending.run()
      return count
    },

    /** Items whose toast is due, oldest first; a thousand at most. */
    pendingToasts: (): Item[] => pending.all().map((row: ItemRow) => itemOf(row)),

    setToast: (keys: readonly Item['key'][], state: ToastState): number =>
      changed(setToast, { keys: JSON.stringify(keys), state }),
  }
}

type Statement = ReturnType<Database['prepare']>

function changed(statement: Statement, parameters: Record<string, string>): number {
  return statement.run(parameters).changes
}
