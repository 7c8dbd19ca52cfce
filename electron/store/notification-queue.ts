import type { Item, NotificationReason, NotificationState } from '../model/item.ts'
import type { Database } from './database.ts'
import { maxBatch, type PendingItems } from './history-reader.ts'
import { type ItemRow, itemColumns, itemOf } from './item-columns.ts'
import type { Written } from './open-store.ts'

/** "Soon" is within a day. */
const soonMs = 24 * 60 * 60_000

/** More than this are not looked at for reminders at once; the next look finds the others. */
const mostReminders = 500

export type NotificationQueue = ReturnType<typeof openNotificationQueue>

/** Runs a write in a transaction of its own; the number it returns says how many rows changed. */
export type Write = (work: () => number) => Written

/** The toasts that are due: a queue that outlives the process, because it is the rows themselves. */
export function openNotificationQueue(database: Database, now: () => number, write: Write) {
  const unsettled = 'position > (SELECT settled FROM ledger)'
  const expiresSoon = '(expires_at IS NOT NULL AND expires_at BETWEEN :now AND :soon)'
  const isAlike = `
    priority = :priority AND category IS :category AND state IS :state AND ${expiresSoon} = :expiresSoon`
  // What was settled by having read all at once lies below the others, unless one was put off there: however much that
  // is, it is not looked at.
  const lowestDue = `(
    SELECT min(settled, coalesce(
      (SELECT min(position) - 1 FROM item INDEXED BY item_snoozed WHERE toast_after IS NOT NULL AND toast = 'pending'),
      settled))
    FROM ledger)`
  const isDue = `
    toast = 'pending' AND position > ${lowestDue} AND iif(toast_after IS NULL, ${unsettled}, toast_after <= :now)`
  const due = `(SELECT * FROM item WHERE ${isDue} ORDER BY position DESC LIMIT ${maxBatch}) AS item`
  const groups = database.prepare(`
    SELECT priority, category, state, ${expiresSoon} AS expiresSoon, count(*) AS count
    FROM ${due} GROUP BY 1, 2, 3, 4`)
  const newest = database.prepare(`
    SELECT ${itemColumns} FROM ${due} WHERE ${isAlike} ORDER BY position DESC LIMIT :limit`)
  const keys = database.prepare(`SELECT key FROM ${due} ORDER BY position DESC`)
  const set = database.prepare(`
    UPDATE item SET toast = :state, toast_reason = :reason, toast_after = NULL
    WHERE key IN (SELECT value FROM json_each(:keys))`)
  const holdBack = database.prepare(`
    UPDATE item SET toast = 'suppressed', toast_reason = :reason, toast_after = NULL
    WHERE key IN (SELECT key FROM ${due} WHERE ${isAlike})`)
  const isHeld = `
    toast_reason IN ('paused', 'quiet-hours', 'do-not-disturb') AND toast = 'suppressed' AND ${unsettled}
    AND hidden IS NULL AND round IS (SELECT round FROM ledger)`
  const releaseHeld = database.prepare(
    `UPDATE item SET toast = 'pending', toast_reason = NULL WHERE ${isHeld}`,
  )
  const anyHeld = database.prepare(`SELECT EXISTS (SELECT 1 FROM item WHERE ${isHeld}) AS held`)
  const snooze = database.prepare(`
    UPDATE item SET toast = 'pending', toast_reason = NULL, toast_after = :until
    WHERE key = :key AND hidden IS NULL`)
  const nextSnoozed = database.prepare(
    `SELECT min(toast_after) AS at FROM item INDEXED BY item_snoozed
     WHERE toast_after IS NOT NULL AND toast = 'pending'`,
  )
  const expiring = database.prepare(`
    SELECT ${itemColumns} FROM item
    WHERE expires_at IS NOT NULL AND reminded = 0 AND hidden IS NULL AND toast <> 'pending'
      AND state IS 'succeeded'
    ORDER BY expires_at LIMIT ${mostReminders}`)
  const remind = database.prepare(
    'UPDATE item SET reminded = 1 WHERE key IN (SELECT value FROM json_each(?))',
  )

  const time = () => ({ now: now(), soon: now() + soonMs })
  const alike = ({ priority, category, state, expiresSoon }: PendingItems) => ({
    ...time(),
    priority,
    category,
    state,
    expiresSoon: expiresSoon ? 1 : 0,
  })

  return {
    groups: (): PendingItems[] =>
      groups.all(time()).map((row: GroupRow) => ({ ...row, expiresSoon: row.expiresSoon === 1 })),

    /** The newest items of a group. */
    newest: (group: PendingItems, limit: number): Item[] =>
      newest.all({ ...alike(group), limit }).map((row: ItemRow) => itemOf(row)),

    /** What is due, newest first. */
    keys: (): Item['key'][] => keys.all({ now: now() }).map(({ key }: { key: number }) => key),

    /** Notes what became of toasts, and why. */
    set: (
      keys: readonly Item['key'][],
      state: NotificationState,
      reason: NotificationReason | null,
    ): Written => write(() => set.run({ keys: JSON.stringify(keys), state, reason }).changes),

    holdBack: (
      held: readonly { readonly group: PendingItems; readonly reason: NotificationReason }[],
    ): Written =>
      write(() =>
        held.reduce((sum, { group, reason }) => sum + holdBack.run({ ...alike(group), reason }).changes, 0),
      ),

    /** Makes due again what was held back only for a time and has not been read since. */
    releaseHeld: (): Written => write(() => releaseHeld.run().changes),

    anyHeld: (): boolean => anyHeld.get().held === 1,

    /** Makes the toast due again at that time. */
    snooze: (key: Item['key'], until: number): Written => write(() => snooze.run({ key, until }).changes),

    nextSnoozedAt: (): number | null => nextSnoozed.get().at,

    /** Announced items whose download can expire and that no reminder has mentioned, the first to expire first. */
    expiring: (): Item[] => expiring.all().map((row: ItemRow) => itemOf(row)),

    setReminded: (keys: readonly Item['key'][]): Written =>
      write(() => remind.run(JSON.stringify(keys)).changes),
  }
}

interface GroupRow extends Omit<PendingItems, 'expiresSoon'> {
  readonly expiresSoon: 0 | 1
}
