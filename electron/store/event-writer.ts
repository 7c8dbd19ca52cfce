import { assertNever } from '../model/assert-never.ts'
import type { DecodeResult, FeedEvent, RawEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import { type Database, inTransaction } from './database.ts'
import { identityOf } from './identity.ts'
import { type ItemRow, itemColumns, itemOf } from './item-columns.ts'
import { type Effect, openItemWriter } from './item-writer.ts'
import type { openRejectedEvents } from './rejected-events.ts'
import type { Sources } from './sources.ts'
import type { StoreError } from './store-error.ts'
import type { Tombstones } from './tombstones.ts'

/** What became of an event. Once stored, it is in the file together with the cursor that covers it. */
export type Appended =
  | {
      readonly kind: 'stored'
      /** The item that is due a toast because of this event. */
      readonly arrival: Item | null
      /** Whether there is something new to see: an item, or an event set aside. */
      readonly changed: boolean
    }
  | StoreError

export interface EventWriterDeps {
  readonly sources: Sources
  readonly quarantine: ReturnType<typeof openRejectedEvents>
  readonly tombstones: Tombstones
  readonly now: () => number
}

/** Writes what the stream brings, one event and its cursor a transaction. */
export function openEventWriter(
  database: Database,
  { sources, quarantine, tombstones, now }: EventWriterDeps,
) {
  const things = openItemWriter(database, tombstones)
  const select = database.prepare(`SELECT ${itemColumns} FROM item WHERE key = ?`)

  function settle(event: FeedEvent, eventId: string | null, source: number, at: number): Effect {
    switch (event.type) {
      case 'connected':
        return { kind: 'none' }
      case 'notification':
        return things.addNotification(event, { source, at, identity: identityOf(event.id, eventId) })
      case 'job':
        return things.addJob(event, { source, at, identity: identityOf(event.id, eventId) })
      case 'read':
        return tombstones.apply('read', event.ids, source, at)
      case 'withdraw':
        return tombstones.apply('withdrawn', event.ids, source, at)
      default:
        return assertNever(event)
    }
  }

  function arrivalOf(effect: Effect): Item | null {
    if (effect.kind !== 'arrived') return null
    const row: ItemRow = select.get(effect.key)
    return itemOf(row)
  }

  return (source: SourceId, raw: RawEvent, decoded: DecodeResult): Appended =>
    inTransaction(database, () => {
      const at = now()
      const key = sources.advance(source, raw.lastEventId, at)
      if (decoded.kind === 'rejected') {
        quarantine.add(raw, decoded.reason, key, at)
        return { kind: 'stored', arrival: null, changed: true }
      }
      const effect = settle(decoded.event, raw.eventId, key, at)
      return { kind: 'stored', arrival: arrivalOf(effect), changed: effect.kind !== 'none' }
    })
}
