import { EventSource } from 'eventsource'
import type { RawEvent } from '../model/event.ts'
import { createEventStream } from './event-stream.ts'
import type { FeedOptions, StoreResult } from './feed-options.ts'
import { failed, type HttpFailure } from './http-client.ts'
import { createGuardedClient } from './http-guards.ts'
import { startIdleTimer } from './idle-timeout.ts'
import type { SseBlock } from './sse-parser.ts'
import type { ResumeLoss } from './with-cursor.ts'

export interface ConnectionOptions
  extends Pick<
    FeedOptions,
    | 'url'
    | 'headers'
    | 'fetch'
    | 'clock'
    | 'limits'
    | 'token'
    | 'readCursor'
    | 'storeEvent'
    | 'storeCursor'
    | 'onUnexpectedError'
  > {
  readonly idleTimeoutMs: () => number
  readonly onOpen: () => void
  readonly onResumeLoss: (loss: ResumeLoss) => void
  readonly onBytes: () => void
  /** A `retry:` line came, in milliseconds as it was sent. */
  readonly onRetryField: (ms: number) => void
  /** The event is stored. The next one is not read before that. */
  readonly onStored: (event: RawEvent) => void
  /** Called once when the connection failed or ended, but not when it was closed by the returned function. */
  readonly onEnd: (failure: HttpFailure) => void
}

interface ConnectionState {
  isClosed: boolean
  /** The cursor after the last complete block; null: there is none yet. */
  lastEventId: string | null
  /** The block that the library is dispatching. */
  currentBlock: SseBlock | null
  /** Resolves when the last block is stored or has failed to be. */
  lastStored: Promise<void>
  stopIdleTimer: () => void
}

/**
 * Makes one connection and reads it to its end. Returns a function that closes it; no callback is called after that.
 *
 * Each connection has an EventSource of its own, which parses the stream and never sees a failure: the feed decides
 * about delays, so the reconnects of the library (after 3 s, or whatever `retry:` says) must not start.
 */
export function openConnection(options: ConnectionOptions): () => void {
  const { url, clock, limits } = options
  const controller = new AbortController()
  const state: ConnectionState = {
    isClosed: false,
    lastEventId: null,
    currentBlock: null,
    lastStored: Promise.resolve(),
    stopIdleTimer: () => {},
  }

  const source = new EventSource(url, { fetch: () => connect().catch(endByUnexpectedError) })
  // An EventTarget drops events without a listener for their name, but all events count.
  source.dispatchEvent = (event) => {
    if (state.isClosed) return true
    if (event instanceof MessageEvent) receive(event)
    else if (event.type === 'error')
      endByUnexpectedError(new Error('the event stream could not be read', { cause: event }))
    return true
  }

  async function connect(): Promise<Response> {
    state.lastEventId = await options.readCursor()
    if (state.isClosed) return emptyResponse()
    const send = createGuardedClient({
      ...options,
      cursor: state.lastEventId,
      onResumeLoss: reportResumeLoss,
    })
    const result = await send({ url, headers: requestHeaders(options.headers), signal: controller.signal })
    if (state.isClosed) return emptyResponse()
    if (result.kind === 'failed') {
      end(result)
      return emptyResponse()
    }
    const events = readEvents(result.response.body)
    options.onOpen()
    return new Response(events, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  function readEvents(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> {
    const idleTimer = startIdleTimer(clock, options.idleTimeoutMs, (afterMs) =>
      end(failed({ kind: 'idle', afterMs })),
    )
    state.stopIdleTimer = idleTimer.stop
    return createEventStream({
      body,
      maxEventBytes: limits.maxEventBytes,
      isClosed: () => state.isClosed,
      onBytes: () => {
        options.onBytes()
        idleTimer.reset()
      },
      onRetryField: options.onRetryField,
      acceptBlock,
      previousStored: () => state.lastStored,
      onEnd: (error) => end(failed(error)),
    })
  }

  function reportResumeLoss(loss: ResumeLoss): void {
    if (state.isClosed) return
    if (loss.kind === 'expired') state.lastEventId = null
    options.onResumeLoss(loss)
  }

  function acceptBlock(block: SseBlock): boolean {
    state.currentBlock = block
    if (block.id !== null) state.lastEventId = block.id
    if (!block.hasData) state.lastStored = store(() => options.storeCursor(state.lastEventId ?? ''))
    return block.hasData
  }

  function receive({ type, data }: MessageEvent): void {
    const { lastEventId, currentBlock } = state
    // An empty id resets the cursor; it is no id of this event.
    const event: RawEvent = { type, data, lastEventId: lastEventId ?? '', eventId: currentBlock?.id || null }
    state.lastStored = store(
      () => options.storeEvent(event),
      () => options.onStored(event),
    )
  }

  async function store(write: () => Promise<StoreResult>, onStored = () => {}): Promise<void> {
    try {
      const result = await write()
      if (state.isClosed) return
      if (result.kind === 'failed') end(failed({ kind: 'store-failed', detail: result.reason }))
      else onStored()
    } catch (error) {
      endByUnexpectedError(error)
    }
  }

  function endByUnexpectedError(error: unknown): Response {
    options.onUnexpectedError(error)
    end(failed({ kind: 'broken', detail: 'bug' }))
    return emptyResponse()
  }

  function end(failure: HttpFailure): void {
    if (state.isClosed) return
    close()
    options.onEnd(failure)
  }

  function close(): void {
    state.isClosed = true
    state.stopIdleTimer()
    source.close()
    controller.abort()
  }

  return close
}

function requestHeaders(extra: FeedOptions['headers']): Record<string, string> {
  return { ...extra, Accept: 'text/event-stream', 'Cache-Control': 'no-cache' }
}

/** For an EventSource that is closed already and does not read it. */
function emptyResponse(): Response {
  return new Response(null, { status: 204 })
}
