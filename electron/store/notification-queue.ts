import type { Item, NotificationOutcome, NotificationReason, NotificationState } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import type { Contents, SealedRow } from './contents.ts'
import { isUnread } from './counts.ts'
import type { Database } from './database.ts'
import { isKept, isVisible } from './deleted-sources.ts'
import {
  maxBatch,
  type NotificationQueueReader,
  type PendingEntry,
  type RepeatingEntry,
} from './history-reader.ts'
import type { StoredRepeat } from './history-writer.ts'
import { type ItemRow, itemColumns } from './item-columns.ts'

/** A result expires "soon" when that is within a day. */
const soonMs = 24 * 60 * 60_000

/** So many expiring items are read at once; the next read returns the others. */
const maxReminders = 500
const maxRepeating = 500

export type NotificationQueue = ReturnType<typeof createNotificationQueue>

/** The pending notifications, as conditions on the item rows. Writes return how many rows changed. */
export function createNotificationQueue(database: Database, contents: Contents, now: () => number) {
  const { itemOf } = contents
  const isAfterLastReadAll = 'position > (SELECT notifications_settled_position FROM meta)'
  const expiresSoon = '(expires_at IS NOT NULL AND expires_at BETWEEN :now AND :soon)'
  // "Mark all read" leaves rows with a pending notification below its position until maintenance clears them. Starting
  // above them keeps the query short however many there are; only a snoozed one below counts.
  const lowestPending = `(
    SELECT min(notifications_settled_position, coalesce(
      (SELECT min(position) - 1 FROM item INDEXED BY item_snoozed WHERE hidden IS NULL AND snoozed_until IS NOT NULL),
      notifications_settled_position))
    FROM meta)`
  const isPending = `
    notification = 'pending' AND position > ${lowestPending} AND ${isVisible}
    AND iif(snoozed_until IS NULL, ${isAfterLastReadAll}, snoozed_until <= :now)`
  // Only what is asked for: an inner query for all columns would copy every message.
  const newestOf = (index: string, condition: string) =>
    database.prepare(`
      SELECT key, source AS sourceKey, priority, category, title, state, id, sealed, ${expiresSoon} AS expiresSoon
      FROM item INDEXED BY ${index} WHERE ${condition} AND ${isPending} ORDER BY position DESC LIMIT ${maxBatch}`)
  const names = database.prepare('SELECT key, name FROM source')
  const newestCritical = newestOf('item_pending_critical', `priority = 'critical'`)
  const newestOther = newestOf('item_pending', `priority <> 'critical'`)
  const item = database.prepare(`SELECT ${itemColumns} FROM item WHERE key = ? AND ${isVisible}`)
  const listed = 'key IN (SELECT value FROM json_each(:keys))'
  // Of which the user is reminded, that is unread again. A job can't be unread before it has ended.
  const unreadAgain = `read_epoch = iif(snoozed_until IS NOT NULL AND (state IS NULL OR state NOT IN ('queued', 'running')),
    (SELECT read_epoch FROM meta), read_epoch)`
  // What was read in the meantime is not announced.
  const set = database.prepare(`
    UPDATE item SET ${unreadAgain}, notification = :state, notification_reason = :reason, notification_outcome = :outcome,
      held_until = NULL, snoozed_until = NULL, repeat_count = iif(:outcome IS 'unknown', repeat_count, 0),
      repeat_at = CASE WHEN :state = 'shown' THEN iif(priority = 'critical', :repeatAt, NULL)
        WHEN :outcome IS 'unknown' THEN repeat_at END
    WHERE ${listed} AND (:state <> 'shown' OR notification = 'pending')`)
  // Below the last "mark all read" only reminders are pending: what is unread nevertheless becomes one that is due.
  const pendingNow = `notification = 'pending', snoozed_until = iif(${isAfterLastReadAll}, NULL, :now)`
  const giveBack = database.prepare(`
    UPDATE item SET ${pendingNow}, notification_reason = :reason, notification_outcome = NULL, repeat_at = NULL
    WHERE ${listed} AND notification = 'shown' AND hidden IS NULL AND ${isUnread}`)
  // A click is the last word: most desktops close the notification after it. Whoever clicks or closes it has seen it.
  const setOutcome = database.prepare(`
    UPDATE item SET notification = 'shown', notification_reason = NULL, notification_outcome = :outcome,
      repeat_at = iif(:outcome IN ('clicked', 'closed'), NULL, repeat_at)
    WHERE ${listed} AND (notification = 'shown' OR notification_outcome = 'unknown')
      AND notification_outcome IS NOT 'clicked'`)
  const setProblem = database.prepare('UPDATE meta SET notification_problem = ?')
  const problem = database.prepare('SELECT notification_problem AS problem FROM meta')
  const rememberShown = database.prepare('UPDATE meta SET shown_notifications = ?')
  const rememberedShown = database.prepare('SELECT shown_notifications AS text FROM meta')
  const hold = database.prepare(`
    UPDATE item SET ${unreadAgain}, notification = 'suppressed', notification_reason = :reason, notification_outcome = :outcome,
      held_until = :until, snoozed_until = NULL
    WHERE ${listed} AND notification = 'pending' AND (snoozed_until IS NULL OR snoozed_until <= :now)`)
  const isHeld = `
    notification = 'suppressed' AND notification_reason IN ('paused', 'quiet-hours', 'do-not-disturb', 'away')
    AND hidden IS NULL AND ${isUnread}`
  const releaseHeld = database.prepare(`
    UPDATE item SET ${pendingNow}, notification_reason = NULL, notification_outcome = NULL, held_until = NULL
    WHERE ${isHeld} AND ${isKept}`)
  // One of a deleted server may be among them: then there is nothing to release, and nothing is held any more.
  const anyHeld = database.prepare(`SELECT EXISTS (SELECT 1 FROM item WHERE ${isHeld}) AS held`)
  const snooze = database.prepare(`
    UPDATE item SET notification = 'pending', notification_reason = NULL, notification_outcome = NULL,
      held_until = NULL, snoozed_until = :until, is_snoozed_for = :isSpan, repeat_at = NULL
    WHERE ${listed} AND hidden IS NULL`)
  const cancelSnooze = database.prepare(`
    UPDATE item SET notification = 'none', snoozed_until = NULL
    WHERE ${listed} AND hidden IS NULL AND snoozed_until IS NOT NULL`)
  const shiftSnoozed = database.prepare(
    'UPDATE item SET snoozed_until = snoozed_until + ? WHERE snoozed_until IS NOT NULL AND is_snoozed_for = 1',
  )
  const nextSnoozed = database.prepare(
    `SELECT min(snoozed_until) AS at FROM item INDEXED BY item_due WHERE snoozed_until IS NOT NULL AND ${isVisible}`,
  )
  const expiring = database.prepare(`
    SELECT ${itemColumns} FROM item
    WHERE expires_at IS NOT NULL AND reminded = 0 AND ${isVisible} AND notification <> 'pending'
      AND state IS 'succeeded'
    ORDER BY expires_at LIMIT ${maxReminders}`)
  // What was read, hidden or snoozed since is among them, so that its repeats can be ended for good.
  const repeating = database.prepare(`
    SELECT key, source AS sourceKey, category, title, id, sealed, repeat_count AS count, repeat_at AS at,
      (${isVisible} AND ${isUnread} AND notification <> 'pending') AS isUnseen
    FROM item INDEXED BY item_repeating WHERE repeat_at IS NOT NULL ORDER BY repeat_at LIMIT ${maxRepeating}`)
  const setRepeat = database.prepare(
    'UPDATE item SET repeat_count = :count, repeat_at = :at WHERE key = :key',
  )
  const recordRepeat = database.prepare(`
    UPDATE item SET repeat_count = :count, repeat_at = :at
    WHERE key = :key AND repeat_at IS NOT NULL AND hidden IS NULL AND ${isUnread}`)
  const results = database.prepare(`
    SELECT ${itemColumns} FROM item INDEXED BY item_pending
    WHERE ${isPending} AND snoozed_until IS NULL AND state = 'succeeded' AND offer IS NOT NULL
    ORDER BY position DESC LIMIT :limit`)
  const setReminded = database.prepare(`UPDATE item SET reminded = :reminded WHERE ${listed}`)

  const keptAndDeleted = database.prepare(`
    SELECT count(*) FILTER (WHERE ${isKept}) AS kept, count(*) FILTER (WHERE NOT ${isKept}) AS deleted
    FROM item WHERE key IN (SELECT value FROM json_each(?))`)
  const isGone = (keys: readonly number[]): boolean => {
    if (keys.length === 0) return false
    const { kept, deleted } = keptAndDeleted.get(JSON.stringify(keys))
    return kept === 0 || deleted > 0
  }

  const remembered = (): string | null => contents.get(rememberedShown.get().text, 'shown')
  const rememberText = (text: string): void => {
    rememberShown.run(contents.put(text, 'shown'))
  }

  const times = () => ({ now: now(), soon: now() + soonMs })

  const reader: NotificationQueueReader = {
    // Critical items first, however many others are newer.
    entries: () => {
      const critical: readonly EntryRow[] = newestCritical.all(times())
      const rows = critical.length > 0 ? critical : newestOther.all(times())
      const nameOf = new Map(names.all().map(({ key, name }: SourceName) => [key, name]))
      return rows.map((row) => entryOf(row, contents, nameOf.get(row.sourceKey) ?? ''))
    },
    items: (keys) =>
      keys.flatMap((key) => {
        const row: ItemRow | undefined = item.get(key)
        return row === undefined ? [] : [itemOf(row)]
      }),
    atOneMoment: (read) => {
      database.exec('BEGIN')
      try {
        return read()
      } finally {
        // A damaged file ends the transaction by itself.
        if (database.isTransaction) database.exec('COMMIT')
      }
    },
    results: (limit) => results.all({ now: now(), limit }).map((row: ItemRow) => itemOf(row)),
    anyHeld: () => anyHeld.get().held === 1,
    nextSnoozedAt: () => nextSnoozed.get().at,
    expiring: () => expiring.all().map((row: ItemRow) => itemOf(row)),
    repeating: () => {
      const rows: readonly RepeatingRow[] = repeating.all()
      if (rows.length === 0) return []
      const nameOf = new Map(names.all().map(({ key, name }: SourceName) => [key, name]))
      return rows.map(contents.contentOf).map(({ sourceKey, isUnseen, key, category, title, count, at }) => ({
        ...{ key, category, title, count, at },
        source: nameOf.get(sourceKey) ?? '',
        isUnseen: isUnseen === 1,
      }))
    },
  }

  return {
    reader,

    set: (
      keys: readonly Item['key'][],
      state: NotificationState,
      reason: NotificationReason | null,
      outcome = outcomeOf(state, reason),
      repeatAt: number | null = null,
    ): number => set.run({ keys: JSON.stringify(keys), state, reason, outcome, repeatAt }).changes,

    /** Suppresses the notifications of these items that are pending. */
    hold: (
      held: readonly { readonly keys: readonly Item['key'][]; readonly reason: NotificationReason }[],
      until: number | null,
    ): number =>
      held.reduce((sum, { keys, reason }) => {
        const isForATime = reason !== 'low' && reason !== 'muted' && reason !== 'watched'
        const values = { reason, outcome: isForATime ? 'held' : null, until: isForATime ? until : null }
        return sum + hold.run({ ...values, keys: JSON.stringify(keys), now: now() }).changes
      }, 0),

    giveBack: (keys: readonly Item['key'][], reason: NotificationReason): number =>
      giveBack.run({ keys: JSON.stringify(keys), reason, now: now() }).changes,

    setOutcome: (keys: readonly Item['key'][], outcome: NotificationOutcome): number =>
      setOutcome.run({ keys: JSON.stringify(keys), outcome }).changes,

    problem: (): string | null => problem.get().problem,

    setProblem(reason: string | null): void {
      setProblem.run(reason)
    },

    rememberedShown: remembered,

    /** What is about items of deleted servers is left out: it may hold their texts. */
    rememberShown(text: string): void {
      rememberText(withoutNotifications(text, isGone))
    },

    /** To be called after a server was deleted. */
    forgetShown(): void {
      const text = remembered()
      if (text !== null) rememberText(withoutNotifications(text, isGone))
    },

    /** Makes pending again what was suppressed for a time only and has not been read since. */
    releaseHeld: (): number => releaseHeld.run({ now: now() }).changes,

    snooze: (keys: readonly Item['key'][], until: number, isSpan: boolean): number =>
      snooze.run({ keys: JSON.stringify(keys), until, isSpan: isSpan ? 1 : 0 }).changes,

    cancelSnooze: (keys: readonly Item['key'][]): number =>
      cancelSnooze.run({ keys: JSON.stringify(keys) }).changes,

    shiftSnoozed: (byMs: number): number => shiftSnoozed.run(byMs).changes,

    /** @param isShown they are shown again now */
    setRepeats: (repeats: readonly StoredRepeat[], isShown: boolean): number =>
      repeats.reduce((sum, { key, count, at }) => {
        const { changes } = (isShown ? recordRepeat : setRepeat).run({ key, count, at })
        return sum + changes
      }, 0),

    setReminded: (keys: readonly Item['key'][], reminded: boolean): number =>
      setReminded.run({ keys: JSON.stringify(keys), reminded: reminded ? 1 : 0 }).changes,
  }
}

/** Of what is remembered (see `remember-shown`), only the keys of each notification are known here. */
function withoutNotifications(text: string, isGone: (keys: readonly number[]) => boolean): string {
  const remembered: unknown = text === '' ? null : JSON.parse(text)
  if (typeof remembered !== 'object' || remembered === null) return text
  const kept = Object.entries(remembered).map(([name, value]: readonly [string, unknown]) => [
    name,
    Array.isArray(value) ? value.filter((entry: unknown) => !isGone(keysOf(entry))) : value,
  ])
  return JSON.stringify(Object.fromEntries(kept))
}

function keysOf(entry: unknown): readonly number[] {
  const keys: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'keys') : null
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'number') : []
}

function outcomeOf(state: NotificationState, reason: NotificationReason | null): NotificationOutcome | null {
  if (state === 'shown') return 'shown'
  return state === 'suppressed' && reason?.startsWith('failed: ') === true ? 'failed' : null
}

interface EntryRow extends Omit<PendingEntry, 'source' | 'expiresSoon'>, SealedRow {
  readonly sourceKey: number
  readonly expiresSoon: 0 | 1
}

// Written out, because spreading a row of SQLite takes longer than reading it. Most of many entries are never asked for what
// they say, so that of those that are sealed only the others are decrypted.
function entryOf(row: EntryRow, contents: Contents, source: SourceId): PendingEntry {
  const { key, priority, state, expiresSoon } = row
  let opened: EntryRow | null = row.sealed === null ? row : null
  const content = () => {
    opened ??= contents.contentOf(row)
    return opened
  }
  return {
    ...{ key, source, priority, state, expiresSoon: expiresSoon === 1 },
    get category() {
      return content().category
    },
    get title() {
      return content().title
    },
  }
}

interface RepeatingRow extends Omit<RepeatingEntry, 'source' | 'isUnseen'>, SealedRow {
  readonly sourceKey: number
  readonly isUnseen: 0 | 1
}

interface SourceName {
  readonly key: number
  readonly name: SourceId
}
