import type { Bus, LoggedEvent, Subscription } from './bus.ts'
import { type ConnectedEvent, connectedEvent } from './events.ts'
import { createOutgoingQueue } from './outgoing-queue.ts'

export interface EventStreamOptions {
  readonly bus: Bus
  /** Whose events: usually the id of the user that the request's token or cookie names. */
  readonly channel: string
  /** The request's `Last-Event-ID` header. */
  readonly lastEventId: string | null
  /** Aborts when the client has left. */
  readonly signal: AbortSignal
  /** Seconds between two comments that show the client, and proxies on the way, that the stream lives. Default 15. */
  readonly heartbeat?: number
  /** The address that takes receipts, on this server, such as `/api/receipts`. Default: none are wanted. */
  readonly receipts?: string
  /** How much may wait for a slow client, in bytes, before the stream is ended. Default 1 MiB. */
  readonly maxQueuedBytes?: number
}

/** What a route answers with: `new Response(stream.body, { headers: stream.headers })`. */
export interface EventStream {
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
}

/**
 * Opens a stream of server-sent events: the greeting, what came after `lastEventId`, then what is published.
 *
 * When the log no longer has everything after `lastEventId`, the stream says so (`"replay":false` in the greeting, and
 * another id than the client's in the header `Last-Event-ID`) and goes on with what the log still has.
 *
 * A client that reads too slowly gets what waits for it, and then the end of the stream. It reconnects with the last id
 * that it received and gets the rest from the log, so a slow client costs memory only up to `maxQueuedBytes`.
 *
 * Rejects when the bus can't subscribe; answer 503 then.
 */
export async function openEventStream(options: EventStreamOptions): Promise<EventStream> {
  const { bus, channel, signal, heartbeat = 15, receipts, maxQueuedBytes = 1024 * 1024 } = options
  // An empty header means that nothing was received yet.
  const lastEventId = options.lastEventId === '' ? null : options.lastEventId
  const queue = createOutgoingQueue({ maxBytes: maxQueuedBytes, maxStallMs: 4 * heartbeat * 1000 })

  const onEvent = (event: LoggedEvent) => queue.add(eventText(event))
  const subscription = await bus.subscribe(channel, lastEventId, onEvent, queue.end)
  queue.greet(greetingText(subscription, { heartbeat, ...(receipts !== undefined && { receipts }) }))

  const timer = setInterval(queue.heartbeat, heartbeat * 1000)
  queue.onDone(() => {
    clearInterval(timer)
    subscription.unsubscribe()
    signal.removeEventListener('abort', queue.discard)
  })
  signal.addEventListener('abort', queue.discard, { once: true })
  if (signal.aborted) queue.discard()

  return { headers: headersFor(lastEventId, subscription), body: queue.body }
}

function greetingText(
  { isComplete, position }: Subscription,
  known: Pick<ConnectedEvent, 'heartbeat' | 'receipts'>,
): string {
  const { type, ...fields } = connectedEvent({ ...known, replay: isComplete })
  const data = JSON.stringify({ type, message: 'SSE Stream Active', ...fields })
  return position === undefined ? `data: ${data}\n\n` : eventText({ id: position, data })
}

/** `data` must be one line, which JSON.stringify makes sure of. */
function eventText({ id, data }: LoggedEvent): string {
  return `id: ${id}\ndata: ${data}\n\n`
}

function headersFor(lastEventId: string | null, { isComplete }: Subscription): EventStream['headers'] {
  return {
    'Content-Type': 'text/event-stream',
    // no-transform: a proxy that compresses would hold events back.
    'Cache-Control': 'no-cache, no-transform',
    // nginx buffers responses by default; this switches it off for this one.
    'X-Accel-Buffering': 'no',
    // The id after which the stream goes on. "earliest" is the word that Mercure uses for the log's beginning.
    ...(lastEventId !== null && { 'Last-Event-ID': isComplete ? lastEventId : 'earliest' }),
  }
}
