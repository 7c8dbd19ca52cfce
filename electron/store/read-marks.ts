import type { HistoryFilter, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Contents } from './contents.ts'
import { type Counts, isUnread } from './counts.ts'
import type { Database } from './database.ts'
import type { PagedQuery } from './history-reader.ts'
import { notPending } from './read-state.ts'
import type { Receipts } from './receipts.ts'
import { undoMs } from './undo.ts'

export type ReadMarks = ReturnType<typeof createReadMarks>

/** What the user has to wait for is done at once, as far as it takes no longer. */
const firstMs = 8
/** So many rows are written before the time is looked at. */
const rowsAtOnce = 200

/**
 * Marks any number of items as read, and undoes the last time. All of it runs inside the caller's transaction. Everything
 * at once is one small write, by a new epoch; what a filter matches is marked row by row, in short steps that go on after
 * a restart (`read_task`).
 */
export function createReadMarks(
  database: Database,
  counts: Counts,
  contents: Contents,
  pageInSteps: (query: HistoryQuery) => PagedQuery,
  receipts: Pick<Receipts, 'addMarked' | 'addAllRead'>,
  stopwatch: () => number,
  now: () => number,
) {
  const nextEpoch = database.prepare(`
    UPDATE meta SET undo_epoch = read_epoch, undo_count = :count, undo_at = :at, read_epoch = last_epoch + 1,
      last_epoch = last_epoch + 1, notifications_settled_position = position`)
  const filterEpoch = database.prepare(`
    UPDATE meta SET filter_epoch = filter_epoch - 1, undo_epoch = filter_epoch - 1, undo_count = 0, undo_at = :at
    RETURNING filter_epoch AS epoch`)
  const undoable = database.prepare(`
    SELECT undo_epoch AS epoch, undo_count AS count, undo_at AS at, read_epoch AS readEpoch FROM meta
    WHERE undo_epoch IS NOT NULL`)
  const formerEpoch = database.prepare('UPDATE meta SET read_epoch = undo_epoch')
  const forgetUndo = database.prepare('UPDATE meta SET undo_epoch = NULL')
  const forgetCounts = database.prepare(
    `DELETE FROM unread_count
     WHERE epoch < (SELECT read_epoch FROM meta) AND epoch IS NOT (SELECT undo_epoch FROM meta)`,
  )
  const addTask = database.prepare(
    'INSERT INTO read_task (kind, epoch, filter, before) VALUES (:kind, :epoch, :filter, :before)',
  )
  const firstTask = database.prepare(
    'SELECT key, kind, epoch, filter, before FROM read_task ORDER BY key LIMIT 1',
  )
  const removeTask = database.prepare('DELETE FROM read_task WHERE key = ?')
  const removeMarking = database.prepare(`DELETE FROM read_task WHERE kind = 'mark' AND epoch = ?`)
  const goOn = database.prepare('UPDATE read_task SET before = :before WHERE key = :key')

  const mark = database.prepare(`
    UPDATE item SET read_epoch = :epoch, ${notPending}
    WHERE key IN (SELECT value FROM json_each(:keys)) AND hidden IS NULL AND ${isUnread}`)
  const addCount = database.prepare(
    'UPDATE meta SET undo_count = undo_count + :count WHERE undo_epoch = :epoch',
  )
  const current = 'read_epoch = (SELECT read_epoch FROM meta)'
  const lift = database.prepare(`
    UPDATE item SET ${current} WHERE key IN (
      SELECT key FROM item INDEXED BY item_unread WHERE hidden IS NULL AND read_epoch = :epoch LIMIT ${rowsAtOnce})`)
  // Their deletion may be undone.
  const liftDeleted = database.prepare(`
    UPDATE item SET ${current} WHERE key IN (
      SELECT key FROM item INDEXED BY item_deleted WHERE hidden = 'deleted' AND read_epoch = :epoch)`)
  const settleEpoch = database.prepare('UPDATE meta SET last_epoch = read_epoch WHERE last_epoch = ?')

  /** The page that is being looked for, of the task with this key. */
  let search: { readonly key: number; readonly steps: PagedQuery } | null = null

  const task = (): ReadTask | undefined => {
    const row: (Omit<ReadTask, 'filter'> & { readonly filter: string | Uint8Array | null }) | undefined =
      firstTask.get()
    return row === undefined ? row : { ...row, filter: contents.get(row.filter, 'filter') }
  }
  const add = (added: Omit<ReadTask, 'key'>): void => {
    addTask.run({ ...added, filter: contents.put(added.filter, 'filter') })
  }

  /** Looks for the next items for a few milliseconds, and marks them if that is enough; returns how many rows changed. */
  function markSome({ key, epoch, filter, before }: ReadTask): number {
    if (search?.key !== key) {
      const query = { ...parseFilter(filter), unreadOnly: true, before, limit: rowsAtOnce }
      search = { key, steps: pageInSteps(query) }
    }
    const step = search.steps.next()
    if (step.done !== true) return 0
    search = null
    const page: HistoryPage = step.value
    const keys = page.items.map((item) => item.key)
    receipts.addMarked(keys)
    const count: number = mark.run({ epoch, keys: JSON.stringify(keys) }).changes
    addCount.run({ epoch, count })
    if (page.next === null) removeTask.run(key)
    else goOn.run({ key, before: page.next })
    return count
  }

  function liftSome({ key, epoch }: ReadTask): number {
    const lifted: number = lift.run({ epoch }).changes
    if (lifted > 0) return lifted
    liftDeleted.run({ epoch })
    settleEpoch.run(epoch)
    removeTask.run(key)
    return 0
  }

  /** Goes on with the tasks for this time; returns how many rows changed. */
  function advance(ms: number): number {
    const startedAt = stopwatch()
    let changed = 0
    for (let next = task(); next !== undefined; next = task()) {
      changed += next.kind === 'mark' ? markSome(next) : liftSome(next)
      if (stopwatch() - startedAt >= ms) break
    }
    return changed
  }

  function markAll(): number {
    const { unread } = counts.of(null)
    if (unread === 0) return 0
    receipts.addAllRead()
    nextEpoch.run({ count: unread, at: now() })
    forgetCounts.run()
    return unread
  }

  return {
    /**
     * Marks as read what the filter matches now. What comes while that is done stays as it is. Returns how many rows
     * changed at once; `advance` does the rest.
     */
    markMatching(filter: HistoryFilter): number {
      // While rows are marked or lifted for an earlier wish, everything is one more of them, and waits for its turn.
      if (isEverything(filter) && task() === undefined) return markAll()
      const before = counts.state().position + 1
      const { epoch } = filterEpoch.get({ at: now() })
      forgetCounts.run()
      add({ kind: 'mark', epoch, filter: JSON.stringify(filter), before })
      return advance(firstMs)
    },

    /** Undoes the last one, if it was not too long ago; returns how many items that was about. */
    undo(): number {
      const last: Undoable | undefined = undoable.get()
      if (last === undefined) return 0
      if (isOver(last, now())) {
        forgetUndo.run()
        return 0
      }
      if (last.epoch < 0) {
        removeMarking.run(last.epoch)
        add({ kind: 'lift', epoch: last.epoch, filter: null, before: null })
      } else {
        // What came since has a higher epoch, and is unread as well.
        formerEpoch.run()
        add({ kind: 'lift', epoch: last.readEpoch, filter: null, before: null })
      }
      forgetUndo.run()
      advance(firstMs)
      return last.count
    },

    advance,

    hasTasks: (): boolean => task() !== undefined,

    /** What `undo` would undo; null: nothing. */
    last: (): { readonly count: number; readonly at: number } | null => {
      const last: Undoable | undefined = undoable.get()
      if (last === undefined || last.count === 0 || isOver(last, now())) return null
      return { count: last.count, at: last.at }
    },
  }
}

interface ReadTask {
  readonly key: number
  readonly kind: 'mark' | 'lift'
  readonly epoch: number
  /** JSON of a `HistoryFilter`. */
  readonly filter: string | null
  readonly before: number | null
}

interface Undoable {
  readonly epoch: number
  readonly count: number
  readonly at: number
  readonly readEpoch: number
}

function isOver({ at }: Undoable, now: number): boolean {
  return Math.abs(now - at) >= undoMs
}

// Written by this program, so its value is trusted.
function parseFilter(filter: string | null): Omit<HistoryFilter, 'unreadOnly'> {
  return filter === null ? {} : JSON.parse(filter)
}

/** Whether a filter matches everything that is unread. */
function isEverything({ unreadOnly: _, search = '', ...others }: HistoryFilter): boolean {
  return (
    search.trim() === '' && Object.values(others).every((value) => value === undefined || value === false)
  )
}
