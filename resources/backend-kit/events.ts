// Generated from resources/wire-format.schema.json by `npm run wire-format`. Do not edit.

/** The `data` of one event. */
export type WireEvent = ConnectedEvent | NotificationEvent | JobEvent | ReadEvent | WithdrawEvent

/** The greeting; it is stored nowhere. */
export interface ConnectedEvent {
  readonly type: 'connected'
  /** Seconds between two signs of life; a stream that is silent three times as long is dead; 1 to 600 */
  readonly heartbeat?: number
  /** Whether the events after Last-Event-ID are sent again */
  readonly replay?: boolean
  /** An address of the same origin that takes receipts; 1 to 4,096 characters */
  readonly receipts?: string
}

/** Something happened. */
export interface NotificationEvent {
  readonly type: 'notification'
  /** The id of the item, whose digits count; the same id again means the same item; in UTF-8 at most 1,024 bytes, no control characters; 1 to 1,024 characters */
  readonly id?: string | number
  /** A higher one replaces the notification in place; at least 0 */
  readonly revision?: number
  /** at most 300 characters */
  readonly title?: string
  /** 1 to 4,000 characters */
  readonly message: string
  /** Free text, like "export"; users mute by it; at most 100 characters */
  readonly category?: string
  readonly priority?: 'low' | 'normal' | 'high' | 'critical'
  /** ISO 8601 with an offset or Z */
  readonly createdAt?: string
  /** https only; http on loopback; at most 4,096 characters */
  readonly url?: string
}

/** An update of a job; a field that is absent stays as it was. */
export interface JobEvent {
  readonly type: 'job'
  /** The id of the item, whose digits count; the same id again means the same item; in UTF-8 at most 1,024 bytes, no control characters; 1 to 1,024 characters */
  readonly id: string | number
  /** 1 by default; a higher one starts the job over; at least 0 */
  readonly attempt?: number
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  /** at most 300 characters */
  readonly title?: string
  /** 1 to 4,000 characters */
  readonly message?: string
  /** Free text, like "export"; users mute by it; at most 100 characters */
  readonly category?: string
  readonly priority?: 'low' | 'normal' | 'high' | 'critical'
  /** 0 to 1 */
  readonly progress?: number
  /** ISO 8601 with an offset or Z */
  readonly createdAt?: string
  /** https only; http on loopback; at most 4,096 characters */
  readonly url?: string
  readonly download?: {
    /** https only; http on loopback; at most 4,096 characters */
    readonly url: string
    /** 1 to 255 characters */
    readonly filename?: string
    /** Bytes; at least 0 */
    readonly size?: number
    /** 64 hexadecimal digits */
    readonly sha256?: string
    /** ISO 8601 with an offset or Z */
    readonly expiresAt?: string
  }
}

/** These items were read elsewhere. */
export interface ReadEvent {
  readonly type: 'read'
  /** 1 to 10,000, each 1 to 1,024 characters */
  readonly ids: readonly (string | number)[]
}

/** These items are withdrawn. */
export interface WithdrawEvent {
  readonly type: 'withdraw'
  /** 1 to 10,000, each 1 to 1,024 characters */
  readonly ids: readonly (string | number)[]
}

export function connectedEvent(fields: Omit<ConnectedEvent, 'type'> = {}): ConnectedEvent {
  return { type: 'connected', ...fields }
}

export function notificationEvent(fields: Omit<NotificationEvent, 'type'>): NotificationEvent {
  return { type: 'notification', ...fields }
}

export function jobEvent(fields: Omit<JobEvent, 'type'>): JobEvent {
  return { type: 'job', ...fields }
}

export function readEvent(fields: Omit<ReadEvent, 'type'>): ReadEvent {
  return { type: 'read', ...fields }
}

export function withdrawEvent(fields: Omit<WithdrawEvent, 'type'>): WithdrawEvent {
  return { type: 'withdraw', ...fields }
}
