import { openConnection } from '../../../electron/feed/connection.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { manualClock } from './manual-clock.ts'
import type { ReferenceEvent } from './reference-parser.ts'

/** Sends the chunks through a whole connection, but for the network, and tells what came of them. */
export function readStream(chunks: readonly Uint8Array[], maxEventBytes = defaultLimits.maxEventBytes) {
  const events: ReferenceEvent[] = []
  const lonelyIds: string[] = []
  const retries: number[] = []
  const bugs: unknown[] = []
  return new Promise<{
    readonly meaning: { events: typeof events; lonelyIds: typeof lonelyIds; retries: typeof retries }
    readonly cause: ConnectionError
    readonly bugs: readonly unknown[]
  }>((resolve) => {
    openConnection({
      url: new URL('http://127.0.0.1/sse'),
      headers: {},
      fetch: async () => new Response(streamOf(chunks), { headers: { 'Content-Type': 'text/event-stream' } }),
      clock: manualClock(),
      limits: { ...defaultLimits, maxEventBytes },
      token: { current: () => null, refresh: async () => null },
      cursor: async () => null,
      idleMs: () => 60_000,
      onOpen: () => {},
      onLoss: () => {},
      onBytes: () => {},
      onRetry: (ms) => retries.push(ms),
      onEvent: async (event) => {
        events.push(event)
        return { kind: 'kept' }
      },
      onKept: () => {},
      onId: async (id) => {
        lonelyIds.push(id)
        return { kind: 'kept' }
      },
      onEnd: ({ cause }) => resolve({ meaning: { events, lonelyIds, retries }, cause, bugs }),
      onBug: (error) => bugs.push(error),
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
