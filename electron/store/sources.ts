import type { SourceId } from '../model/source.ts'
import { type Database, plainText } from './database.ts'

export type Sources = ReturnType<typeof openSources>

/** The servers known, each with its cursor. Rows of every other table belong to one of them. */
export function openSources(database: Database) {
  const insert = database.prepare('INSERT INTO source (name) VALUES (?)')
  const select = database.prepare('SELECT key, cursor, received_at, rhythm_ms FROM source WHERE name = ?')
  const advance = database.prepare(`
    INSERT INTO source (name, cursor, received_at) VALUES (:name, :cursor, :at)
    ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, received_at = excluded.received_at
    RETURNING key`)
  const setRhythm = database.prepare('UPDATE source SET rhythm_ms = ? WHERE key = ?')

  const find = (source: SourceId): SourceRow | undefined => select.get(source)

  function keyOf(source: SourceId): number {
    return find(source)?.key ?? Number(insert.run(source).lastInsertRowid)
  }

  return {
    /** The key of the source's row; the row is made when there is none. */
    keyOf,

    /**
     * Moves the cursor to the stream's last event id and returns the source's key. An empty one: the server
     * reset it.
     */
    advance(source: SourceId, lastEventId: string, at: number): number {
      const cursor = lastEventId === '' ? null : plainText(lastEventId)
      return advance.get({ name: source, cursor, at }).key
    },

    cursor: (source: SourceId): string | null => find(source)?.cursor ?? null,

    isFirstConnect: (source: SourceId): boolean => (find(source)?.received_at ?? null) === null,

    learntRhythm: (source: SourceId): number | null => find(source)?.rhythm_ms ?? null,

    setLearntRhythm(source: SourceId, rhythmMs: number | null): void {
      setRhythm.run(rhythmMs === null ? null : Math.round(rhythmMs), keyOf(source))
    },
  }
}

interface SourceRow {
  readonly key: number
  readonly cursor: string | null
  readonly received_at: number | null
  readonly rhythm_ms: number | null
}
