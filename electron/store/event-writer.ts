import { assertNever } from '../model/assert-never.ts'
import type { FeedEvent, RawEvent } from '../model/event.ts'
import type { SourceId } from '../model/source.ts'
import type { Contents } from './contents.ts'
import type { Database } from './database.ts'
import type { EventOutcome, ReceivedEvent } from './history-writer.ts'
import { type Effect, identityOf } from './item-rules.ts'
import { createItemWriter } from './item-writer.ts'
import type { JobCourses } from './job-courses.ts'
import type { RejectedEvents } from './rejected-events.ts'
import type { Sources } from './sources.ts'
import type { Tombstones } from './tombstones.ts'

export interface AppendedEvent {
  readonly outcome: EventOutcome
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
    append(source: SourceId, { event: raw, decoded }: ReceivedEvent, at: number): AppendedEvent {
      const key = sources.advance(source, raw.lastEventId, at)
      if (decoded.kind === 'rejected') {
        rejected.add(raw, decoded.reason, key, at)
        return { outcome: noOutcome, isVisible: true }
      }
      const effect = store(decoded.event, raw, key, at)
      const isVisible = effect.kind !== 'none'
      if (effect.kind === 'none' || effect.kind === 'changed') return { outcome: noOutcome, isVisible }
      return { outcome: { ...noOutcome, [effect.kind]: items.load(effect.key) }, isVisible }
    },
  }
}

const noOutcome: EventOutcome = { arrived: null, revised: null }
