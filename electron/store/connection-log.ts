import type { Connection, Gap } from '../model/connection.ts'
import type { SourceId } from '../model/source.ts'
import { createTrim, type Database } from './database.ts'
import type { ConnectionLogEntry } from './history-reader.ts'

export type ConnectionLog = ReturnType<typeof createConnectionLog>

const maxEntriesPerSource = 200

/** The last changes of each connection: for diagnostics, and for another process that asks for the status. */
export function createConnectionLog(database: Database) {
  const insert = database.prepare(
    'INSERT INTO connection_log (source, at, connection, gap) VALUES (?, ?, ?, ?)',
  )
  const trim = createTrim(database, 'connection_log', maxEntriesPerSource)
  const columns = 'source.name AS source, at, connection, gap'
  const ofAny = database.prepare(`
    SELECT ${columns} FROM connection_log JOIN source ON source.key = connection_log.source
    ORDER BY connection_log.key DESC LIMIT 1`)
  const ofOne = database.prepare(`
    SELECT ${columns} FROM connection_log JOIN source ON source.key = connection_log.source
    WHERE source.name = ? ORDER BY connection_log.key DESC LIMIT ?`)

  return {
    add(source: number, connection: Connection, gap: Gap | null, at: number): void {
      insert.run(source, at, JSON.stringify(connection), gap === null ? null : JSON.stringify(gap))
      trim(source)
    },

    /** Newest first. */
    entries: (source: SourceId, limit: number): ConnectionLogEntry[] => ofOne.all(source, limit).map(entryOf),

    /** The last entry of this source or, with null, of any. */
    latest(source: SourceId | null): ConnectionLogEntry | null {
      const row: EntryRow | undefined = source === null ? ofAny.get() : ofOne.get(source, 1)
      return row === undefined ? null : entryOf(row)
    },
  }
}

interface EntryRow {
  readonly source: SourceId
  readonly at: number
  /** JSON. */
  readonly connection: string
  /** JSON. */
  readonly gap: string | null
}

function entryOf(row: EntryRow): ConnectionLogEntry {
  return {
    source: row.source,
    at: row.at,
    connection: JSON.parse(row.connection),
    gap: row.gap === null ? null : JSON.parse(row.gap),
  }
}
