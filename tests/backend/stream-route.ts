import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { EventBus, LogEntry } from './event-bus.ts'
import { type EventStream, openEventStream } from './event-stream.ts'
import { notificationPath } from './notification-route.ts'
import type { Caller } from './token-check.ts'
import { connectedData, eventText } from './wire-event.ts'

export interface StreamOptions {
  readonly bus: EventBus
  /** Holds every open stream. */
  readonly streams: Set<EventStream>
  /** `simple` sends no ids, no `retry:` and replays nothing. */
  readonly dialect: 'full' | 'simple'
  /** A comment goes out this often, so that proxies and clients see that the stream lives; 0 is never. */
  readonly heartbeatMs: number
  /** How soon a client should come back after a break. */
  readonly retryMs: number
  /** A client that takes nothing for this long, while something waits for it, is dropped. */
  readonly stallMs: number
  /** Offers checks a test event: they may have a notification sent. */
  readonly offersTestEvent: boolean
  /** Where the app may tell what became of the items; undefined: nowhere. */
  readonly receiptsAddress: string | undefined
  readonly callerOf: (request: FastifyRequest) => Caller
  /** Milliseconds since 1970. */
  readonly now: () => number
}

// Node runs a longer timer immediately.
const longestTimerMs = 2 ** 31 - 1

const streamHeaders = {
  'Content-Type': 'text/event-stream',
  // no-transform: a proxy that compresses would hold events back.
  'Cache-Control': 'no-cache, no-transform',
  // nginx buffers answers by default; this switches it off for this one.
  'X-Accel-Buffering': 'no',
}

/**
 * `GET /notifications`: the stream of server-sent events.
 *
 * Without `Last-Event-ID` a client gets what is new from now on. With it, it first gets what it missed, and
 * the answer's own `Last-Event-ID` header names the event after which the stream goes on. Is that the id that
 * was asked for, nothing is missing; is it another, what lay between is gone (the log is bounded) or the id
 * was never known, and the stream goes on with the oldest event that is still there.
 *
 * A stream ends with the access token that opened it.
 */
export function addStreamRoute(app: FastifyInstance, options: StreamOptions): void {
  const { bus, dialect, streams } = options
  const textOf = dialect === 'simple' ? (data: string) => eventText(data) : eventText

  app.get('/notifications', { exposeHeadRoute: false }, async (request, reply) => {
    const asked = dialect === 'simple' ? undefined : askedId(request.headers['last-event-id'])
    const { from } = await bus.since(asked)
    const caller = options.callerOf(request)

    reply.hijack()
    reply.raw.writeHead(200, {
      ...streamHeaders,
      ...(asked !== undefined && { 'Last-Event-ID': from }),
      ...(options.offersTestEvent && { 'Tidings-Test-Event': app.prefix + notificationPath }),
    })
    reply.raw.flushHeaders()
    const stream = openEventStream(reply.raw, options)
    streams.add(stream)
    stream.onGone(() => streams.delete(stream))
    if (caller.expiresAt !== null) {
      const timer = setTimeout(stream.end, Math.min(caller.expiresAt - options.now(), longestTimerMs))
      stream.onGone(() => clearTimeout(timer))
    }

    const retry = dialect === 'simple' ? '' : `retry: ${options.retryMs}\n\n`
    try {
      await stream.send(`${retry}${eventText(connectedData(options.receiptsAddress))}`)
      await follow(stream, bus, from, ({ id, data, user }) =>
        user === undefined || user === caller.user ? textOf(data, id) : '',
      )
    } finally {
      stream.drop()
    }
  })
}

/**
 * Sends everything after `from`, at the client's own pace and until it leaves. The log is the only queue: a
 * client that reads slowly costs no memory. One so slow that the log no longer has its next event is disconnected; it reconnects
 * with its last id and learns of the gap.
 */
async function follow(
  stream: EventStream,
  bus: EventBus,
  from: string,
  textOf: (entry: LogEntry) => string,
): Promise<void> {
  const unsubscribe = bus.subscribe(stream.wake)
  stream.onGone(unsubscribe)
  let cursor = from
  while (stream.isOpen()) {
    const replay = await bus.since(cursor)
    if (replay.from !== cursor) return
    for (const entry of replay.entries) {
      const text = textOf(entry)
      if (text !== '' && !(await stream.send(text))) return
      cursor = entry.id
    }
    await stream.woken()
  }
}

/** A header may come as a list; an empty one means that nothing was received yet. */
function askedId(header: string | string[] | undefined): string | undefined {
  const id = Array.isArray(header) ? header[0] : header
  return id === '' ? undefined : id
}
