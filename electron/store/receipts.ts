import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import type { ReceiptKind, ReceiptProblem } from '../model/receipt.ts'
import type { SourceId } from '../model/source.ts'
import { isUnread } from './counts.ts'
import { type Database, replaceNul } from './database.ts'
import type { ReceiptBatch, ReceiptsReader } from './history-reader.ts'

export type Receipts = ReturnType<typeof createReceipts>

const maxQueued = limits.stored.receipts.max
const maxReasonLength = limits.stored.receiptReason.max
/** Of "mark all as read" only so many of the newest items are reported, and none older than that. */
const maxMarked = 1_000
const maxMarkedAgeMs = 7 * 24 * 60 * 60_000

/** A request tells of so many. */
const maxReceiptBatch = 100

/**
 * What is still to be told to the servers that want to know, a bounded queue for each. What is sent together has the same
 * batch, and nothing is added to it or taken from it: so it is the same when it is sent again, also after a restart. All
 * writes run inside the caller's transaction, that of the change which they report.
 */
export function createReceipts(database: Database, now: () => number) {
  const anyWanted = database.prepare('SELECT EXISTS (SELECT 1 FROM source WHERE wants_receipts = 1) AS found')
  const insertOf = (condition: string, index = '') =>
    database.prepare(`
      INSERT INTO receipt (source, id, what, attempt, revision, reason, at)
      SELECT source, id, :what, attempt, revision, :reason, :at FROM item ${index}
      WHERE ${condition} AND named_by <> 'store' AND hidden IS NULL
        AND source IN (SELECT key FROM source WHERE wants_receipts = 1 AND deleted = 0)
      ON CONFLICT DO NOTHING`)
  const listed = 'key IN (SELECT value FROM json_each(:keys))'
  const insert = insertOf(listed)
  const insertRead = insertOf(`${listed} AND ${isUnread}`)
  const isRecent = `position > (SELECT position FROM meta) - ${maxMarked} AND received_at >= :at - ${maxMarkedAgeMs}`
  const insertMarked = insertOf(`${listed} AND ${isUnread} AND ${isRecent}`)
  // By position, so that no more rows than that are looked at, however many are unread.
  const insertAll = insertOf(`${isUnread} AND ${isRecent}`, 'INDEXED BY item_visible')
  const removeRead = database.prepare(`
    DELETE FROM receipt WHERE what = 'read' AND batch IS NULL AND (source, id) IN (
      SELECT source, id FROM item WHERE ${listed} AND hidden IS NULL)`)
  const wanting = database.prepare('SELECT key FROM source WHERE wants_receipts = 1')
  // What is being sent is not among them: it would no longer be what the server may have got already.
  const removeOldest = database.prepare(`
    DELETE FROM receipt WHERE key IN (
      SELECT key FROM receipt INDEXED BY receipt_source WHERE source = :source AND batch IS NULL
      ORDER BY key DESC LIMIT -1 OFFSET ${maxQueued})`)
  const countDropped = database.prepare(
    'UPDATE source SET dropped_receipts = dropped_receipts + :count WHERE key = :source',
  )
  const setWanted = database.prepare(`
    UPDATE source SET wants_receipts = :wanted, receipt_problem = :problem, dropped_receipts = 0
    WHERE name = :name`)
  const setProblem = database.prepare('UPDATE source SET receipt_problem = :problem WHERE name = :name')
  const ofSource = 'source = (SELECT key FROM source WHERE name = :name AND deleted = 0)'
  const removeOf = database.prepare(`DELETE FROM receipt WHERE ${ofSource}`)
  const unwantAll = database.prepare('UPDATE source SET wants_receipts = 0 WHERE wants_receipts = 1')
  const removeAll = database.prepare('DELETE FROM receipt')
  const anyBatch = database.prepare(
    `SELECT EXISTS (SELECT 1 FROM receipt WHERE ${ofSource} AND batch IS NOT NULL) AS found`,
  )
  const begin = database.prepare(`
    UPDATE receipt SET batch = :batch WHERE key IN (
      SELECT key FROM receipt WHERE ${ofSource} ORDER BY key LIMIT ${maxReceiptBatch})`)
  const remove = database.prepare(`DELETE FROM receipt WHERE ${ofSource} AND batch = :batch`)
  const anyQueued = database.prepare(`SELECT EXISTS (SELECT 1 FROM receipt WHERE ${ofSource}) AS found`)
  const begun = database.prepare(`
    SELECT batch, id, what, attempt, revision, reason, at FROM receipt
    WHERE ${ofSource} AND batch IS NOT NULL ORDER BY key`)
  const state = database.prepare(`
    SELECT wants_receipts AS wanted, receipt_problem AS problem, dropped_receipts AS dropped
    FROM source WHERE name = ?`)

  const isAnyWanted = (): boolean => anyWanted.get().found === 1

  function bound(): void {
    for (const { key } of wanting.all()) {
      const count: number = removeOldest.run({ source: key }).changes
      if (count > 0) countDropped.run({ source: key, count })
    }
  }

  function add(
    statement: typeof insert,
    what: ReceiptKind,
    values: { readonly keys?: string; readonly reason?: string },
  ): void {
    if (!isAnyWanted()) return
    const { keys, reason = null } = values
    const { changes } = statement.run({ what, reason, at: now(), ...(keys !== undefined && { keys }) })
    if (changes > 0) bound()
  }

  const find = (source: SourceId): StateRow | undefined => state.get(source)

  const reader: ReceiptsReader = {
    isAnyWanted,
    isWanted: (source) => find(source)?.wanted === 1,
    problem: (source) => find(source)?.problem ?? null,
    dropped: (source) => find(source)?.dropped ?? 0,
    isAnyQueued: (source) => anyQueued.get({ name: source }).found === 1,
    batch: (source): ReceiptBatch | null => {
      const rows: readonly BatchRow[] = begun.all({ name: source })
      const [first] = rows
      return first === undefined
        ? null
        : { batch: first.batch, receipts: rows.map(({ batch: _, ...receipt }) => receipt) }
    },
  }

  return {
    reader,

    /** Whatever became of these items. */
    add: (keys: readonly Item['key'][], what: ReceiptKind, reason?: string): void =>
      add(insert, what, {
        keys: JSON.stringify(keys),
        ...(reason !== undefined && { reason: replaceNul(reason).slice(0, maxReasonLength) }),
      }),

    /** These are about to be marked as read, as far as they are unread. */
    addRead: (keys: readonly Item['key'][]): void => add(insertRead, 'read', { keys: JSON.stringify(keys) }),

    /** The same, together with any number of others. */
    addMarked: (keys: readonly Item['key'][]): void =>
      add(insertMarked, 'read', { keys: JSON.stringify(keys) }),

    /** Everything is about to be marked as read. */
    addAllRead: (): void => add(insertAll, 'read', {}),

    /** These are unread again; what is not being sent yet need not be told. */
    removeRead: (keys: readonly Item['key'][]): void => {
      removeRead.run({ keys: JSON.stringify(keys) })
    },

    /** Whether this server wants to be told. If not, what is queued for it is removed. */
    setWanted(source: SourceId, wanted: boolean, problem: ReceiptProblem | null): void {
      setWanted.run({ name: source, wanted: wanted ? 1 : 0, problem })
      if (!wanted) removeOf.run({ name: source })
    },

    setProblem(source: SourceId, problem: ReceiptProblem | null): void {
      setProblem.run({ name: source, problem })
    },

    /** Nobody is to be told anything. */
    forgetAll(): void {
      unwantAll.run()
      removeAll.run()
    },

    /** The oldest of them are what is sent next, unless something is being sent. @returns how many */
    begin: (source: SourceId, batch: string): number =>
      anyBatch.get({ name: source }).found === 1 ? 0 : begin.run({ name: source, batch }).changes,

    /** The server has these. */
    remove: (source: SourceId, batch: string): number => remove.run({ name: source, batch }).changes,
  }
}

interface StateRow {
  readonly wanted: 0 | 1
  readonly problem: ReceiptProblem | null
  readonly dropped: number
}

interface BatchRow extends StoredReceiptRow {
  readonly batch: string
}

type StoredReceiptRow = ReceiptBatch['receipts'][number]
