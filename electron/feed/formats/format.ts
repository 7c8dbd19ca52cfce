import type { DecodeResult, RawEvent, SignOfLife } from '../../model/event.ts'

/** An event without the cursor, which its format may read from its data. */
export type EventContent = Omit<RawEvent, 'lastEventId'>

/** What a server's events mean, and how it is asked for those that were missed. */
export interface Format {
  /** Decodes an event; what can't be understood is rejected with a reason. */
  readonly decode: (event: RawEvent) => DecodeResult | SignOfLife
  /**
   * Where the stream has no SSE ids: the cursor after this event, from its data; null: it stays.
   *
   * @param cursor the one before this event; null: there is none
   */
  readonly cursorAfter?: (event: EventContent, cursor: string | null) => string | null
  /** The query parameter that takes the cursor. Default: it is sent as the header `Last-Event-ID`. */
  readonly cursorParameter?: string
}

/** The format of one server, which may be recognized by what it sends. */
export interface FormatChoice {
  readonly current: () => Format
  /** The format of this event, and of those after it. */
  readonly of: (event: EventContent) => Format
}
