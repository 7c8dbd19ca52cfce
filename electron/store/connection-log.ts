import { limits } from '../model/limits.ts'
import type { SourceId } from '../model/source.ts'
import { createTrim, type Database } from './database.ts'
import type { ConnectionLogEntry } from './history-reader.ts'

export type ConnectionLog = ReturnType<typeof createConnectionLog>

const maxEntriesPerSource = limits.stored.connectionLog.max

/** The last changes of each connection: for diagnostics, and for another process that asks for the status. */
export function createConnectionLog(database: Database) {
  const insert = database.prepare(
    'INSERT INTO connection_log (source, at, connection, gap, completeness) VALUES (?, ?, ?, ?, ?)',
  )
  const trim = createTrim(database, 'connection_log', maxEntriesPerSource)
  const newest = database.prepare(`
    SELECT source.name AS source, at, connection, gap, completeness
    FROM connection_log JOIN source ON source.key = connection_log.source
    WHERE source.name = ? ORDER BY connection_log.key DESC LIMIT ?`)
  const entries = (source: SourceId, limit: number): ConnectionLogEntry[] =>
    newest.all(source, limit).map(entryOf)

  return {
    add(source: number, { connection, gap, completeness }: LoggedState, at: number): void {
      const gapJson = gap === null ? null : JSON.stringify(gap)
      insert.run(source, at, JSON.stringify(connection), gapJson, JSON.stringify(completeness))
      trim(source)
    },

    /** Newest first. */
    entries,

    latest: (source: SourceId): ConnectionLogEntry | null => entries(source, 1)[0] ?? null,
  }
}

type LoggedState = Pick<ConnectionLogEntry, 'connection' | 'gap' | 'completeness'>

const notKnownYet = JSON.stringify({ kind: 'not-known-yet' })

interface EntryRow extends Pick<ConnectionLogEntry, 'source' | 'at'> {
  /** JSON. */
  readonly connection: string
  /** JSON. */
  readonly gap: string | null
  /** JSON; null in files from before the first release. */
  readonly completeness: string | null
}

function entryOf(row: EntryRow): ConnectionLogEntry {
  const { source, at, connection, gap, completeness } = row
  return {
    source,
    at,
    connection: JSON.parse(connection),
    gap: gap === null ? null : JSON.parse(gap),
    completeness: JSON.parse(completeness ?? notKnownYet),
  }
}
