import { replaceNul } from './database.ts'

/**
 * Who gave a thing its id. Ids of different givers never meet: an SSE id "7" is not the job "7".
 * A thing that no one named is named by the store, and is never the same as another.
 */
export type Identity =
  | { readonly namedBy: 'thing'; readonly id: string }
  | { readonly namedBy: 'event'; readonly id: string }
  | { readonly namedBy: 'store' }

/**
 * The thing's own id if it has one, else the id of the very event that brought it. An id that merely repeats,
 * because the stream's last event id stays until a new one comes, names nothing.
 */
export function identityOf(thingId: string | null, eventId: string | null): Identity {
  if (thingId !== null && thingId !== '') return { namedBy: 'thing', id: replaceNul(thingId) }
  if (eventId !== null && eventId !== '') return { namedBy: 'event', id: replaceNul(eventId) }
  return { namedBy: 'store' }
}
