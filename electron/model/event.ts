import type { DownloadOffer } from './download.ts'
import type { JobState } from './job.ts'

export type Priority = 'low' | 'normal' | 'high' | 'critical'

/** One event as the SSE standard delivers it, before its data is decoded. */
export interface RawEvent {
  /** The SSE event name. Events of every name are received; some names mark signs of life. */
  readonly type: string
  /** Empty when the event was too large. */
  readonly data: string
  /** The event was larger than the limit, so its data was dropped while it was read. */
  readonly tooLarge?: true
  /** The stream's last event id after this event, which becomes the cursor. Empty: the server reset it. */
  readonly lastEventId: string
  /** The id in this event itself, null when there is none (`lastEventId` then repeats an older one). */
  readonly eventId: string | null
}

/** The greeting at the start of a stream, and what the server declares in it. Nothing is stored. */
export interface ConnectedEvent {
  readonly type: 'connected'
  /** Seconds between two signs of life, 1 to 600; null: not declared. */
  readonly heartbeat: number | null
  /** Whether the server sends what was missed after `Last-Event-ID`; null: not declared. */
  readonly replay: boolean | null
  /** An address that takes receipts, as it was sent: it must still be checked to be of the server's origin. */
  readonly receipts: string | null
}

/** A field that the event does not have is null, or its default. */
export interface NotificationEvent {
  readonly type: 'notification'
  /** The item's id; null: the SSE id is used, and without that every event is a new item. */
  readonly id: string | null
  /** A higher one replaces the item; null: not given. */
  readonly revision: number | null
  readonly title: string | null
  readonly message: string
  readonly category: string | null
  readonly priority: Priority
  /** Milliseconds since the epoch. */
  readonly createdAt: number | null
  /** A page that may be opened in a browser: `https:`, or `http:` on loopback. */
  readonly url: string | null
}

/** An update of a job. A field that the event does not have is null: its known value stays. */
export interface JobEvent {
  readonly type: 'job'
  readonly id: string | null
  /** A higher one starts the job over; null: not given, which means the first. */
  readonly attempt: number | null
  readonly state: JobState
  readonly title: string | null
  readonly message: string | null
  readonly category: string | null
  readonly priority: Priority | null
  /** 0 to 1; null when unknown. */
  readonly progress: number | null
  readonly createdAt: number | null
  readonly url: string | null
  readonly download: DownloadOffer | null
}

export type FeedEvent =
  | ConnectedEvent
  | NotificationEvent
  | JobEvent
  /** These items were read elsewhere, or are withdrawn by the server. */
  | { readonly type: 'read' | 'withdraw'; readonly ids: readonly string[] }

/** A heartbeat that was sent as an event, or an event without content. Nothing is stored but its id. */
export interface SignOfLife {
  readonly kind: 'sign-of-life'
}

/** A decoded event, or why it could not be decoded, as a sentence. */
export type DecodeResult =
  | { readonly kind: 'event'; readonly event: FeedEvent }
  | { readonly kind: 'rejected'; readonly reason: string }
