import { createServer } from 'node:net'
import { afterEach } from 'vitest'
import { startFeed } from '../../../electron/feed/feed.ts'
import type { FeedOptions, StoreResult } from '../../../electron/feed/feed-options.ts'
import { defaultLimits, type FeedLimits } from '../../../electron/feed/limits.ts'
import type { TokenProvider } from '../../../electron/feed/with-token.ts'
import type { Clock } from '../../../electron/model/clock.ts'
import { type Connection, type ConnectionError, errorOf } from '../../../electron/model/connection.ts'
import type { RawEvent } from '../../../electron/model/event.ts'
import { type ScriptedResponse, startScriptedServer } from '../../support/scripted-sse-server.ts'
import { waitFor } from '../../support/wait-for.ts'

const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** The limits of the product with shorter times. */
export const quickLimits: FeedLimits = {
  ...defaultLimits,
  connectTimeoutMs: 2_000,
  idleMs: 10_000,
  backoff: { baseMs: 10, maxMs: 200, jitter: 0.5 },
  minRetryMs: 10,
  restartDelayMs: 20,
}

type Ending = ScriptedResponse['then']
type Headers = ScriptedResponse['headers']

function respond(
  status: number,
  headers: Headers,
  chunks: ScriptedResponse['chunks'],
  ending: Ending,
): ScriptedResponse {
  // biome-ignore lint/suspicious/noThenProperty: the property's name in the case files
  return { status, headers, chunks, then: ending }
}

/** A stream with this text that then stays open, or ends in the given way. */
export function stream(text: string, ending: Ending = 'hang', headers: Headers = {}): ScriptedResponse {
  return respond(
    200,
    { 'Content-Type': 'text/event-stream', ...headers },
    text === '' ? [] : [{ text }],
    ending,
  )
}

export function refusal(status: number, headers: Headers = {}): ScriptedResponse {
  return respond(status, headers, status === 204 ? [] : [{ text: 'no' }], 'close')
}

/** A server that sends these responses and is closed after the test. */
export async function serve(...responses: readonly [ScriptedResponse, ...ScriptedResponse[]]) {
  const server = await startScriptedServer(responses)
  cleanUps.push(server.close)
  return server
}

/** A feed over Node's fetch with a store in memory; it is stopped after the test. */
export function feed(url: URL, options: Partial<FeedOptions> = {}) {
  const events: RawEvent[] = []
  const connections: Connection[] = []
  const bugs: unknown[] = []
  const store: { cursor: string | null } = { cursor: null }
  const clock = countingClock()
  const storeEvent = async (event: RawEvent): Promise<StoreResult> => {
    events.push(event)
    store.cursor = event.lastEventId
    return { kind: 'stored' }
  }
  const storeCursor = async (lastEventId: string): Promise<StoreResult> => {
    store.cursor = lastEventId
    return { kind: 'stored' }
  }
  const started = startFeed({
    url,
    fetch,
    clock,
    random: Math.random,
    token: noToken,
    readCursor: async () => store.cursor,
    limits: quickLimits,
    learnedPause: { read: () => null, store: () => {} },
    network: { isOnline: () => true, addresses: () => [] },
    storeEvent,
    storeCursor,
    onStatus: ({ connection }) => connections.push(connection),
    onUnexpectedError: (error) => bugs.push(error),
    ...options,
  })
  cleanUps.push(started.stop)
  const reaches = (kind: Connection['kind']) =>
    waitFor(`the connection to be ${kind}`, () => started.status().connection.kind === kind)
  /** The first failure, also when the feed has recovered from it. */
  const fails = () =>
    waitFor('a failure', () =>
      connections.map(errorOf).find((error): error is ConnectionError => error !== null),
    )
  const receives = (count: number) => waitFor(`${count} events`, () => events.length >= count)
  return { ...started, events, connections, bugs, store, storeEvent, clock, reaches, fails, receives }
}

const noToken: TokenProvider = { current: () => null, refresh: async () => ({ kind: 'none' }) }

function countingClock(): Clock & { readonly pending: () => number } {
  const pending = new Set<NodeJS.Timeout>()
  return {
    now: () => Date.now(),
    after: (ms, task) => {
      const timer = setTimeout(() => {
        pending.delete(timer)
        task()
      }, ms)
      pending.add(timer)
      return () => {
        pending.delete(timer)
        clearTimeout(timer)
      }
    },
    pending: () => pending.size,
  }
}

/** A port where no server listens. */
export function unusedPort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
