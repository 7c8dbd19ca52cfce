import { parseSource, type SourceId } from '../model/source.ts'
import { type Database, replaceNul } from './database.ts'

export type Sources = ReturnType<typeof createSources>

/** The servers, each with its cursor. Rows of every other table belong to one of them. */
export function createSources(database: Database) {
  const insert = database.prepare('INSERT INTO source (name) VALUES (?)')
  const select = database.prepare(
    'SELECT key, cursor, received_at, usual_pause_ms FROM source WHERE name = ?',
  )
  const advance = database.prepare(`
    INSERT INTO source (name, cursor, received_at) VALUES (:name, :cursor, :at)
    ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, received_at = excluded.received_at
    RETURNING key`)
  const all = database.prepare('SELECT key, name FROM source ORDER BY received_at DESC')
  const rename = database.prepare('UPDATE OR IGNORE source SET name = ? WHERE key = ?')
  const setUsualPause = database.prepare('UPDATE source SET usual_pause_ms = ? WHERE key = ?')

  const names = (): readonly SourceName[] => all.all()
  const find = (source: SourceId): SourceRow | undefined => select.get(source)

  function keyOf(source: SourceId): number {
    return find(source)?.key ?? Number(insert.run(source).lastInsertRowid)
  }

  return {
    /** The key of the source's row, which is inserted when it is missing. */
    keyOf,

    /** Moves the cursor to the stream's last event id and returns the source's key. An empty id resets the cursor. */
    advance(source: SourceId, lastEventId: string, at: number): number {
      const cursor = lastEventId === '' ? null : replaceNul(lastEventId)
      return advance.get({ name: source, cursor, at }).key
    },

    cursor: (source: SourceId): string | null => find(source)?.cursor ?? null,

    isFirstConnect: (source: SourceId): boolean => (find(source)?.received_at ?? null) === null,

    /** Renames what an earlier version has stored by the whole address, with the token that some servers take there. */
    hideSecrets(): void {
      for (const { key, name } of names()) {
        const parsed = parseSource(name)
        if (parsed.kind !== 'source' || parsed.id === name) continue
        // Of two that differ by their secrets only, the second keeps its items under a name that no address has.
        if (rename.run(parsed.id, key).changes === 0) rename.run(`${parsed.id}#${key}`, key)
      }
    },

    usualPause: (source: SourceId): number | null => find(source)?.usual_pause_ms ?? null,

    setUsualPause(source: SourceId, pauseMs: number | null): void {
      setUsualPause.run(pauseMs === null ? null : Math.round(pauseMs), keyOf(source))
    },
  }
}

interface SourceName {
  readonly key: number
  readonly name: string
}

interface SourceRow {
  readonly key: number
  readonly cursor: string | null
  /** When something was last received from it; null: never. */
  readonly received_at: number | null
  readonly usual_pause_ms: number | null
}
