import type { StoreResult } from '../../electron/feed/feed-options.ts'
import type { RawEvent } from '../../electron/model/event.ts'
import type { CaseClient } from './sse-case.ts'

/** Stores like the real store: unique by id, a failure changes nothing, the cursor moves with the event. */
export function createMemoryStore({ initialLastEventId, failStoreOnceFor, payload }: CaseClient) {
  const events: RawEvent[] = []
  const delivered: RawEvent[] = []
  const quarantined: string[] = []
  const knownIds = new Set<string>()
  let cursor = initialLastEventId ?? null
  let failingId = failStoreOnceFor

  return {
    storeEvent: (event: RawEvent): StoreResult => {
      const { eventId, lastEventId } = event
      if (eventId !== null && eventId === failingId) {
        failingId = undefined
        return { kind: 'failed', reason: 'the disk is full' }
      }
      cursor = lastEventId
      events.push(event)
      if (event.tooLarge || (payload === 'json' && !isJson(event.data))) quarantined.push(eventId ?? '')
      else if (eventId === null || eventId === '' || !knownIds.has(eventId)) delivered.push(event)
      if (eventId !== null) knownIds.add(eventId)
      return { kind: 'stored' }
    },
    storeCursor: (lastEventId: string): StoreResult => {
      cursor = lastEventId
      return { kind: 'stored' }
    },
    cursor: () => cursor,
    events,
    delivered,
    quarantined,
  }
}

function isJson(data: string): boolean {
  try {
    JSON.parse(data)
    return true
  } catch {
    return false
  }
}
