import type { RawEvent } from '../model/event.ts'
import { limits } from '../model/limits.ts'
import type { SourceId } from '../model/source.ts'
import type { Contents } from './contents.ts'
import { createTrim, type Database, replaceNul } from './database.ts'
import type { RejectedEvent } from './history-reader.ts'
import { digestOf } from './item-rules.ts'

export type RejectedEvents = ReturnType<typeof createRejectedEvents>

const { rejectedEvents: mostEvents, rejectedBytes: mostBytes, rejectedEventBytes } = limits.stored
const maxBytes = rejectedEventBytes.max
const ofSource = 'deleted = 0 AND (:source IS NULL OR source.name = :source)'

/**
 * Events that could not be understood, for diagnostics. Limited in number and size: a broken server must not fill
 * the disk, and equal events are one row.
 */
export function createRejectedEvents(database: Database, contents: Contents) {
  const insert = database.prepare(`
    INSERT INTO rejected_event (source, at, event_type, event_id, data, reason, digest, sealed)
    VALUES (:source, :at, :type, :id, :data, :reason, :digest, :sealed)
    ON CONFLICT (source, digest) DO UPDATE SET count = count + 1, at = excluded.at, event_id = excluded.event_id`)
  const trim = createTrim(database, 'rejected_event', mostEvents.max)
  // The newest one stays, however large it is.
  const trimBytes = database.prepare(`
    DELETE FROM rejected_event WHERE source = :source AND key <= (
      SELECT max(key) FROM (
        SELECT key, sum(octet_length(coalesce(sealed, data))) OVER (ORDER BY key DESC) AS total
        FROM rejected_event WHERE source = :source
      ) WHERE total > ${mostBytes.max})`)
  // Sorted before the texts are read.
  const newest = database.prepare(`
    SELECT source.name AS source, at, event_type AS eventType, event_id AS eventId, data, reason, count, sealed, digest
    FROM rejected_event JOIN source ON source.key = rejected_event.source
    WHERE rejected_event.key IN (
      SELECT rejected_event.key FROM rejected_event JOIN source ON source.key = rejected_event.source
      WHERE ${ofSource} ORDER BY at DESC, rejected_event.key DESC LIMIT :limit)
    ORDER BY at DESC, rejected_event.key DESC`)
  const count = database.prepare(`
    SELECT coalesce(sum(count), 0) AS count
    FROM rejected_event JOIN source ON source.key = rejected_event.source WHERE ${ofSource}`)

  return {
    add(event: RawEvent, reason: string, source: number, at: number): void {
      const id = event.eventId === null ? null : replaceNul(event.eventId)
      const data = replaceNul(truncated(event.data))
      const digest = digestOf(event.type, reason, event.data)
      const content = contents.rejectedColumnsOf(digest, { data, reason })
      insert.run({ source, at, type: replaceNul(event.type), id, digest, ...content })
      trim(source)
      trimBytes.run({ source })
    },

    /** Newest first; of this source, or of all. */
    newest: (limit: number, source: SourceId | null = null): RejectedEvent[] =>
      newest
        .all({ limit, source })
        .map(({ sealed, digest, ...row }: RejectedRow) =>
          sealed === null ? row : { ...row, ...contents.openRejected(digest, sealed) },
        ),

    count: (source: SourceId | null = null): number => count.get({ source }).count,
  }
}

function truncated(data: string): string {
  // A UTF-16 code unit takes three bytes of UTF-8 at most.
  if (data.length * 3 <= maxBytes) return data
  // `encodeInto` stops before a character that does not fit as a whole.
  const { read } = new TextEncoder().encodeInto(data, new Uint8Array(maxBytes))
  return data.slice(0, read)
}

interface RejectedRow extends RejectedEvent {
  readonly digest: string
  readonly sealed: Uint8Array | null
}
