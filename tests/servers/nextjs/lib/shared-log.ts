import type { LoggedEvent } from '../../../../resources/backend-kit/bus.ts'

/**
 * A log that several processes append to and read, one for each channel, and the signal that there is something new in
 * it. A position is the id of an event, or the id of a place where no event has been yet.
 */
export interface SharedLog {
  /** Appends an event and wakes those who listen, in one step. Resolves with the id of the event. */
  readonly append: (channel: string, data: string) => Promise<string>
  /** The position after the newest event. */
  readonly end: (channel: string) => Promise<string>
  /** The oldest events after a position. Starts at the log's beginning where it does not know the position. */
  readonly read: (channel: string, after: string) => Promise<LogPage>
  /** Compares two positions that the log has given out for a channel. */
  readonly isBefore: (a: string, b: string) => boolean
  /**
   * Calls `onWake` whenever there may be something new, also when a lost connection is back. Resolves once that is
   * certain. There is one listener for each channel.
   */
  readonly listen: (channel: string, onWake: () => void) => Promise<void>
  readonly unlisten: (channel: string) => void
  readonly close: () => Promise<void>
}

export interface LogPage {
  readonly events: readonly LoggedEvent[]
  /** Where the next page begins. */
  readonly position: string
  readonly hasMore: boolean
  /** False: something after the position that was asked for may be missing. */
  readonly isContinuous: boolean
}
