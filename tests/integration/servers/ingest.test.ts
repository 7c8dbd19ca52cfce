import { describe, expect, test } from 'vitest'
import { waitFor } from '../../support/wait-for.ts'
import { refusal, serve, stream } from '../feed/feed-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'
import { impatientLimits, ingestInto } from './ingest-fixture.ts'

// Servers as people write them, over HTTP into the real store.

const notification = (message: string, more = '') => `{"type":"notification","message":"${message}"${more}}`

test('heartbeats that are sent as events are no rejected events, and their ids move the cursor', async () => {
  const beats = [
    'event: ping\ndata: 2026-11-22 10:00:00\n\n',
    'data: {}\n\n',
    'data: {"type":"ping"}\n\n',
    'data:\n\n',
    'event: keep-alive\nid: 9\ndata: {}\n\n',
  ]
  const server = await serve(stream(`id: 1\ndata: ${notification('real')}\n\n${beats.join('')}`))
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await waitFor('the last heartbeat', () => store.cursor(ingest.source) === '9')
  expect(ingest.messages()).toEqual(['real'])
  expect(store.rejectedCount()).toBe(0)
})

test('a heartbeat without an id leaves the cursor where it is', async () => {
  const server = await serve(
    stream(`id: 1\ndata: ${notification('a')}\n\nevent: ping\ndata: {}\n\ndata: {"type":"x"}\n\n`),
  )
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await waitFor('the end', () => store.rejectedCount() === 1)
  expect(store.cursor(ingest.source)).toBe('1')
})

test('neighbouring snowflake ids are two items', async () => {
  const items = ['653247040368672768', '653247040368672769'].map(
    (id) => `data: ${notification(id, `,"id":${id}`)}\n\n`,
  )
  const server = await serve(stream(items.join('')))
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await waitFor('both', () => ingest.messages().length === 2)
  const { items: stored } = store.page({ before: null, limit: 10, unreadOnly: false })
  expect(stored.map(({ id }) => id)).toEqual(['653247040368672769', '653247040368672768'])
})

test.each([
  ['before its data', (data: string) => `id: 7\ndata: ${data}\n\n`],
  ['behind its data', (data: string) => `data: ${data}\nid: 7\n\n`],
])('an event of more than 1 MiB with its id %s is set aside, and what follows arrives', async (_, event) => {
  const large = notification('x'.repeat(1_100_000))
  const server = await serve(stream(`${event(large)}id: 8\ndata: ${notification('after')}\n\n`))
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await ingest.has('after')
  expect(store.rejectedEvents(10)).toMatchObject([{ eventId: '7', reason: expect.stringContaining('1 MiB') }])
  expect(store.cursor(ingest.source)).toBe('8')
  expect(server.requests).toHaveLength(1)
})

test('a job without an id is set aside with that reason', async () => {
  const server = await serve(stream('id: 3\ndata: {"type":"job","state":"running"}\n\n'))
  const store = openTestStore()
  ingestInto(store, server.url.href)
  await waitFor('the rejection', () => store.rejectedCount() === 1)
  expect(store.rejectedEvents(1)[0]?.reason).toContain('no id')
})

test('streams that end after each event are read on without trouble', async () => {
  const answers = [1, 2, 3].map((id) =>
    stream(`id: ${id}\ndata: ${notification(`event ${id}`)}\n\n`, 'close'),
  )
  const [first, ...others] = answers
  if (first === undefined) throw new Error('there are three')
  const server = await serve(first, ...others, stream(''))
  const ingest = ingestInto(openTestStore(), server.url.href)
  await ingest.has('event 3')
  await ingest.reaches('open')
  expect(ingest.failures()).toEqual([])
  expect(ingest.connections.map(({ kind }) => kind)).not.toContain('waiting')
})

test('headers that come late are waited for, and the event is not missed', async () => {
  const late = { ...stream(`data: ${notification('late')}\n\n`), headersDelayMs: 400 }
  const server = await serve(late)
  const limits = { ...impatientLimits, connectTimeoutMs: 200, longConnectTimeoutMs: 2_000 }
  const ingest = ingestInto(openTestStore(), server.url.href, limits)
  await ingest.has('late')
  expect(server.requests).toHaveLength(2)
})

describe('what was missed', () => {
  test('is proven to be nothing when the response names our id', async () => {
    const server = await serve(
      stream(`id: 1\ndata: ${notification('a')}\n\n`, 'close'),
      stream('', 'hang', { 'Last-Event-ID': '1' }),
    )
    const ingest = ingestInto(openTestStore(), server.url.href)
    await ingest.has('a')
    await waitFor(
      'the proof',
      () => server.requests.length === 2 && ingest.status().completeness.kind === 'proven',
    )
  })

  test('is proven by a greeting that declares replay', async () => {
    const server = await serve(
      stream(`id: 1\ndata: ${notification('a')}\n\n`, 'close'),
      stream('data: {"type":"connected","replay":true}\n\n'),
    )
    const ingest = ingestInto(openTestStore(), server.url.href)
    await waitFor(
      'the proof',
      () => server.requests.length === 2 && ingest.status().completeness.kind === 'proven',
    )
  })

  test('is not proven by the next number: a server may count only what it sends', async () => {
    const server = await serve(
      stream(`id: 1\ndata: ${notification('a')}\n\n`, 'close'),
      stream(`id: 2\ndata: ${notification('b')}\n\n`),
    )
    const ingest = ingestInto(openTestStore(), server.url.href)
    await ingest.has('b')
    expect(ingest.status().completeness.kind).toBe('unknown')
  })

  test('is unknown after a break of a server without ids, in the next run too', async () => {
    const server = await serve(stream(`data: ${notification('a')}\n\n`, 'close'), stream(''))
    const store = openTestStore()
    const ingest = ingestInto(store, server.url.href)
    await waitFor('the doubt', () => ingest.status().completeness.kind === 'unknown')
    ingest.stop()
    const next = ingestInto(store, server.url.href)
    await next.reaches('open')
    expect(next.status().completeness.kind).toBe('unknown')
  })

  test('is a gap until it is dismissed, in the next run too', async () => {
    const server = await serve(
      stream(`id: 1\ndata: ${notification('a')}\n\n`, 'close'),
      refusal(410),
      stream(`id: 90\ndata: ${notification('b')}\n\n`),
    )
    const store = openTestStore()
    const ingest = ingestInto(store, server.url.href)
    await waitFor('the gap', () => ingest.status().gap?.to === '90')
    ingest.stop()
    await waitFor('the log', () => store.latestStatus(ingest.source)?.connection.kind === 'stopped')
    const next = ingestInto(store, server.url.href)
    await next.reaches('open')
    expect(next.status().completeness).toMatchObject({ kind: 'gap', from: '1', to: '90' })
    next.dismissGap()
    expect(next.status().completeness.kind).not.toBe('gap')
    await waitFor('the log', () => store.latestStatus(next.source)?.gap === null)
  })
})

describe('the token', () => {
  test('that is renewed while signed out is used at once', async () => {
    const server = await serve(refusal(401), stream(`data: ${notification('in')}\n\n`))
    let token = 'old'
    let announce = () => {}
    const ingest = ingestInto(openTestStore(), server.url.href, impatientLimits, {
      token: () => token,
      watchToken: (onChange) => {
        announce = onChange
        return () => {}
      },
    })
    await ingest.reaches('signed-out')
    token = 'new'
    announce()
    await ingest.has('in')
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer new')
  })

  test('that has worked is tried again after a passing 401', async () => {
    const server = await serve(
      stream(`data: ${notification('a')}\n\n`, 'close'),
      refusal(401),
      stream(`data: ${notification('b')}\n\n`),
    )
    const limits = { ...impatientLimits, signedOutBackoff: { baseMs: 100, maxMs: 500, jitter: 0 } }
    const ingest = ingestInto(openTestStore(), server.url.href, limits, { token: () => 'same' })
    await ingest.has('b')
    expect(ingest.failures().map(({ kind }) => kind)).toEqual(['token-rejected'])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 3 }, () => 'Bearer same'),
    )
  })
})

test.each([422, 500])(
  'an id that the server answers with %i is given up after three times, with a gap',
  async (status) => {
    const store = openTestStore()
    const server = await serve(
      stream(`id: 5\ndata: ${notification('a')}\n\n`, 'close'),
      refusal(status),
      refusal(status),
      refusal(status),
      stream(`id: 1\ndata: ${notification('b')}\n\n`),
    )
    const ingest = ingestInto(store, server.url.href)
    await ingest.has('b')
    await waitFor('the gap', () => ingest.status().gap?.to === '1')
    expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual([
      undefined,
      '5',
      '5',
      '5',
      undefined,
    ])
    expect(store.cursor(ingest.source)).toBe('1')
  },
)

test('a redirect to a file is explained with its address', async () => {
  const server = await serve(refusal(302, { Location: 'file:///etc/passwd' }))
  const ingest = ingestInto(openTestStore(), server.url.href)
  expect(await ingest.failsBy('redirected')).toEqual({ kind: 'redirected', to: 'file:///etc/passwd' })
})
