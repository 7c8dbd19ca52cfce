import { parseSource, type SourceId } from '../model/source.ts'
import { type Database, replaceNul } from './database.ts'
import type { StoredSource } from './history-reader.ts'
import type { ListedSource } from './history-writer.ts'

export type Sources = ReturnType<typeof createSources>

/** As many as anybody looks through. */
const maxSources = 50

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

  const listed = database.prepare(
    'SELECT name AS id, label AS name FROM source WHERE listed IS NOT NULL ORDER BY listed',
  )
  const unlistAll = database.prepare('UPDATE source SET listed = NULL WHERE listed IS NOT NULL')
  const list = database.prepare(`
    INSERT INTO source (name, label, listed) VALUES (:id, :name, :place)
    ON CONFLICT (name) DO UPDATE SET label = excluded.label, listed = excluded.listed`)
  const inHistory = database.prepare(`
    SELECT name AS id, label, listed IS NOT NULL AS isListed, visible, unread,
      (SELECT coalesce(sum(count), 0) FROM rejected_event WHERE rejected_event.source = source.key) AS rejected
    FROM source WHERE deleted = 0 AND (listed IS NOT NULL OR visible > 0)
    ORDER BY listed IS NULL, listed, received_at DESC LIMIT ${maxSources}`)

  const names = (): readonly SourceName[] => all.all()
  const find = (source: SourceId): SourceRow | undefined => select.get(source)

  function keyOf(source: SourceId): number {
    return find(source)?.key ?? Number(insert.run(source).lastInsertRowid)
  }

  return {
    /** The key of the source's row, which is inserted when it is missing. */
    keyOf,

    /** Those in use, then those that only have items. */
    inHistory: (): readonly StoredSource[] => inHistory.all().map(sourceOf),

    /** Sets which servers are in use; the others keep what they are called. Returns 0 if that is known already. */
    list(sources: readonly ListedSource[]): number {
      const wanted = sources.map(({ id, name }) => ({ id, name: replaceNul(name) }))
      if (JSON.stringify(wanted) === JSON.stringify(listed.all())) return 0
      unlistAll.run()
      for (const [place, source] of wanted.entries()) list.run({ ...source, place })
      return Math.max(wanted.length, 1)
    },

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

interface StoredSourceRow extends Omit<StoredSource, 'name' | 'isListed'> {
  readonly label: string | null
  readonly isListed: 0 | 1
}

function sourceOf({ id, label, isListed, visible, unread, rejected }: StoredSourceRow): StoredSource {
  const name = label ?? (URL.canParse(id) ? new URL(id).host : id)
  return { id, name, isListed: isListed === 1, visible, unread, rejected }
}

interface SourceRow {
  readonly key: number
  readonly cursor: string | null
  /** When something was last received from it; null: never. */
  readonly received_at: number | null
  readonly usual_pause_ms: number | null
}
