import { createHash } from 'node:crypto'
import type { JobEvent, RawEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import { isFinal, type JobState } from '../model/job.ts'
import { replaceNul } from './database.ts'

/**
 * What makes an item the same as another. Ids of different origin are never equal: an SSE id "7" is not the job "7".
 *
 * - An item with an id of its own is identified by it.
 * - SSE ids are not unique in practice: servers start over at each connection or deploy, count in seconds, or always send
 *   the same one. So the event's content belongs to the identity: the same id with other content is another item.
 * - An item without any id gets one from the store, and is never the same as another item.
 */
export type Identity =
  | { readonly namedBy: 'item'; readonly id: string; readonly contentDigest: '' }
  | { readonly namedBy: 'event'; readonly id: string; readonly contentDigest: string }
  | { readonly namedBy: 'store' }

/**
 * The identity of an item by its own id, otherwise by the id and the data of the event that brought it. An SSE id that
 * only repeats, because the stream's last event id stays until a new one comes, identifies nothing.
 */
export function identityOf(
  itemId: string | null,
  { eventId, data }: Pick<RawEvent, 'eventId' | 'data'>,
): Identity {
  if (itemId !== null && itemId !== '') return { namedBy: 'item', id: replaceNul(itemId), contentDigest: '' }
  if (eventId !== null && eventId !== '') {
    return { namedBy: 'event', id: replaceNul(eventId), contentDigest: digestOf(data) }
  }
  return { namedBy: 'store' }
}

/** A short fingerprint of texts: 128 bits of SHA-256, in base64url. */
export function digestOf(...texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(`${text.length}:${text}`)
  return hash.digest('base64url').slice(0, 22)
}

/** What is known of an item by all its events so far. */
export interface ItemFacts
  extends Pick<
    Item,
    | 'type'
    | 'title'
    | 'message'
    | 'category'
    | 'priority'
    | 'state'
    | 'progress'
    | 'url'
    | 'offer'
    | 'createdAt'
  > {}

/** The same of a job. */
export interface JobFacts extends Omit<ItemFacts, 'type' | 'state'> {
  readonly state: JobState
}

/** The facts after one more event. What the event does not say stays as it is, and so does a job that has ended. */
export function mergeJob(known: JobFacts | null, event: JobEvent): JobFacts {
  if (known !== null && isFinal(known.state)) return known
  return {
    state: event.state,
    title: event.title ?? known?.title ?? null,
    message: event.message ?? known?.message ?? null,
    category: event.category ?? known?.category ?? null,
    priority: event.priority ?? known?.priority ?? 'normal',
    progress: isFinal(event.state) ? null : (event.progress ?? known?.progress ?? null),
    url: event.url ?? known?.url ?? null,
    offer: event.download ?? known?.offer ?? null,
    createdAt: event.createdAt ?? known?.createdAt ?? null,
  }
}

/** What the server reported about an id, perhaps before the item came. */
export type Verdict = 'read' | 'withdrawn'

/** Why an item is not visible: the server withdrew it, or the user deleted it and may undo that. */
export type Hidden = 'withdrawn' | 'deleted'

/** How a new item enters the history. */
export interface Entrance {
  readonly read: boolean
  readonly notification: 'pending' | 'none'
  readonly hidden: Hidden | null
}

/** A job that has not ended is never unread. It becomes unread when it ends, even if it was read before. */
export function entranceOf({ state }: Pick<Item, 'state'>, verdict: Verdict | null): Entrance {
  const read = verdict === 'read' || (state !== null && !isFinal(state))
  return {
    read,
    notification: read || verdict !== null ? 'none' : 'pending',
    hidden: verdict === 'withdrawn' ? verdict : null,
  }
}

/** What an event did: nothing visible, a change, or a change that made an item's notification pending. */
export type Effect =
  | { readonly kind: 'none' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'arrived'; readonly key: Item['key'] }
