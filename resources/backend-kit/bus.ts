/** An event as it lies in the log: its id, and its data as one JSON text. */
export interface LoggedEvent {
  /** Unique, and growing in the order of the log. Opaque to everything but the bus. */
  readonly id: string
  readonly data: string
}

/**
 * Carries events from whoever publishes them to the open streams, and keeps a log of them for replay. A channel is
 * whoever receives the events, usually one user.
 *
 * In memory (`memory-bus.ts`) it serves one process. Redis or a database makes it serve any number of them: implement
 * this interface, nothing else changes.
 */
export interface Bus {
  /** Resolves with the id of the event once it is in the log. */
  readonly publish: (channel: string, data: string) => Promise<string>
  /**
   * Calls `onEvent` for every event of the channel after `afterId`, first for those in the log, then for new ones, in
   * order and each once. `afterId` null: new ones only. Resolves, once it is subscribed, with whether the log still
   * had everything after `afterId`, and with how to unsubscribe.
   *
   * Calls `onGap` when events may be missing later on, because the log was lost or dropped them before they could be
   * read. End the stream then: the client reconnects with the last id that it has, and learns of the gap.
   */
  readonly subscribe: (
    channel: string,
    afterId: string | null,
    onEvent: (event: LoggedEvent) => void,
    onGap?: () => void,
  ) => Promise<Subscription>
  /** Closes connections to other servers. */
  readonly close: () => Promise<void>
}

export interface Subscription {
  /** False: events after `afterId` may be missing, because the log no longer has them, or does not know the id. */
  readonly isComplete: boolean
  /**
   * Where the log had nothing to replay: an id after which `subscribe` replays what comes from now on. The stream
   * gives it to the client at once, so that a client that is cut off before its first event can resume too. A bus that
   * can't tell leaves it out.
   */
  readonly position?: string
  readonly unsubscribe: () => void
}
