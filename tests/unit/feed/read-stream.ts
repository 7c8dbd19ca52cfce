import { openConnection } from '../../../electron/feed/connection.ts'
import { defaultLimits, type FeedLimits } from '../../../electron/feed/limits.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { manualClock } from './manual-clock.ts'
import type { ReferenceEvent } from './reference-parser.ts'

/** Reads the chunks through a whole connection without a network. */
export function readStream(chunks: readonly Uint8Array[], limits: Partial<FeedLimits> = {}) {
  const events: ReferenceEvent[] = []
  const idsWithoutEvent: string[] = []
  const retries: number[] = []
  const bugs: unknown[] = []
  return new Promise<{
    readonly meaning: {
      events: typeof events
      idsWithoutEvent: typeof idsWithoutEvent
      retries: typeof retries
    }
    readonly error: ConnectionError
    readonly bugs: readonly unknown[]
  }>((resolve) => {
    openConnection({
      url: new URL('http://127.0.0.1/sse'),
      headers: {},
      fetch: async () => new Response(streamOf(chunks), { headers: { 'Content-Type': 'text/event-stream' } }),
      clock: manualClock(),
      limits: { ...defaultLimits, ...limits },
      token: { current: () => null, refresh: async () => ({ kind: 'none' }) },
      readCursor: async () => null,
      idleTimeoutMs: () => 60_000,
      onOpen: () => {},
      onGreeting: () => {},
      onCursorUnseen: () => {},
      wasCursorRefused: false,
      isCursorWithheld: false,
      headerTimeoutMs: 15_000,
      onBytes: () => {},
      onRetryField: (ms) => retries.push(ms),
      storeEvent: async (event) => {
        events.push(event)
        return { kind: 'stored' }
      },
      onStored: () => {},
      storeCursor: async (id) => {
        idsWithoutEvent.push(id)
        return { kind: 'stored' }
      },
      onEnd: ({ failure }) =>
        resolve({ meaning: { events, idsWithoutEvent, retries }, error: failure.error, bugs }),
      onUnexpectedError: (error) => bugs.push(error),
    })
  })
}

function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = [...chunks]
  return new ReadableStream({
    pull: (controller) => {
      const next = rest.shift()
      if (next === undefined) controller.close()
      else controller.enqueue(next)
    },
  })
}
