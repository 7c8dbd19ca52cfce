import type { Item } from '../model/item.ts'
import { isUnread } from './counts.ts'
import type { Database } from './database.ts'

export type ReadState = ReturnType<typeof createReadState>

type Keys = readonly Item['key'][]

/**
 * Ends a pending notification, and one that comes again until it was seen; a reminder that the user has asked for stays,
 * whatever happens to its item.
 */
export const notPending = `notification = iif(notification = 'pending' AND snoozed_until IS NULL, 'none', notification),
  repeat_at = NULL`

/** What the user did with single items: read, unread, pinned, deleted. Each function returns how many rows changed. */
export function createReadState(database: Database) {
  const listed = 'key IN (SELECT value FROM json_each(:keys))'
  const visible = `hidden IS NULL AND ${listed}`
  // Also those that are read by an earlier epoch: if that is undone, they stay read.
  const read = database.prepare(
    `UPDATE item SET read_epoch = NULL, ${notPending} WHERE ${visible} AND read_epoch IS NOT NULL`,
  )
  const unread = database.prepare(`
    UPDATE item SET read_epoch = (SELECT read_epoch FROM meta)
    WHERE ${visible} AND NOT ${isUnread} AND (state IS NULL OR state NOT IN ('queued', 'running'))`)
  const pin = database.prepare(`UPDATE item SET pinned_at = :at WHERE ${visible} AND pinned_at IS NULL`)
  const unpin = database.prepare(
    `UPDATE item SET pinned_at = NULL WHERE ${visible} AND pinned_at IS NOT NULL`,
  )
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

    pin: (keys: Keys, at: number): number => pin.run({ keys: JSON.stringify(keys), at }).changes,

    unpin: (keys: Keys): number => unpin.run({ keys: JSON.stringify(keys) }).changes,

    hide: (keys: Keys, at: number): number => hide.run({ keys: JSON.stringify(keys), at }).changes,

    /** Shows again what was deleted, but not what the server withdrew. */
    unhide: (keys: Keys): number => unhide.run({ keys: JSON.stringify(keys) }).changes,
  }
}
