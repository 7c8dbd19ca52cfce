import type { DownloadOffer } from './download.ts'
import type { JobState } from './job.ts'

export type Priority = 'low' | 'normal' | 'high' | 'critical'

/** One event as the SSE standard delivers it, before its data is decoded. */
export interface RawEvent {
  /** The SSE event name. It is not used: events of every name are received. */
  readonly type: string
  readonly data: string
  /** The stream's last event id after this event, which becomes the cursor. Empty: the server reset it. */
  readonly lastEventId: string
  /** The id in this event itself, null when there is none (`lastEventId` then repeats an older one). */
  readonly eventId: string | null
}

/** A field that the event does not have is null, or its default. */
export interface NotificationEvent {
  readonly type: 'notification'
  /** The item's id; null: the SSE id is used, and without that every event is a new item. */
  readonly id: string | null
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
  /** The first event of a stream; nothing is stored. */
  | { readonly type: 'connected' }
  | NotificationEvent
  | JobEvent
  /** These items were read elsewhere, or are withdrawn by the server. */
  | { readonly type: 'read' | 'withdraw'; readonly ids: readonly string[] }

/** A decoded event, or why it could not be decoded, as a sentence. */
export type DecodeResult =
  | { readonly kind: 'event'; readonly event: FeedEvent }
  | { readonly kind: 'rejected'; readonly reason: string }
