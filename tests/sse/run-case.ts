import { startFeed } from '../../electron/feed/feed.ts'
import type { StoreResult } from '../../electron/feed/feed-options.ts'
import type { Fetch } from '../../electron/feed/http-client.ts'
import { defaultLimits, type FeedLimits } from '../../electron/feed/limits.ts'
import type { Clock } from '../../electron/model/clock.ts'
import type { RawEvent } from '../../electron/model/event.ts'
import { startScriptedServer } from '../support/scripted-sse-server.ts'
import { checkExpectations, type Seen } from './check-expectations.ts'
import type { CaseClient, SseCase } from './sse-case.ts'

const defaultWaitMs = 1000

/** Plays one case over real HTTP. Returns what was not as expected, in words; empty when the case passes. */
export async function runCase(testCase: SseCase, fetch: Fetch): Promise<readonly string[]> {
  const { client = {}, profile, response, next = [], waitMs = defaultWaitMs, expect } = testCase
  const server = await startScriptedServer([response, ...next])
  const bugs: unknown[] = []
  const store = memoryStore(client)
  const tokens = tokenList(client.tokens ?? [])
  let opens = 0
  let errors = 0
  const subscription = startFeed({
    url: server.url,
    fetch,
    clock: realClock,
    random: Math.random,
    token: tokens,
    readCursor: async () => store.cursor(),
    headers: client.headers ?? {},
    limits: profile === 'whatwg' ? browserLimits : feedLimits(client),
    learnedPause: { read: () => null, store: () => {} },
    network: { isOnline: () => true, addresses: () => [] },
    storeEvent: async (event) => store.keep(event),
    storeCursor: async (lastEventId) => store.keepCursor(lastEventId),
    onStatus: ({ connection }) => {
      if (connection.kind === 'open') opens += 1
      if (connection.kind !== 'waiting') return
      errors += 1
      if (errors === client.closeOnError) subscription.stop()
    },
    onUnexpectedError: (error) => bugs.push(error),
  })
  const signals = (client.signals ?? []).map(({ atMs }) => realClock.after(atMs, subscription.restart))
  await new Promise<void>((resolve) => realClock.after(waitMs, resolve))
  const { connection } = subscription.status()
  subscription.stop()
  for (const cancel of signals) cancel()
  const { requests, otherRequests } = server
  const seen: Seen = {
    ...store.seen,
    requests: [...requests],
    otherRequests: [...otherRequests],
    connection,
    opens,
    tokenRefreshes: tokens.refreshes(),
    firstRequestClosedByClient: requests[0]?.closedByClient ?? false,
  }
  await server.close()
  return [...checkExpectations(expect, seen), ...bugs.map((bug) => `a bug: ${String(bug)}`)]
}

/** A browser's ways: reconnects after 5 s unless told otherwise, with no minimum and no limit to an event. */
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
    backoff: growth,
    resetAfterMs,
    minRetryMs: Math.min(growth.baseMs, defaultLimits.minRetryMs),
    maxRetryMs: client.maxRetryMs ?? defaultLimits.maxRetryMs,
    maxRetryAfterMs: client.retryAfterCapMs ?? defaultLimits.maxRetryAfterMs,
  }
}

/** Keeps as the real store does: unique by id, a failure changes nothing, the cursor moves with the event. */
function memoryStore({ initialLastEventId, failStoreOnceFor, payload }: CaseClient) {
  const events: RawEvent[] = []
  const delivered: RawEvent[] = []
  const quarantined: string[] = []
  const known = new Set<string>()
  let cursor = initialLastEventId ?? null
  let failNext = failStoreOnceFor

  function keep(event: RawEvent): StoreResult {
    const { eventId, lastEventId } = event
    if (eventId !== null && eventId === failNext) {
      failNext = undefined
      return { kind: 'failed', reason: 'the disk is full' }
    }
    cursor = lastEventId
    events.push(event)
    if (payload === 'json' && !isJson(event.data)) quarantined.push(eventId ?? '')
    else if (eventId === null || eventId === '' || !known.has(eventId)) delivered.push(event)
    if (eventId !== null) known.add(eventId)
    return { kind: 'stored' }
  }

  function keepCursor(lastEventId: string): StoreResult {
    cursor = lastEventId
    return { kind: 'stored' }
  }

  return { keep, keepCursor, cursor: () => cursor, seen: { events, delivered, quarantined } }
}

function tokenList(tokens: readonly string[]) {
  let refreshes = 0
  return {
    current: () => tokens[refreshes] ?? null,
    refresh: async () => {
      refreshes += 1
      return tokens[refreshes] ?? null
    },
    refreshes: () => refreshes,
  }
}

function isJson(data: string): boolean {
  try {
    JSON.parse(data)
    return true
  } catch {
    return false
  }
}

const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}
