import { EventSource, type FetchLikeResponse } from 'eventsource'
import type { RawEvent } from '../model/event.ts'
import { limits as sizeLimits } from '../model/limits.ts'
import type { ConnectionOptions, OpenConnection } from './connection-options.ts'
import { createEventStream } from './event-stream.ts'
import type { StoreResult } from './feed-options.ts'
import type { EventContent } from './formats/format.ts'
import { eventStreamHeaders, failed, type HttpFailure } from './http-client.ts'
import { createGuardedClient } from './http-guards.ts'
import { type IdleTimer, startIdleTimer } from './idle-timeout.ts'
import type { Brought } from './retry-outcome.ts'
import { followToken } from './sent-token.ts'
import type { SseBlock } from './sse-parser.ts'
import type { Resume } from './with-cursor.ts'

type Stored = Extract<StoreResult, { readonly kind: 'stored' }>

interface ConnectionState {
  isClosed: boolean
  isCaughtUp: boolean
  /** The cursor after the last complete block; null: there is none yet. */
  lastEventId: string | null
  /** The block that the library is dispatching. */
  currentBlock: SseBlock | null
  hasSetRetry: boolean
  brought: Brought
  resume: Resume
  withheldCursor: string | null
  wasCursorSent: boolean
  /** The query parameter that took the cursor; undefined: the header did. */
  cursorParameter: string | undefined
  /** How many blocks are being stored. */
  inStore: number
  /** Resolves when the last block is stored or has failed to be. */
  lastStored: Promise<void>
  idleTimer: IdleTimer | null
}

/** So many blocks may be on their way to the store at once: they are written together. Nothing else runs meanwhile. */
const maxInStore = 32

/**
 * Makes one connection and reads it to its end.
 *
 * Each connection has an EventSource of its own, which parses the stream and never sees a failure: the feed decides
 * about delays, so the reconnects of the library (after 3 s, or whatever `retry:` says) must not start.
 */
export function openConnection(options: ConnectionOptions): OpenConnection {
  const { url, clock, limits } = options
  const controller = new AbortController()
  const state: ConnectionState = {
    isClosed: false,
    isCaughtUp: false,
    lastEventId: null,
    currentBlock: null,
    hasSetRetry: false,
    brought: 'nothing',
    resume: { kind: 'from-now' },
    withheldCursor: null,
    wasCursorSent: false,
    cursorParameter: undefined,
    inStore: 0,
    lastStored: Promise.resolve(),
    idleTimer: null,
  }

  const token = followToken(options.token, () => state.isClosed, options.onTokenRenewed)

  const source = new EventSource(url, { fetch: () => connect().catch(endByUnexpectedError) })
  // An EventTarget drops events without a listener for their name, but all events count.
  source.dispatchEvent = (event) => {
    if (state.isClosed) return true
    if (event instanceof MessageEvent) receive(event)
    else if (event.type === 'error')
      endByUnexpectedError(new Error('the event stream could not be read', { cause: event }))
    return true
  }

  async function connect(): Promise<FetchLikeResponse> {
    const cursor = (await options.readCursor()) || null
    if (state.isClosed) return emptyResponse
    state.lastEventId = cursor
    if (options.isCursorWithheld) state.withheldCursor = cursor
    state.wasCursorSent = cursor !== null && !options.isCursorWithheld
    state.cursorParameter = options.format?.current().cursorParameter
    const requestedAt = clock.now()
    const send = createGuardedClient({
      ...options,
      token: token.provider,
      cursor: state.wasCursorSent ? cursor : null,
      cursorParameter: state.cursorParameter,
      onResume: (resume) => {
        state.resume = resume
      },
    })
    const result = await send({
      url,
      headers: { ...options.headers, ...eventStreamHeaders },
      signal: controller.signal,
    })
    if (state.isClosed) return emptyResponse
    if (result.kind === 'failed') {
      end(result)
      return emptyResponse
    }
    const { resume, withheldCursor } = state
    if (resume.kind === 'expired') state.lastEventId = null
    const events = readEvents(result.response.body)
    options.onOpen({ resume, token: token.last(), withheldCursor, headersMs: clock.now() - requestedAt })
    return libraryResponse(200, events)
  }

  function readEvents(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> {
    const idleTimer = startIdleTimer(clock, options.idleTimeoutMs, (afterMs) =>
      end(failed({ kind: 'idle', afterMs })),
    )
    state.idleTimer = idleTimer
    return createEventStream({
      body,
      limits: { maxBytes: limits.maxEventBytes, maxDroppedBytes: limits.maxDroppedBytes },
      isClosed: () => state.isClosed,
      onCaughtUp: () => {
        state.isCaughtUp = true
      },
      onBytes: () => {
        state.isCaughtUp = false
        if (state.brought === 'nothing') {
          state.brought = 'life'
          state.lastStored = waitForTurn()
        }
        options.onBytes()
        idleTimer.reset()
      },
      onRetryField: (ms) => {
        state.hasSetRetry = true
        options.onRetryField(ms)
      },
      acceptBlock,
      readyForNext,
      allStored: () => state.lastStored,
      onEnd: (error) => end(failed(error)),
    })
  }

  /** Until an event is stored it is not known whether the server takes the cursor into account. */
  async function readyForNext(): Promise<void> {
    if (state.brought !== 'events' || state.inStore >= maxInStore) await state.lastStored
  }

  /** What is read waits for it, like for an event that is being stored. */
  async function waitForTurn(): Promise<void> {
    if (options.turn === undefined) return
    try {
      const cursor = await options.turn()
      if (state.resume.kind !== 'expired') state.lastEventId = cursor
    } catch (error) {
      endByUnexpectedError(error)
    }
  }

  /** True when the library is to dispatch the block. */
  function acceptBlock(block: SseBlock): boolean {
    state.currentBlock = block
    if (block.id !== null) state.lastEventId = block.id
    if (!block.hasData) {
      state.lastStored = store(() => options.storeCursor(state.lastEventId ?? ''))
      return false
    }
    if (block.isTooLarge) storeEvent({ type: 'message', data: '', tooLarge: true })
    return !block.isTooLarge
  }

  function receive({ type, data }: MessageEvent): void {
    storeEvent({ type: type.slice(0, sizeLimits.arriving.eventName.max), data })
  }

  function storeEvent(content: Pick<RawEvent, 'type' | 'data' | 'tooLarge'>): void {
    // An empty id resets the cursor; it is no id of this event.
    const sent: EventContent = { ...content, eventId: state.currentBlock?.id || null }
    const format = options.format?.of(sent)
    if (state.wasCursorSent && format?.cursorParameter !== state.cursorParameter) {
      close()
      options.onCursorUnseen()
      return
    }
    const idInData = format?.cursorAfter?.(sent, state.lastEventId) ?? null
    if (idInData !== null) state.lastEventId = idInData
    const event: RawEvent = {
      ...sent,
      lastEventId: state.lastEventId ?? '',
      eventId: sent.eventId ?? idInData,
    }
    state.lastStored = store(
      () => options.storeEvent(event),
      (meaning) => onEventStored(event, meaning),
    )
  }

  function onEventStored(event: RawEvent, meaning: Stored['meaning']): void {
    if (meaning === undefined) {
      state.brought = 'events'
      // The server sends events without the cursor, so the cursor is the reason why it failed with it.
      if (event.eventId === null && state.lastEventId === state.withheldCursor) state.lastEventId = null
      options.onStored(event)
    } else if ('type' in meaning) {
      options.onGreeting(meaning)
      // The greeting may have changed the idle timeout.
      state.idleTimer?.reset()
    }
  }

  async function store(
    write: () => Promise<StoreResult>,
    onStored: (meaning: Stored['meaning']) => void = () => {},
  ): Promise<void> {
    state.inStore += 1
    try {
      const result = await write()
      state.inStore -= 1
      if (state.isClosed) return
      if (result.kind === 'failed') end(failed({ kind: 'store-failed', detail: result.reason }))
      else onStored(result.meaning)
    } catch (error) {
      endByUnexpectedError(error)
    }
  }

  function endByUnexpectedError(error: unknown): FetchLikeResponse {
    options.onUnexpectedError(error)
    end(failed({ kind: 'broken', detail: 'bug' }))
    return emptyResponse
  }

  function end(failure: HttpFailure): void {
    if (state.isClosed) return
    close()
    const { brought, hasSetRetry, wasCursorSent } = state
    options.onEnd({ failure, brought, hasSetRetry, wasCursorSent, token: token.last() })
  }

  function close(): void {
    state.isClosed = true
    state.idleTimer?.stop()
    source.close()
    controller.abort()
  }

  return {
    close,
    usesToken: token.is,
    isCaughtUp: () => state.isCaughtUp,
  }
}

function libraryResponse(status: number, body: ReadableStream<Uint8Array> | null): FetchLikeResponse {
  return { ...{ status, body, url: '', redirected: false }, headers: { get: () => 'text/event-stream' } }
}

/** For an EventSource that is closed already and does not read it. */
const emptyResponse = libraryResponse(204, null)
