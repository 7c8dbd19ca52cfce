/**
 * The class of the events that the EventSource dispatches. The bundle has this one in place of Node's own (vite.config.ts),
 * for which Node loads its whole HTTP client.
 */
export class MessageEvent extends Event {
  readonly data: string
  readonly origin: string
  readonly lastEventId: string

  constructor(
    type: string,
    { data, origin, lastEventId }: Readonly<Record<'data' | 'origin' | 'lastEventId', string>>,
  ) {
    super(type)
    this.data = data
    this.origin = origin
    this.lastEventId = lastEventId
  }
}
