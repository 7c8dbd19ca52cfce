import type { WireEvent } from './wire-event.ts'

/** A published event: its place in the log, and its JSON text. */
export interface LogEntry {
  readonly id: string
  readonly data: string
  /** Whose event it is; absent: everyone's. */
  readonly user?: string
}

/** What a stream needs to go on where it stopped. */
export interface Replay {
  /** The id after which `entries` begin. When it is not the id asked for, events in between may be lost. */
  readonly from: string
  readonly entries: readonly LogEntry[]
}

/**
 * Everything the event stream needs from the rest of the backend. `createEventLog` keeps it in this process; several
 * processes behind a load balancer need one they share, such as Redis streams (XADD, XRANGE, pub/sub).
 */
export interface EventBus {
  /** Stores the event, then calls the subscribers. `user`: who alone may see it. */
  publish(event: WireEvent, user?: string): Promise<void>
  /** Calls back after every publish; `since` then returns what is new. Returns an unsubscribe function. */
  subscribe(onPublished: () => void): () => void
  /** Everything after `id`; with undefined, where the log ends now. An id that isn't known: the whole log. */
  since(id: string | undefined): Promise<Replay>
}
