import { EventSource } from 'eventsource'
import type { Clock } from '../model/clock.ts'
import type { RawEvent } from '../model/event.ts'
import { eventStream } from './event-stream.ts'
import { type Fetch, failed, type HttpFailure } from './http-client.ts'
import { createGuardedClient } from './http-guards.ts'
import { watchIdle } from './idle-watch.ts'
import type { Kept } from './kept.ts'
import type { FeedLimits } from './limits.ts'
import type { SseBlock } from './sse-parser.ts'
import type { ResumeLoss } from './with-cursor.ts'
import type { TokenProvider } from './with-token.ts'

export interface ConnectionOptions {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limits: FeedLimits
  readonly token: TokenProvider
  /** Where to resume; null from wherever the server begins. */
  readonly cursor: () => Promise<string | null>
  readonly idleMs: () => number
  readonly onOpen: () => void
  readonly onLoss: (loss: ResumeLoss) => void
  readonly onBytes: () => void
  readonly onRetry: (ms: number) => void
  /** The next event is not looked at before this one is answered. */
  readonly onEvent: (event: RawEvent) => Promise<Kept>
  /** An event was kept. */
  readonly onKept: (event: RawEvent) => void
  /** An id came without an event: the cursor moves, nothing else. */
  readonly onId: (lastEventId: string) => Promise<Kept>
  /** Called once, unless the stream was abandoned: it could not be made, or is over. */
  readonly onEnd: (failure: HttpFailure) => void
  /** Something threw that must not. The stream has ended like any other. */
  readonly onBug: (error: unknown) => void
}

/**
 * Makes one connection and reads it to its end. Returns what abandons it: after that nothing is called any more,
 * whatever still arrives.
 *
 * Each connection gets an EventSource of its own, which never sees a failure: delays are the subscription's, so
 * the reconnects of the library (every 3 s, or whatever `retry:` says) must not begin. The library parses.
 */
export function openConnection(options: ConnectionOptions): () => void {
  const { url, clock, limits } = options
  const connection = new AbortController()
  let over = false
  let stopIdleWatch = () => {}
  let lastEventId: string | null = null
  let block: SseBlock | null = null
  /** What the store was asked for last. */
  let settling: Promise<void> = Promise.resolve()

  const source = new EventSource(url, { fetch: () => connect().catch(failByBug) })
  // An EventTarget drops events that nobody listens for by name; every event counts.
  source.dispatchEvent = (event) => {
    if (over) return true
    if (event instanceof MessageEvent) receive(event)
    else if (event.type === 'error')
      failByBug(new Error('the event stream could not be read', { cause: event }))
    return true
  }

  async function connect(): Promise<Response> {
    lastEventId = await options.cursor()
    if (over) return unread()
    const ask = createGuardedClient({ ...options, cursor: lastEventId, onLoss: noteLoss })
    const answer = await ask({ url, headers: requestHeaders(options.headers), signal: connection.signal })
    if (over) return unread()
    if (answer.kind === 'failed') {
      end(answer)
      return unread()
    }
    const idle = watchIdle(clock, options.idleMs, (afterMs) => end(failed({ kind: 'idle', afterMs })))
    stopIdleWatch = idle.stop
    options.onOpen()
    const body = eventStream({
      body: answer.response.body,
      maxEventBytes: limits.maxEventBytes,
      isOver: () => over,
      onBytes: () => {
        options.onBytes()
        idle.touch()
      },
      onRetry: options.onRetry,
      onBlock: look,
      settled: () => settling,
      onEnd: (cause) => end(failed(cause)),
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  function noteLoss(loss: ResumeLoss): void {
    if (over) return
    if (loss.kind === 'expired') lastEventId = null
    options.onLoss(loss)
  }

  function look(next: SseBlock): boolean {
    block = next
    if (next.id !== null) lastEventId = next.id
    if (!next.hasData) settling = settle(() => options.onId(lastEventId ?? ''))
    return next.hasData
  }

  function receive({ type, data }: MessageEvent): void {
    // An empty id takes the cursor back; it does not name this event.
    const event: RawEvent = { type, data, lastEventId: lastEventId ?? '', eventId: block?.id || null }
    settling = settle(
      () => options.onEvent(event),
      () => options.onKept(event),
    )
  }

  async function settle(keep: () => Promise<Kept>, onKept = () => {}): Promise<void> {
    try {
      const kept = await keep()
      if (over) return
      if (kept.kind === 'failed') end(failed({ kind: 'store-failed', detail: kept.reason }))
      else onKept()
    } catch (error) {
      failByBug(error)
    }
  }

  function failByBug(error: unknown): Response {
    options.onBug(error)
    end(failed({ kind: 'broken', detail: 'bug' }))
    return unread()
  }

  function end(failure: HttpFailure): void {
    if (over) return
    finish()
    options.onEnd(failure)
  }

  function finish(): void {
    over = true
    stopIdleWatch()
    source.close()
    connection.abort()
  }

  return finish
}

function requestHeaders(extra: Readonly<Record<string, string>>): Record<string, string> {
  return { ...extra, Accept: 'text/event-stream', 'Cache-Control': 'no-cache' }
}

/** For an EventSource that is closed already and looks at it no more. */
function unread(): Response {
  return new Response(null, { status: 204 })
}
