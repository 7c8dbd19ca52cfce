import type { Connection, Gap } from '../model/connection.ts'
import type { SourceId } from '../model/source.ts'
import { type Database, keepNewest } from './database.ts'
import type { ConnectionLogEntry } from './history-reader.ts'

const keptPerSource = 200

/** A short diary of the connections: for diagnostics, and for another process that asks how things stand. */
export function openConnectionLog(database: Database) {
  const insert = database.prepare(
    'INSERT INTO connection_change (source, at, connection, gap) VALUES (?, ?, ?, ?)',
  )
  const forget = keepNewest(database, 'connection_change', keptPerSource)
  const columns = 'source.name AS source, at, connection, gap'
  const ofAll = database.prepare(`
    SELECT ${columns} FROM connection_change JOIN source ON source.key = connection_change.source
    ORDER BY connection_change.key DESC LIMIT 1`)
  const ofOne = database.prepare(`
    SELECT ${columns} FROM connection_change JOIN source ON source.key = connection_change.source
    WHERE source.name = ? ORDER BY connection_change.key DESC LIMIT ?`)

  return {
    add(source: number, connection: Connection, gap: Gap | null, at: number): void {
      insert.run(source, at, JSON.stringify(connection), gap === null ? null : JSON.stringify(gap))
      forget(source)
    },

    /** Newest first. */
    changes: (source: SourceId, limit: number): ConnectionLogEntry[] =>
      ofOne.all(source, limit).map(changeOf),

    /** The last one noted, of this source or, with null, of any. */
    latest(source: SourceId | null): ConnectionLogEntry | null {
      const row: ChangeRow | undefined = source === null ? ofAll.get() : ofOne.get(source, 1)
      return row === undefined ? null : changeOf(row)
    },
  }
}

interface ChangeRow {
  readonly source: SourceId
  readonly at: number
  /** JSON. */
  readonly connection: string
  /** JSON. */
  readonly gap: string | null
}

function changeOf(row: ChangeRow): ConnectionLogEntry {
  return {
    source: row.source,
    at: row.at,
    connection: JSON.parse(row.connection),
    gap: row.gap === null ? null : JSON.parse(row.gap),
  }
}
