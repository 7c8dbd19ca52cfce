import { describe, expect, test } from 'vitest'
import { startFeed } from '../../../electron/feed/feed.ts'
import type { FeedOptions } from '../../../electron/feed/feed-options.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import { waitFor } from '../../support/wait-for.ts'
import { manualClock } from './manual-clock.ts'

const second = 1000
const minute = 60 * second
const encoder = new TextEncoder()

/** A feed on a manual clock, whose streams the test writes. */
function feed(options: Partial<FeedOptions> = {}) {
  const clock = manualClock()
  const streams: ReadableStreamDefaultController<Uint8Array>[] = []
  const started = startFeed({
    url: new URL('http://127.0.0.1/sse'),
    fetch: async () => {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void streams.push(controller) })
      return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
    },
    clock,
    random: () => 0,
    token: { current: () => null, refresh: async () => null },
    readCursor: async () => null,
    limits: defaultLimits,
    learnedPause: { read: () => null, store: () => {} },
    network: { isOnline: () => true, addresses: () => [] },
    storeEvent: async () => ({ kind: 'stored' }),
    storeCursor: async () => ({ kind: 'stored' }),
    onStatus: () => {},
    onUnexpectedError: (bug) => {
      throw bug
    },
    ...options,
  })
  const connection = () => started.status().connection
  return {
    clock,
    connection,
    opens: (nth: number) =>
      waitFor(`connection ${nth} to open`, () => streams.length === nth && connection().kind === 'open'),
    sends: async (text: string) => {
      streams.at(-1)?.enqueue(encoder.encode(text))
      await waitFor('the bytes to arrive', () => started.status().lastByteAt === clock.now())
    },
    breaks: async () => {
      streams.at(-1)?.close()
      await waitFor('the end to be noticed', () => connection().kind === 'waiting')
      const { kind, since, ...rest } = connection()
      return 'retryAt' in rest ? rest.retryAt - since : Number.NaN
    },
    streams,
  }
}

describe('the back-off', () => {
  test('keeps growing while streams end soon after they opened', async () => {
    const { clock, opens, breaks } = feed()
    const delays: number[] = []
    for (let nth = 1; nth <= 4; nth += 1) {
      await opens(nth)
      clock.pass(10 * second)
      delays.push(await breaks())
      clock.pass(delays.at(-1) ?? 0)
    }
    expect(delays).toEqual([1, 2, 4, 8].map((seconds) => seconds * second))
  })

  test('starts again after a stream that stayed open for 30 s', async () => {
    const { clock, opens, breaks } = feed()
    await opens(1)
    clock.pass(await breaks())
    await opens(2)
    clock.pass(30 * second)
    expect(await breaks()).toBe(second)
  })

  test.each([
    ['0', 1],
    ['5000', 5],
    ['99999999999', 300],
  ])('has the base that the server sets with retry: %s, within 1 s and 5 min', async (retry, seconds) => {
    const { clock, opens, sends, breaks } = feed()
    await opens(1)
    clock.pass(1)
    await sends(`retry: ${retry}\n`)
    expect(await breaks()).toBe(seconds * second)
  })
})

describe('silence', () => {
  test('is accepted for 10 min when nothing is known of the server', async () => {
    const { clock, opens, connection } = feed()
    await opens(1)
    clock.pass(10 * minute - 1)
    expect(connection().kind).toBe('open')
    clock.pass(1)
    expect(connection()).toMatchObject({ kind: 'waiting', error: { kind: 'idle', afterMs: 10 * minute } })
  })

  test('is accepted for three times the learned pause, and longer the next time', async () => {
    const learned: number[] = []
    const learnedPause = { read: () => 20 * second, store: (ms: number) => learned.push(ms) }
    const { clock, opens, connection } = feed({ learnedPause })
    await opens(1)
    clock.pass(60 * second)
    expect(connection()).toMatchObject({ error: { kind: 'idle', afterMs: 60 * second } })
    expect(learned).toEqual([60 * second])
  })

  test('ends with any byte, even one without meaning', async () => {
    const { clock, opens, sends, connection } = feed({ limits: { ...defaultLimits, idleMs: 45 * second } })
    await opens(1)
    for (let beats = 0; beats < 5; beats += 1) {
      clock.pass(40 * second)
      await sends(':')
    }
    expect(connection().kind).toBe('open')
  })
})

test('a computer that slept without an announcement makes a new connection', async () => {
  const { clock, opens, streams } = feed()
  await opens(1)
  clock.leap(60 * minute)
  clock.pass(20 * second)
  await opens(2)
  expect(streams).toHaveLength(2)
})

test('a response that never comes is given up after 15 s, and one that comes too late does nothing', async () => {
  let respond = (_: Response) => {}
  const { clock, connection } = feed({ fetch: () => new Promise((resolve) => (respond = resolve)) })
  await waitFor('the request', () => clock.pending() > 1)
  clock.pass(15 * second)
  await waitFor('the failure', () => connection().kind === 'waiting')
  expect(connection()).toMatchObject({ error: { kind: 'connect-timeout', afterMs: 15 * second } })
  respond(new Response('data: late\n\n', { headers: { 'Content-Type': 'text/event-stream' } }))
  await new Promise((resolve) => setImmediate(resolve))
  expect(connection().kind).toBe('waiting')
})
