/** What a client may be sent: the `data` of one server-sent event, as JSON. */
export type WireEvent = NotificationEvent | JobEvent | ReadEvent | WithdrawEvent

export interface NotificationEvent {
  readonly type: 'notification'
  readonly message: string
  /** The notification's own id: sent again, it is still the same one, unless its revision is higher. */
  readonly id?: string
  readonly revision?: number
  readonly title?: string
  readonly category?: string
  readonly priority?: 'low' | 'normal' | 'high' | 'critical'
  /** ISO 8601. */
  readonly createdAt?: string
  /** A page to open on click; https only, or http on loopback. */
  readonly url?: string
}

/** The progress of a long job. The same `id` updates the job in place; the last three states are final. */
export interface JobEvent {
  readonly type: 'job'
  readonly id: string
  /** 1 by default; a higher one starts the job over. */
  readonly attempt?: number
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  readonly title: string
  readonly message?: string
  readonly category?: string
  /** 0 to 1; absent when unknown. */
  readonly progress?: number
  readonly download?: Download
}

export interface Download {
  readonly url: string
  readonly filename: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  /** ISO 8601. */
  readonly expiresAt: string
}

/** These notifications were read elsewhere. */
export interface ReadEvent {
  readonly type: 'read'
  readonly ids: readonly string[]
}

/** These notifications are taken back. */
export interface WithdrawEvent {
  readonly type: 'withdraw'
  readonly ids: readonly string[]
}

/**
 * The first event of every stream. It has no id: it is about the connection, not part of the log.
 *
 * @param receiptsAddress where the app may tell what became of the items; undefined: nowhere
 */
export function connectedData(receiptsAddress: string | undefined): string {
  const greeting = { type: 'connected', message: 'SSE Stream Active' }
  return JSON.stringify(receiptsAddress === undefined ? greeting : { ...greeting, receipts: receiptsAddress })
}

/** One event as it goes over the wire. `data` must be one line, which JSON.stringify makes sure of. */
export function eventText(data: string, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`
}

/**
 * What the simplest backends would send in place of a full event: a plain message, without any id, and of a
 * job only its end. Undefined when they would send nothing.
 */
export function simpleForm(event: WireEvent): NotificationEvent | undefined {
  switch (event.type) {
    case 'notification': {
      const { id: _, ...rest } = event
      return rest
    }
    case 'job':
      return isFinal(event.state)
        ? { type: 'notification', message: event.message ?? `${event.title}: ${event.state}` }
        : undefined
    case 'read':
    case 'withdraw':
      return undefined
  }
}

/** Whether a job in this state will never change again. */
export function isFinal(state: JobEvent['state']): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
