import type { RawEvent } from '../model/event.ts'
import { type Database, keepNewest, plainText } from './database.ts'
import type { RejectedEvent } from './history-reader.ts'

const keptBytes = 64 * 1024
const keptPerSource = 500

/**
 * Keeps what could not be understood, for whoever looks into it. Bounded: a broken server must not fill the
 * disk.
 */
export function openRejectedEvents(database: Database) {
  const insert = database.prepare(`
    INSERT INTO quarantine (source, at, event_type, event_id, data, reason)
    VALUES (:source, :at, :type, :id, :data, :reason)`)
  const forget = keepNewest(database, 'quarantine', keptPerSource)
  const newest = database.prepare(`
    SELECT source.name AS source, at, event_type AS eventType, event_id AS eventId, data, reason
    FROM quarantine JOIN source ON source.key = quarantine.source
    ORDER BY quarantine.key DESC LIMIT ?`)
  const count = database.prepare('SELECT count(*) AS count FROM quarantine')

  return {
    add(raw: RawEvent, reason: string, source: number, at: number): void {
      const id = raw.eventId === null ? null : plainText(raw.eventId)
      insert.run({ source, at, type: plainText(raw.type), id, data: plainText(cut(raw.data)), reason })
      forget(source)
    },

    /** Newest first. */
    newest: (limit: number): RejectedEvent[] => newest.all(limit),

    count: (): number => count.get().count,
  }
}

function cut(data: string): string {
  if (data.length * 3 <= keptBytes) return data
  // `encodeInto` stops before a character that does not fit as a whole.
  const { read } = new TextEncoder().encodeInto(data, new Uint8Array(keptBytes))
  return data.slice(0, read)
}
