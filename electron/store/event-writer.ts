import { assertNever } from '../model/assert-never.ts'
import type { DecodeResult, FeedEvent, RawEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import type { Contents } from './contents.ts'
import type { Database } from './database.ts'
import { type Effect, identityOf } from './item-rules.ts'
import { createItemWriter } from './item-writer.ts'
import type { JobCourses } from './job-courses.ts'
import type { RejectedEvents } from './rejected-events.ts'
import type { Sources } from './sources.ts'
import type { Tombstones } from './tombstones.ts'

export interface AppendedEvent {
  /** The item whose notification became pending by this event; null: none did. */
  readonly arrived: Item | null
  /** The item that this event has changed after it may have been announced; null: none. */
  readonly revised: Item | null
  /** Whether the history differs now: an item, or a rejected event. */
  readonly isVisible: boolean
}

export interface EventWriterDeps {
  readonly sources: Sources
  readonly rejected: RejectedEvents
  readonly tombstones: Tombstones
  readonly courses: JobCourses
  readonly contents: Contents
}

export type EventWriter = ReturnType<typeof createEventWriter>

/** Stores the events of the stream, each together with the cursor that covers it. */
export function createEventWriter(
  database: Database,
  { sources, rejected, tombstones, courses, contents }: EventWriterDeps,
) {
  const items = createItemWriter(database, tombstones, courses, contents)

  function store(event: FeedEvent, raw: RawEvent, source: number, at: number): Effect {
    switch (event.type) {
      case 'connected':
        return { kind: 'none' }
      case 'notification':
        return items.addNotification(event, { source, at, identity: identityOf(event.id, raw) })
      case 'job':
        return items.addJob(event, { source, at, identity: identityOf(event.id, raw) })
      case 'read':
        return tombstones.apply('read', event.ids, source, at)
      case 'withdraw':
        return tombstones.apply('withdrawn', event.ids, source, at)
      default:
        return assertNever(event)
    }
  }

  return {
    /** Runs inside the caller's transaction. */
    append(source: SourceId, raw: RawEvent, decoded: DecodeResult, at: number): AppendedEvent {
      const key = sources.advance(source, raw.lastEventId, at)
      if (decoded.kind === 'rejected') {
        rejected.add(raw, decoded.reason, key, at)
        return { arrived: null, revised: null, isVisible: true }
      }
      const effect = store(decoded.event, raw, key, at)
      const isVisible = effect.kind !== 'none'
      if (effect.kind === 'none' || effect.kind === 'changed')
        return { arrived: null, revised: null, isVisible }
      const item = items.load(effect.key)
      return effect.kind === 'arrived'
        ? { arrived: item, revised: null, isVisible }
        : { arrived: null, revised: item, isVisible }
    },
  }
}
