import { describe, expect, test } from 'vitest'
import { startFeed } from '../../../electron/feed/feed.ts'
import type { FeedOptions } from '../../../electron/feed/feed-options.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import type { TokenProvider } from '../../../electron/feed/with-token.ts'
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
    token: { current: () => null, refresh: async () => ({ kind: 'none' }) },
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
      return 'retryAt' in rest ? (rest.retryAt ?? Number.NaN) - since : Number.NaN
    },
    /** Ends the stream cleanly, and returns the status after that. */
    ends: async () => {
      streams.at(-1)?.close()
      await waitFor('the end to be noticed', () => connection().kind !== 'open')
      return connection()
    },
    status: started.status,
    restart: started.restart,
    dismissGap: started.dismissGap,
    streams,
  }
}

/** A response without a body, or with a stream that brings this text and stays open. */
function response(status: number, text = ''): Response {
  if (status !== 200) return new Response(null, { status })
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(text)),
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
}

/** A feed whose requests are answered by these responses in turn, and the headers that it sent. */
function answered(responses: readonly (() => Response)[], options: Partial<FeedOptions> = {}) {
  const requests: Readonly<Record<string, string>>[] = []
  const tested = feed({
    ...options,
    fetch: async (_, { headers }) => {
      requests.push(headers)
      const next = responses[requests.length - 1]
      return next === undefined ? response(503) : next()
    },
  })
  return {
    ...tested,
    requests,
    reaches: (kind: string, nth: number) =>
      waitFor(
        `${kind} after request ${nth}`,
        () => requests.length === nth && tested.connection().kind === kind,
      ),
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
    const { clock, opens, sends, ends, breaks } = feed()
    await opens(1)
    clock.pass(1)
    await sends(`retry: ${retry}\n`)
    // It said when to come again and ended: as planned.
    await ends()
    clock.pass(seconds * second)
    await opens(2)
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

describe('a stream that ends as planned', () => {
  test('is no trouble: the status has no error, never says "connected", and the base applies each time', async () => {
    const { clock, opens, sends, ends, connection } = feed()
    for (let nth = 1; nth <= 4; nth += 1) {
      await opens(nth)
      clock.pass(10 * second)
      await sends(`id: ${nth}\ndata: x\n\n`)
      expect(await ends()).toMatchObject({ kind: 'connecting', error: null })
      clock.pass(second - 1)
      expect(connection().kind).toBe('connecting')
      clock.pass(1)
    }
  })

  test('is one after a greeting only if it lived for some seconds', async () => {
    const greeting = { type: 'connected', heartbeat: null, replay: null, receipts: null } as const
    const { clock, opens, sends, ends } = feed({
      storeEvent: async () => ({ kind: 'stored', meaning: greeting }),
    })
    await opens(1)
    clock.pass(1)
    await sends('data: hello\n\n')
    expect((await ends()).kind).toBe('waiting')
    clock.pass(second)
    await opens(2)
    clock.pass(5 * second)
    await sends('data: hello\n\n')
    expect((await ends()).kind).toBe('connecting')
  })
})

describe('a 401 for a token that has worked', () => {
  const token: TokenProvider = { current: () => 't', refresh: async () => ({ kind: 'token', token: 't' }) }

  test('signs out, and tries the same token again without showing it', async () => {
    const { clock, reaches, connection, restart, status } = answered(
      [() => response(200, 'data: x\n\n'), () => response(401), () => response(401), () => response(200)],
      { token },
    )
    await reaches('open', 1)
    expect(status().disconnectedSince).toBeNull()
    restart()
    clock.pass(second)
    await reaches('signed-out', 2)
    const since = clock.now()
    expect(connection()).toMatchObject({ since, retryAt: since + 30 * second })
    clock.pass(30 * second)
    await waitFor('the next attempt', () => {
      const { kind, ...rest } = connection()
      return kind === 'signed-out' && 'retryAt' in rest && rest.retryAt === since + 90 * second
    })
    expect(connection().since).toBe(since)
    clock.pass(minute)
    await reaches('open', 4)
  })

  test('is the same for a server that has worked without any token', async () => {
    const { clock, reaches, connection, restart } = answered([
      () => response(200),
      () => response(401),
      () => response(200),
    ])
    await reaches('open', 1)
    restart()
    clock.pass(second)
    await reaches('signed-out', 2)
    expect(connection()).toMatchObject({ error: { kind: 'token-missing' } })
    clock.pass(30 * second)
    await reaches('open', 3)
  })

  test('in an earlier run counts too', async () => {
    const { clock, reaches } = answered([() => response(401), () => response(200)], {
      token,
      earlier: { lastConnectedAt: 0, unknownSince: null, gap: null, hasTokenWorked: true },
    })
    await reaches('signed-out', 1)
    clock.pass(30 * second)
    await reaches('open', 2)
  })

  test('is final for another token', async () => {
    let current = 't'
    const { clock, reaches, restart, connection, requests } = answered(
      [() => response(200), () => response(401)],
      { token: { current: () => current, refresh: async () => ({ kind: 'token', token: current }) } },
    )
    await reaches('open', 1)
    current = 'wrong'
    restart()
    clock.pass(second)
    await reaches('signed-out', 2)
    expect(connection()).toMatchObject({ retryAt: null })
    clock.pass(60 * minute)
    expect(requests).toHaveLength(2)
  })
})

describe('a heartbeat that the greeting declares', () => {
  function greeted(heartbeat: number | null) {
    const greeting = { type: 'connected', heartbeat, replay: null, receipts: null } as const
    return feed({ storeEvent: async () => ({ kind: 'stored', meaning: greeting }) })
  }

  test.each([
    [1, 45],
    [15, 45],
    [30, 90],
    [600, 1800],
  ])(
    'of %i s makes a silence of %i s the end of the stream, from the first minute on',
    async (heartbeat, seconds) => {
      const { clock, opens, sends, connection } = greeted(heartbeat)
      await opens(1)
      clock.pass(1)
      await sends('data: hello\n\n')
      await new Promise((resolve) => setImmediate(resolve))
      clock.pass(seconds * second - 1)
      expect(connection().kind).toBe('open')
      clock.pass(1)
      expect(connection()).toMatchObject({ error: { kind: 'idle', afterMs: seconds * second } })
    },
  )

  test('that is not declared leaves the timeout as it was', async () => {
    const { clock, opens, sends, connection } = greeted(null)
    await opens(1)
    clock.pass(1)
    await sends('data: hello\n\n')
    clock.pass(9 * minute)
    expect(connection().kind).toBe('open')
  })
})

describe('a gap', () => {
  test('ends when it is dismissed', async () => {
    const gap = { at: 7, from: '1', to: '9' }
    const earlier = { lastConnectedAt: 5, unknownSince: null, gap, hasTokenWorked: true }
    const { opens, status, dismissGap } = feed({ earlier })
    await opens(1)
    expect(status().completeness).toEqual({ kind: 'gap', at: 7, from: '1', to: '9' })
    dismissGap()
    expect(status()).toMatchObject({ gap: null, completeness: { kind: 'proven' } })
  })

  test('is none when the server sends everything again, our last event too', async () => {
    const { reaches, status } = answered(
      [() => response(410), () => response(200, 'id: 4\ndata: x\n\nid: 5\ndata: x\n\nid: 6\ndata: x\n\n')],
      { readCursor: async () => '5' },
    )
    await reaches('open', 2)
    await waitFor('the events', () => status().lastEventAt !== null && status().gap === null)
  })

  test('is kept from a stream that lives only without the cursor', async () => {
    const cut = () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.error(new TypeError('net::ERR_CONNECTION_RESET')),
      })
      return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
    }
    const { clock, reaches, requests, status } = answered(
      [cut, cut, cut, () => response(200, 'id: 9\ndata: x\n\n')],
      { readCursor: async () => '5' },
    )
    for (const nth of [1, 2, 3]) {
      await reaches('waiting', nth)
      clock.pass(4 * second)
    }
    await reaches('open', 4)
    await waitFor('the gap', () => status().gap)
    expect(status().gap).toMatchObject({ from: '5', to: '9' })
    expect(requests.map((headers) => headers['Last-Event-ID'])).toEqual(['5', '5', '5', undefined])
  })
})

test('a server that compresses whatever is asked for is asked again without naming an encoding', async () => {
  const { reaches, requests } = answered([
    () => {
      throw new TypeError('net::ERR_CONTENT_DECODING_FAILED')
    },
    () => response(200),
  ])
  await reaches('open', 2)
  expect(requests.map((headers) => headers['Accept-Encoding'])).toEqual(['identity', undefined])
})
