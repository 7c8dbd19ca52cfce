import { createHash } from 'node:crypto'
import type { JobEvent, Priority, RawEvent } from '../model/event.ts'
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
    | 'revision'
    | 'attempt'
    | 'state'
    | 'progress'
    | 'url'
    | 'offer'
    | 'createdAt'
  > {}

/** The same of a job. */
export interface JobFacts extends Omit<ItemFacts, 'type' | 'state' | 'attempt'> {
  readonly state: JobState
  readonly attempt: number
}

/**
 * The facts after one more event; the known ones when it changes nothing. What the event does not say stays as it is.
 *
 * A higher attempt starts the job over. Within an attempt an end is final, except that a failed job may still succeed:
 * queues run a job again under its id.
 */
export function mergeJob(known: JobFacts | null, event: JobEvent): JobFacts {
  const attempt = event.attempt ?? 1
  if (known !== null && isOutdated(known, attempt, event.state)) return known
  const isOver = known !== null && isFinal(known.state)
  // The message and the result of what is over say nothing about what follows.
  const current = known !== null && (isOver || attempt > known.attempt) ? withoutResult(known) : known
  return {
    attempt,
    revision: null,
    state: event.state,
    title: event.title ?? current?.title ?? null,
    message: event.message ?? current?.message ?? null,
    category: event.category ?? current?.category ?? null,
    priority: event.priority ?? current?.priority ?? 'normal',
    progress: isFinal(event.state) ? null : (event.progress ?? current?.progress ?? null),
    url: event.url ?? current?.url ?? null,
    offer: event.download ?? current?.offer ?? null,
    createdAt: event.createdAt ?? current?.createdAt ?? null,
  }
}

function isOutdated(known: JobFacts, attempt: number, state: JobState): boolean {
  if (attempt !== known.attempt) return attempt < known.attempt
  return isFinal(known.state) && !(known.state === 'failed' && state === 'succeeded')
}

function withoutResult(job: JobFacts): JobFacts {
  return { ...job, message: null, progress: null, offer: null }
}

/** Whether a notification with this revision replaces the known one. None counts as the lowest. */
export function isNewerRevision(revision: number | null, known: number | null): boolean {
  return (revision ?? 0) > (known ?? 0)
}

const priorities: readonly Priority[] = ['low', 'normal', 'high', 'critical']

/** Whether a change of priority makes an item worth a notification of its own again. */
export function hasRisen(priority: Priority, known: Priority): boolean {
  return priorities.indexOf(priority) > priorities.indexOf(known)
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

/**
 * What an event did: nothing visible, a change, a change that made an item's notification pending, or one of an item
 * that may have been announced with what was known before.
 */
export type Effect =
  | { readonly kind: 'none' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'arrived' | 'revised'; readonly key: Item['key'] }
