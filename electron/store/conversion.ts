import type { HistoryEncryption } from '../model/encryption.ts'
import type { Contents, ItemContentColumns } from './contents.ts'
import type { Database } from './database.ts'
import type { DownloadRecords } from './downloads.ts'
import type { FieldCipher } from './field-cipher.ts'
import type { StoredDownload } from './history-reader.ts'

export type Conversion = ReturnType<typeof createConversion>

/**
 * What is converted, in this order. `index`: the search index holds what items say, so it is emptied before they are sealed.
 * `log`: the write-ahead log may still hold what was there before.
 */
const phases = ['index', 'item', 'download', 'rejected_event', 'rest', 'log'] as const
type Phase = (typeof phases)[number]

/** How far it is; `meta.conversion` as JSON. */
interface Progress {
  readonly phase: Phase
  /** The key of the last row that was converted. */
  readonly at: number
  /** How many items are left, as far as that is known. */
  readonly left: number
}

const sliceMs = 4
const rowsAtOnce = 20
const emptyIndex = `
  DELETE FROM index_queue WHERE position IN (SELECT position FROM index_queue LIMIT 1000);
  DELETE FROM trigram_docsize WHERE id IN (SELECT id FROM trigram_docsize LIMIT 500);
  DELETE FROM trigram_idx WHERE (segid, term) IN (SELECT segid, term FROM trigram_idx LIMIT 500);
  DELETE FROM trigram_data WHERE id IN (SELECT id FROM trigram_data WHERE id > 10 LIMIT 200);`
const checkText = 'tidings'
const checkContext = 'check'

/** Whether this key opens the file. */
export function isKeyOf(keyCheck: Uint8Array, cipher: FieldCipher): boolean {
  return cipher.open(keyCheck, checkContext) === checkText
}

/**
 * Seals a history that is in clear text, or opens one that is sealed, a few milliseconds at a time, inside the caller's
 * transaction. What is written meanwhile is sealed, or not, from the first moment on; a row says itself which it is. After a
 * restart it goes on where it was.
 */
export function createConversion(
  database: Database,
  contents: Contents,
  downloads: Pick<DownloadRecords, 'columnsOf'>,
  cipher: () => FieldCipher | null,
  stopwatch: () => number,
) {
  const state = database.prepare('SELECT is_sealed AS isSealed, conversion FROM meta')
  const start = database.prepare(
    'UPDATE meta SET is_sealed = :isSealed, key_check = coalesce(:keyCheck, key_check), conversion = :conversion',
  )
  const setProgress = database.prepare('UPDATE meta SET conversion = ?')
  const finish = database.prepare(
    'UPDATE meta SET conversion = NULL, key_check = iif(is_sealed, key_check, NULL)',
  )
  const countItems = database.prepare('SELECT coalesce(sum(items), 0) AS count FROM source')

  const changes = database.prepare('SELECT total_changes() AS count')
  const resetIndex = database.prepare(`INSERT INTO trigram (trigram) VALUES ('delete-all')`)
  const resetStale = database.prepare('UPDATE meta SET stale_entries = 0, is_compacting = 0')
  // FTS5 leaves row ids that are too large for a number (see search-index.ts).
  const resetRowid = database.prepare('INSERT INTO index_queue VALUES (0)')
  const removeReset = database.prepare('DELETE FROM index_queue WHERE position = 0')

  const items = database.prepare(`
    SELECT key, id, position, title, message, category, url, offer, sealed FROM item WHERE key > ? ORDER BY key LIMIT ${rowsAtOnce}`)
  const putItem = database.prepare(`
    UPDATE item SET title = :title, message = :message, category = :category, url = :url, offer = :offer, sealed = :sealed
    WHERE key = :key`)
  const queue = database.prepare('INSERT INTO index_queue VALUES (?) ON CONFLICT DO NOTHING')
  const downloaded = database.prepare(`
    SELECT item AS key, state, file, validator, sealed FROM download WHERE item > ? ORDER BY item LIMIT ${rowsAtOnce}`)
  const putDownload = database.prepare(
    'UPDATE download SET state = :state, file = :file, validator = :validator, sealed = :sealed WHERE item = :key',
  )
  const rejected = database.prepare(`
    SELECT key, digest, data, reason, sealed FROM rejected_event WHERE key > ? ORDER BY key LIMIT 5`)
  const putRejected = database.prepare(
    'UPDATE rejected_event SET data = :data, reason = :reason, sealed = :sealed WHERE key = :key',
  )
  const shown = database.prepare('SELECT shown_notifications AS value FROM meta')
  const putShown = database.prepare('UPDATE meta SET shown_notifications = ?')
  const filters = database.prepare('SELECT key, filter AS value FROM read_task')
  const putFilter = database.prepare('UPDATE read_task SET filter = :value WHERE key = :key')

  const current = () => {
    const { isSealed, conversion }: { readonly isSealed: 0 | 1; readonly conversion: string | null } =
      state.get()
    const progress: Progress | null = conversion === null ? null : JSON.parse(conversion)
    return { isSealed: isSealed === 1, progress }
  }

  /** Converts one row, unless it is already as it should be, or can't be opened. */
  function convertItem({ key, id, position, ...row }: ItemRow, isSealed: boolean): void {
    if (isSealed) {
      if (row.sealed === null) putItem.run({ key, ...contents.sealItem(id, row) })
      return
    }
    const content = contents.openItem({ id, sealed: row.sealed })
    if (content !== null) putItem.run({ key, ...content, sealed: null })
    queue.run(position)
  }

  function convertDownload({ key, sealed, ...row }: DownloadRow, isSealed: boolean): void {
    if (isSealed === (sealed !== null)) return
    const stored = sealed === null ? storedOf(row) : contents.openDownload(key, sealed)
    if (stored !== null) putDownload.run({ key, ...downloads.columnsOf(key, stored) })
  }

  function convertRejected({ key, digest, sealed, ...row }: RejectedRow, isSealed: boolean): void {
    if (isSealed === (sealed !== null)) return
    const columns =
      sealed === null
        ? contents.sealRejected(digest, row)
        : { ...contents.openRejected(digest, sealed), sealed: null }
    putRejected.run({ key, ...columns })
  }

  function convertRest(): void {
    const again = (value: string | Uint8Array | null, context: string) =>
      contents.put(contents.get(value, context), context)
    putShown.run(again(shown.get().value, 'shown'))
    for (const { key, value } of filters.all()) putFilter.run({ key, value: again(value, 'filter') })
  }

  /** Converts some rows of a table. @returns the key of the last one; null: there are no more */
  function convertRows(
    phase: Phase,
    at: number,
    isSealed: boolean,
  ): { readonly at: number; readonly count: number } | null {
    const convert = <Row extends { readonly key: number }>(
      rows: readonly Row[],
      one: (row: Row, isSealed: boolean) => void,
    ) => {
      for (const row of rows) one(row, isSealed)
      const last = rows.at(-1)
      return last === undefined ? null : { at: last.key, count: rows.length }
    }
    switch (phase) {
      case 'item':
        return convert<ItemRow>(items.all(at), convertItem)
      case 'download':
        return convert<DownloadRow>(downloaded.all(at), convertDownload)
      case 'rejected_event':
        return convert<RejectedRow>(rejected.all(at), convertRejected)
      case 'index':
        // Also before it is filled again: it may have been emptied in part only.
        return clearIndex() ? { at, count: 0 } : null
      case 'rest':
        convertRest()
        return null
      case 'log':
        return null
    }
  }

  /** Empties the search index a little; false: it is empty. */
  function clearIndex(): boolean {
    const before: number = changes.get().count
    // FTS5 itself would delete all of it in one step of any length, and lets nobody else do it.
    database.enableDefensive(false)
    try {
      database.exec(emptyIndex)
    } finally {
      database.enableDefensive(true)
    }
    if (changes.get().count > before) return true
    resetIndex.get()
    resetStale.run()
    resetRowid.run()
    removeReset.run()
    return false
  }

  function advance(progress: Progress, isSealed: boolean): Progress {
    const done = convertRows(progress.phase, progress.at, isSealed)
    if (done === null) {
      const next = phases[phases.indexOf(progress.phase) + 1] ?? 'log'
      return { ...progress, phase: next, at: 0 }
    }
    const converted = progress.phase === 'item' ? done.count : 0
    return { ...progress, at: done.at, left: Math.max(0, progress.left - converted) }
  }

  return {
    /** Begins to seal, or to open, everything; returns 0 if that is what it is or becomes already. */
    begin(isOn: boolean): number {
      if (current().isSealed === isOn) return 0
      const keyCheck = isOn ? (cipher()?.seal(checkText, checkContext) ?? null) : null
      if (isOn && keyCheck === null) return 0
      const progress: Progress = { phase: 'index', at: 0, left: countItems.get().count }
      start.run({ isSealed: isOn ? 1 : 0, keyCheck, conversion: JSON.stringify(progress) })
      return 1
    },

    /** Converts some rows; returns how many steps that took, 0: there is nothing to convert. */
    advance(): number {
      const { isSealed, progress } = current()
      if (progress === null || progress.phase === 'log') return 0
      const startedAt = stopwatch()
      let count = 0
      let next = progress
      while (next.phase !== 'log' && stopwatch() - startedAt < sliceMs) {
        next = advance(next, isSealed)
        count += 1
      }
      setProgress.run(JSON.stringify(next))
      return count
    },

    /** Whether only the write-ahead log is left to be emptied, outside of any transaction. */
    isLogLeft: (): boolean => current().progress?.phase === 'log',
    /** The log was emptied: everything is converted. */
    finish: (): void => {
      finish.run()
    },

    /** Whether the search index is not in use. */
    isScanned: (): boolean => {
      const { isSealed, progress } = current()
      return isSealed || progress !== null
    },
    isSealed: (): boolean => current().isSealed,

    state(): HistoryEncryption {
      const { isSealed, progress } = current()
      if (progress !== null) return { kind: isSealed ? 'encrypting' : 'decrypting', left: progress.left }
      return { kind: isSealed ? 'encrypted' : 'off' }
    },
  }
}

function storedOf({ state, file, validator }: Omit<DownloadRow, 'key' | 'sealed'>): StoredDownload {
  const { startedBy, ...download }: StoredDownload['download'] & Pick<StoredDownload, 'startedBy'> =
    JSON.parse(state)
  return { download, file, validator, ...(startedBy !== undefined && { startedBy }) }
}

interface ItemRow extends ItemContentColumns {
  readonly key: number
  readonly id: string
  readonly position: number
}

interface DownloadRow {
  readonly key: number
  readonly state: string
  readonly file: string | null
  readonly validator: string | null
  readonly sealed: Uint8Array | null
}

interface RejectedRow {
  readonly key: number
  readonly digest: string
  readonly data: string
  readonly reason: string
  readonly sealed: Uint8Array | null
}
