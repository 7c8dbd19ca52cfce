import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'

export type ReadState = ReturnType<typeof createReadState>

type Keys = readonly Item['key'][]

/** What the user did with items: read, unread, deleted. Each function returns how many rows changed. */
export function createReadState(database: Database) {
  const listed = 'key IN (SELECT value FROM json_each(:keys))'
  const visible = `hidden IS NULL AND ${listed}`
  const isUnread = 'read_epoch IS (SELECT read_epoch FROM meta)'
  const notPending = `notification = iif(notification = 'pending', 'none', notification)`
  const read = database.prepare(
    `UPDATE item SET read_epoch = NULL, ${notPending} WHERE ${visible} AND ${isUnread}`,
  )
  const unread = database.prepare(`
    UPDATE item SET read_epoch = (SELECT read_epoch FROM meta)
    WHERE ${visible} AND NOT (${isUnread}) AND (state IS NULL OR state NOT IN ('queued', 'running'))`)
  const countUnread = database.prepare(
    'SELECT coalesce(sum(unread), 0) AS count FROM source WHERE deleted = 0',
  )
  const nextEpoch = database.prepare(
    'UPDATE meta SET read_epoch = read_epoch + 1, notifications_settled_position = position',
  )
  const noneUnread = database.prepare('UPDATE source SET unread = 0, unread_failed = 0')
  const hide = database.prepare(
    `UPDATE item SET hidden = 'deleted', hidden_at = :at, ${notPending} WHERE ${visible}`,
  )
  const unhide = database.prepare(
    `UPDATE item SET hidden = NULL, hidden_at = NULL WHERE hidden = 'deleted' AND ${listed}`,
  )

  return {
    markRead: (keys: Keys): number => read.run({ keys: JSON.stringify(keys) }).changes,

    /** Leaves jobs alone that have not ended. */
    markUnread: (keys: Keys): number => unread.run({ keys: JSON.stringify(keys) }).changes,

    /** One small write, however many items there are: everything of an earlier epoch is read. */
    markAllRead(): number {
      const { count } = countUnread.get()
      if (count === 0) return 0
      nextEpoch.run()
      noneUnread.run()
      return count
    },

    hide: (keys: Keys, at: number): number => hide.run({ keys: JSON.stringify(keys), at }).changes,

    /** Shows again what was deleted, but not what the server withdrew. */
    unhide: (keys: Keys): number => unhide.run({ keys: JSON.stringify(keys) }).changes,
  }
}
