import { startFeed } from '../../electron/feed/feed.ts'
import type { Fetch } from '../../electron/feed/http-client.ts'
import { defaultLimits, type FeedLimits } from '../../electron/feed/limits.ts'
import type { TokenProvider } from '../../electron/feed/with-token.ts'
import { type Connection, errorOf } from '../../electron/model/connection.ts'
import { type ScriptedServer, startScriptedServer } from '../support/scripted-sse-server.ts'
import { waitFor } from '../support/wait-for.ts'
import { type ManualClock, manualClock } from '../unit/feed/manual-clock.ts'
import { checkExpectations, type Seen } from './check-expectations.ts'
import { createMemoryStore } from './memory-store.ts'
import type { CaseClient, SseCase } from './sse-case.ts'
import { type Traffic, watchTraffic, withoutMarker } from './traffic.ts'

const defaultWaitMs = 1000

/**
 * Plays one case over real HTTP. Returns what was not as expected, in words; empty when the case passes.
 *
 * Client and server share a clock of their own. It moves on only when all that was sent has arrived, so a slow
 * computer makes a case last longer and changes nothing else.
 */
export async function runCase(testCase: SseCase, fetch: Fetch): Promise<readonly string[]> {
  const { response, next = [], expect } = testCase
  const clock = manualClock()
  const server = await startScriptedServer([response, ...next], {
    now: clock.now,
    pause: (ms) => (ms > 0 ? new Promise<void>((resolve) => clock.after(ms, resolve)) : Promise.resolve()),
  })
  try {
    const { seen, bugs } = await play(testCase, watchTraffic(fetch, server), server, clock)
    return [...checkExpectations(expect, seen), ...bugs.map((bug) => `a bug: ${String(bug)}`)]
  } catch (error) {
    return [`the case could not be played: ${String(error)}`]
  } finally {
    await server.close()
  }
}

async function play(
  { client = {}, profile, waitMs = defaultWaitMs, expect }: SseCase,
  traffic: Traffic,
  server: ScriptedServer,
  clock: ManualClock,
): Promise<{ readonly seen: Seen; readonly bugs: readonly unknown[] }> {
  const store = createMemoryStore(client)
  const tokens = createTokenList(client.tokens ?? [])
  const bugs: unknown[] = []
  const counts = { opens: 0, errors: 0 }
  let lastKind: Connection['kind'] = 'connecting'
  const feed = startFeed({
    url: server.url,
    fetch: traffic.fetch,
    clock,
    random: () => 0.5,
    token: tokens,
    readCursor: async () => store.cursor(),
    headers: client.headers ?? {},
    limits: profile === 'whatwg' ? browserLimits : feedLimits(client),
    learnedPause: { read: () => null, store: () => {} },
    network: { isOnline: () => true, addresses: () => [] },
    storeEvent: async (event) => {
      const result = store.storeEvent(event)
      if (store.events.length === client.closeAfterEvents) feed.stop()
      return result
    },
    storeCursor: async (lastEventId) => store.storeCursor(lastEventId),
    onStatus: ({ connection }) => {
      const isPlannedEnd = lastKind === 'open' && connection.kind === 'connecting'
      const isOpening = lastKind !== 'open' && connection.kind === 'open'
      lastKind = connection.kind
      if (isOpening) counts.opens += 1
      // While connecting, the error is that of the attempt before.
      const hasFailed = connection.kind !== 'connecting' && errorOf(connection) !== null
      if (!hasFailed && !isPlannedEnd) return
      counts.errors += 1
      if (counts.errors === client.closeOnError) feed.stop()
    },
    onUnexpectedError: (error) => bugs.push(error),
  })
  try {
    for (const { atMs } of client.signals ?? []) clock.after(atMs, feed.restart)
    await passTime(clock, waitMs, traffic)
    const seen: Seen = {
      ...store,
      ...counts,
      requests: server.requests.map(withoutMarkerHeader),
      otherRequests: server.otherRequests.map(withoutMarkerHeader),
      connection: feed.status().connection,
      maxConcurrent: traffic.maxConcurrent(),
      tokenRefreshes: tokens.refreshes(),
      firstRequestClosedByClient: await isFirstClosed(server, expect.firstRequestClosedByClient ?? false),
    }
    return { seen, bugs }
  } finally {
    feed.stop()
  }
}

/** Lets time pass timer by timer, and waits for the network before each of them and at the end. */
async function passTime(clock: ManualClock, ms: number, traffic: Traffic): Promise<void> {
  const endsAt = clock.now() + ms
  for (;;) {
    await traffic.untilQuiet()
    const leftMs = endsAt - clock.now()
    const nextInMs = clock.nextInMs()
    if (nextInMs === null || nextInMs > leftMs) {
      clock.pass(leftMs)
      return
    }
    clock.pass(nextInMs)
  }
}

/** The server learns that the client has closed a connection when it has time for it. */
async function isFirstClosed({ requests }: ScriptedServer, isExpected: boolean): Promise<boolean> {
  const isClosed = () => requests[0]?.closedByClient ?? false
  if (!isExpected) return isClosed()
  return waitFor('the first request to be closed', isClosed, { timeoutMs: 30_000 }).catch(() => false)
}

function withoutMarkerHeader<R extends Seen['requests'][number]>(request: R): R {
  return { ...request, headers: withoutMarker(request.headers) }
}

/** Like a browser: reconnects after 5 s unless the server says otherwise, with no minimum and no limit for events. */
const browserLimits: FeedLimits = {
  ...defaultLimits,
  backoff: { baseMs: 5_000, maxMs: 60_000, jitter: 0 },
  minRetryMs: 1,
  maxEventBytes: 64 * 1024 * 1024,
}

function feedLimits(client: CaseClient): FeedLimits {
  const { backoff = { ...defaultLimits.backoff, resetAfterMs: defaultLimits.resetAfterMs } } = client
  const { resetAfterMs, ...growth } = backoff
  return {
    ...defaultLimits,
    connectTimeoutMs: client.connectTimeoutMs ?? defaultLimits.connectTimeoutMs,
    idleMs: client.idleTimeoutMs ?? defaultLimits.idleMs,
    maxEventBytes: client.maxEventChars ?? defaultLimits.maxEventBytes,
    maxDroppedBytes: client.maxDroppedChars ?? defaultLimits.maxDroppedBytes,
    backoff: growth,
    resetAfterMs,
    minRetryMs: Math.min(growth.baseMs, defaultLimits.minRetryMs),
    maxRetryMs: client.maxRetryMs ?? defaultLimits.maxRetryMs,
    maxRetryAfterMs: client.retryAfterCapMs ?? defaultLimits.maxRetryAfterMs,
  }
}

/** Tokens of which each refresh gives the next one. */
function createTokenList(tokens: readonly string[]): TokenProvider & { readonly refreshes: () => number } {
  let refreshes = 0
  return {
    current: () => tokens[refreshes] ?? null,
    refresh: async () => {
      refreshes += 1
      const token = tokens[refreshes]
      return token === undefined ? { kind: 'none' } : { kind: 'token', token }
    },
    refreshes: () => refreshes,
  }
}
