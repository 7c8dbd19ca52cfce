import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { FeedLimits } from '../../../electron/feed/limits.ts'
import type { IngestOptions } from '../../../electron/servers/ingest.ts'
import { startNtfy } from '../../support/ntfy-server.ts'
import { waitFor } from '../../support/wait-for.ts'
import { serveTokens, type TokenServerHabits } from '../feed/token-server.ts'
import { createLocalWriter, openTestStore } from '../store/store-fixture.ts'
import { impatientLimits, ingestInto } from './ingest-fixture.ts'

// A new token, over HTTP and into the real store: the stream is replaced, and nobody notices.

async function subscribed(
  habits: TokenServerHabits,
  limits: Partial<FeedLimits> = {},
  options: Partial<IngestOptions> = {},
) {
  const server = await serveTokens(habits)
  const store = openTestStore()
  const notified: (string | null)[] = []
  let token = 't1'
  let opens = 0
  const ingest = ingestInto(
    store,
    server.url.href,
    { ...impatientLimits, ...limits },
    {
      token: () => token,
      onOpen: () => {
        opens += 1
      },
      onArrival: ({ message }) => notified.push(message),
      ...options,
    },
  )
  await ingest.reaches('open')
  await waitFor('the stream', () => server.tokens().length === 1)
  const renew = (next: string) => {
    token = next
    ingest.renew()
  }
  /** Resolves when the stream of this token is the only one. */
  const hasOnly = (only: string) =>
    waitFor(`${only} to be the only token`, () => server.tokens().join() === only)
  return { ...ingest, server, store, notified, opens: () => opens, renew, hasOnly }
}

/** Publishes all the time, until the returned function is called; it returns when everything has arrived. */
function publishAll({ server, has }: Awaited<ReturnType<typeof subscribed>>) {
  const timer = setInterval(() => {
    for (let count = 0; count < 3; count += 1) server.publish(`event ${server.published.length}`)
  }, 5)
  return async () => {
    clearInterval(timer)
    server.publish('the last one')
    await has('the last one')
  }
}

describe.each([
  ['with ids, sent again after the cursor', { ids: true }],
  ['without any id', { ids: false }],
  ['without any id, behind slow headers', { ids: false, headersDelayMs: 80 }],
])('events %s', (_, habits) => {
  test('come once each while the stream is replaced again and again, and the status stays', async () => {
    const tested = await subscribed(habits)
    const before = tested.status()
    const finish = publishAll(tested)
    for (const token of ['t2', 't3', 't1', 't2']) {
      tested.renew(token)
      await tested.hasOnly(token)
    }
    await finish()
    expect(tested.notified).toEqual(tested.server.published)
    expect(tested.opens()).toBe(1)
    expect(tested.connections.map(({ kind }) => kind)).toEqual(['connecting', 'open'])
    const { connection, gap, completeness, disconnectedSince } = tested.status()
    expect({ connection, gap, completeness, disconnectedSince }).toEqual({
      connection: before.connection,
      gap: null,
      completeness: { kind: 'proven' },
      disconnectedSince: null,
    })
    expect(tested.server.requests).toHaveLength(5)
  })
})

test('equal events that are told apart by nothing come as often as they were sent', async () => {
  const tested = await subscribed({ headersDelayMs: 50 })
  tested.server.publish('same')
  await tested.has('same')
  tested.renew('t2')
  await waitFor('two streams', () => tested.server.tokens().length === 2)
  tested.server.publish('same')
  tested.server.publish('same')
  await tested.hasOnly('t2')
  tested.server.publish('end')
  await tested.has('end')
  expect(tested.messages()).toEqual(['same', 'same', 'same', 'end'])
})

test('what has arrived is stored before the stream is closed, however slow the disk is', async () => {
  const store = openTestStore()
  const { writer } = createLocalWriter(store)
  const tested = await subscribed(
    {},
    { overlapMs: 10 },
    {
      reader: store,
      writer: {
        ...writer,
        write: async (change) => {
          await pause(3)
          return writer.write(change)
        },
      },
    },
  )
  for (let count = 0; count < 100; count += 1) tested.server.publish(`event ${count}`)
  tested.renew('t2')
  await tested.hasOnly('t2')
  tested.server.publish('end')
  await waitFor('the end', () => tested.notified.at(-1) === 'end')
  expect(tested.notified).toEqual(tested.server.published)
})

test('the cursor stays where it is until the new stream brings something', async () => {
  const tested = await subscribed({ ids: true })
  tested.server.publish('a')
  await tested.has('a')
  tested.renew('t2')
  await waitFor('two streams', () => tested.server.tokens().length === 2)
  tested.server.publish('b')
  await tested.has('b')
  await tested.hasOnly('t2')
  expect(tested.server.requests.at(-1)?.headers['last-event-id']).toBe('1')
  expect(tested.store.cursor(tested.source)).toBe('2')
  tested.server.publish('c')
  await tested.has('c')
  expect(tested.store.cursor(tested.source)).toBe('3')
  expect(tested.messages()).toEqual(['a', 'b', 'c'])
})

describe('a server that ends the old stream', () => {
  test('when its token expires loses nothing', async () => {
    const tested = await subscribed({ ids: true })
    const finish = publishAll(tested)
    tested.renew('t2')
    await waitFor('two streams', () => tested.server.tokens().length === 2)
    tested.server.expire('t1')
    await tested.hasOnly('t2')
    await finish()
    expect(tested.notified).toEqual(tested.server.published)
    expect(tested.opens()).toBe(1)
  })

  test('as soon as there is a new one is connected to at once, and loses nothing', async () => {
    const tested = await subscribed({ ids: true, endsFirst: true, headersDelayMs: 100 })
    const finish = publishAll(tested)
    await tested.has('event 0')
    tested.renew('t2')
    await waitFor('the old stream to end', () => tested.server.tokens().length === 0)
    await tested.hasOnly('t2')
    await finish()
    expect(tested.notified).toEqual(tested.server.published)
    expect(tested.server.requests).toHaveLength(2)
    expect(tested.status().completeness).toEqual({ kind: 'proven' })
  })
})

describe('a new stream that fails', () => {
  const limits = { slowBackoff: { baseMs: 50, maxMs: 50, jitter: 0 } }

  test('because its token is refused leaves the old one alone, and is tried once more', async () => {
    const tested = await subscribed({}, limits)
    tested.server.refuse('t2')
    tested.renew('t2')
    await waitFor('two attempts', () => tested.server.requests.length === 3)
    tested.server.publish('still here')
    await tested.has('still here')
    expect(tested.server.sentTokens()).toEqual(['t1', 't2', 't2'])
    expect(tested.connections.map(({ kind }) => kind)).toEqual(['connecting', 'open'])
  })

  test('is replaced by one with a later token', async () => {
    const tested = await subscribed({}, { slowBackoff: { baseMs: 60_000, maxMs: 60_000, jitter: 0 } })
    tested.server.refuse('t2')
    tested.renew('t2')
    await waitFor('the attempt', () => tested.server.requests.length === 2)
    tested.renew('t3')
    await tested.hasOnly('t3')
    expect(tested.opens()).toBe(1)
  })
})

test('a server of another format is asked by its own parameter, and sends nothing twice', async () => {
  const ntfy = await startNtfy()
  onTestFinished(ntfy.stop)
  let token = 't1'
  const logged: string[] = []
  const ingest = ingestInto(openTestStore(), ntfy.address, impatientLimits, {
    token: () => token,
    log: { info: (line) => logged.push(line), warn: () => {}, error: () => {} },
  })
  await ingest.reaches('open')
  const { id } = ntfy.publish({ message: 'one' })
  await ingest.has('one')
  token = 't2'
  ingest.renew()
  await waitFor('the second stream', () => ntfy.requests.length === 2)
  ntfy.publish({ message: 'two' })
  await ingest.has('two')
  await waitFor('the first to be closed', () => logged.includes('The stream goes on with a new token'))
  ntfy.publish({ message: 'three' })
  await ingest.has('three')
  expect(ingest.messages()).toEqual(['one', 'two', 'three'])
  expect(ntfy.requests.map(({ url }) => url.searchParams.get('since'))).toEqual([null, id])
})

test('a token that the connection itself has fetched needs no other connection', async () => {
  const server = await serveTokens()
  server.refuse('t1')
  let token = 't1'
  const ingest = ingestInto(openTestStore(), server.url.href, impatientLimits, {
    token: () => token,
    refresh: async () => {
      token = 't2'
      ingest.renew()
      return { kind: 'token', token }
    },
  })
  await ingest.reaches('open')
  ingest.renew()
  server.publish('a')
  await ingest.has('a')
  expect(server.sentTokens()).toEqual(['t1', 't2'])
})
