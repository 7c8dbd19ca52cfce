import type { DownloadOffer } from './download.ts'
import type { JobState } from './job.ts'

export type Priority = 'low' | 'normal' | 'high' | 'critical'

/** One event as the SSE standard delivers it, before anyone has looked into its data. */
export interface RawEvent {
  /** The SSE event name; it carries no meaning here, every name is received. */
  readonly type: string
  readonly data: string
  /** The stream's last event id after this event: what the cursor becomes. Empty: the server reset it. */
  readonly lastEventId: string
  /** The id this very event carried, null when it carried none (`lastEventId` then repeats an older one). */
  readonly eventId: string | null
}

/** The greeting; it holds no news. */
export interface ConnectedEvent {
  readonly type: 'connected'
}

/** Something happened. Absent fields have their default, or null where there is none. */
export interface NotificationEvent {
  readonly type: 'notification'
  /** The thing's own id; null: the SSE id stands in, and without that it is a thing of its own. */
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

/** News of a job. Null means "not said this time": what is known from before stays. */
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

/** These things were read elsewhere. */
export interface ReadEvent {
  readonly type: 'read'
  readonly ids: readonly string[]
}

/** These things are void: never mind them. */
export interface WithdrawEvent {
  readonly type: 'withdraw'
  readonly ids: readonly string[]
}

export type FeedEvent = ConnectedEvent | NotificationEvent | JobEvent | ReadEvent | WithdrawEvent

/** What an event turned out to be: understood, or set aside with the reason in words. */
export type DecodeResult =
  | { readonly kind: 'event'; readonly event: FeedEvent }
  | { readonly kind: 'rejected'; readonly reason: string }
