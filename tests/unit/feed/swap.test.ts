import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startFeed } from '../../../electron/feed/feed.ts'
import type { FeedOptions } from '../../../electron/feed/feed-options.ts'
import type { FetchInit } from '../../../electron/feed/http-client.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { manualClock } from './manual-clock.ts'
import { seededRandom } from './seeded-random.ts'

const second = 1000
const minute = 60 * second
const encoder = new TextEncoder()

interface Stream {
  readonly token: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly send: (text: string) => void
  readonly end: () => void
}

/** A feed on a manual clock with a token; `answer` decides what a request gets, by default a stream. */
function feed(options: Partial<FeedOptions> = {}) {
  const clock = manualClock()
  const streams = new Set<Stream>()
  const requests: (string | undefined)[] = []
  const events: string[] = []
  const swaps: (ConnectionError['kind'] | 'done')[] = []
  const bugs: unknown[] = []
  const network = { online: true, addresses: ['10.0.0.1'] }
  let token = 't1'
  let mostStreams = 0
  let answer = async (_request: string | undefined): Promise<Response | null> => null

  function open({ headers, signal }: FetchInit): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const stream: Stream = {
          token: headers.Authorization,
          headers,
          send: (text) => controller.enqueue(encoder.encode(text)),
          end: () => {
            streams.delete(stream)
            controller.close()
          },
        }
        if (signal.aborted) return
        streams.add(stream)
        mostStreams = Math.max(mostStreams, streams.size)
        signal.addEventListener('abort', () => streams.delete(stream))
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  const started = startFeed({
    url: new URL('http://127.0.0.1/sse'),
    fetch: async (_, init) => {
      requests.push(init.headers.Authorization)
      return (await answer(init.headers.Authorization)) ?? open(init)
    },
    clock,
    random: () => 0,
    token: { current: () => token, refresh: async () => ({ kind: 'none' }) },
    readCursor: async () => null,
    limits: defaultLimits,
    learnedPause: { read: () => null, store: () => {} },
    network: { isOnline: () => network.online, addresses: () => network.addresses },
    storeEvent: async ({ data }) => {
      events.push(data)
      return { kind: 'stored' }
    },
    storeCursor: async () => ({ kind: 'stored' }),
    onStatus: () => {},
    onSwap: (error) => swaps.push(error?.kind ?? 'done'),
    onUnexpectedError: (error) => bugs.push(error),
    ...options,
  })
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  }
  return {
    ...started,
    clock,
    network,
    requests,
    events,
    swaps,
    bugs,
    settle,
    pass: async (ms: number) => {
      clock.pass(ms)
      await settle()
    },
    renew: async (next: string) => {
      token = next
      started.renew()
      await settle()
    },
    answer: (next: typeof answer) => {
      answer = next
    },
    tokens: () => [...streams].map((stream) => stream.token?.replace('Bearer ', '')),
    oldest: () => [...streams][0],
    newest: () => [...streams].at(-1),
    mostStreams: () => mostStreams,
  }
}

const { overlapMs } = defaultLimits

describe('a new token', () => {
  test('opens a second stream, and only after a while the first is closed', async () => {
    const tested = feed()
    await tested.settle()
    await tested.renew('t2')
    expect(tested.tokens()).toEqual(['t1', 't2'])
    tested.oldest()?.send('data: on the old\n\n')
    tested.newest()?.send('data: on the old\n\ndata: on the new\n\n')
    await tested.pass(overlapMs - 1)
    expect(tested.events).toEqual(['on the old'])
    await tested.pass(1)
    expect(tested.tokens()).toEqual(['t2'])
    expect(tested.events).toEqual(['on the old', 'on the new'])
    expect(tested.swaps).toEqual(['done'])
  })

  test('leaves the status as it is', async () => {
    const shown: unknown[] = []
    const tested = feed({ onStatus: (status) => shown.push(status) })
    await tested.settle()
    const before = shown.length
    await tested.pass(minute)
    await tested.renew('t2')
    await tested.pass(overlapMs)
    expect(tested.tokens()).toEqual(['t2'])
    expect(shown).toHaveLength(before)
  })

  test('that is the same one changes nothing', async () => {
    const tested = feed()
    await tested.settle()
    await tested.renew('t1')
    expect(tested.requests).toHaveLength(1)
  })

  test('takes the place of one for which a stream is being opened', async () => {
    const tested = feed()
    await tested.settle()
    await tested.renew('t2')
    await tested.renew('t3')
    expect(tested.tokens()).toEqual(['t1', 't3'])
    await tested.pass(overlapMs)
    expect(tested.tokens()).toEqual(['t3'])
  })

  test('while no stream is open makes a connection at once', async () => {
    const tested = feed()
    tested.answer(async () => new Response(null, { status: 401 }))
    await tested.settle()
    expect(tested.status().connection.kind).toBe('signed-out')
    tested.answer(async () => null)
    await tested.renew('t2')
    await tested.pass(second)
    expect(tested.tokens()).toEqual(['t2'])
    expect(tested.status().connection.kind).toBe('open')
  })

  test('that has been sent already does not shorten a wait', async () => {
    const tested = feed()
    tested.answer(async () => new Response(null, { status: 503, headers: { 'Retry-After': '100' } }))
    await tested.settle()
    await tested.renew('t1')
    await tested.pass(99 * second)
    expect(tested.requests).toHaveLength(1)
  })
})

describe('events that came on the old stream', () => {
  test('count only as long as both were open, and for as long after that', async () => {
    const tested = feed()
    await tested.settle()
    await tested.renew('t2')
    tested.oldest()?.send('data: same\n\n')
    await tested.settle()
    await tested.pass(overlapMs)
    await tested.pass(overlapMs + 1)
    tested.newest()?.send('data: same\n\n')
    await tested.settle()
    expect(tested.events).toEqual(['same', 'same'])
  })

  test('before the request do not count', async () => {
    const tested = feed()
    await tested.settle()
    tested.oldest()?.send('data: same\n\n')
    await tested.settle()
    await tested.renew('t2')
    tested.newest()?.send('data: same\n\n')
    await tested.pass(overlapMs)
    expect(tested.events).toEqual(['same', 'same'])
  })
})

test('an event that is stored before the cursor is read does not count, as the new stream begins after it', async () => {
  let read = (_: string | null) => {}
  let isSlow = false
  const tested = feed({
    readCursor: () => (isSlow ? new Promise((resolve) => (read = resolve)) : Promise.resolve(null)),
  })
  await tested.settle()
  isSlow = true
  await tested.renew('t2')
  tested.oldest()?.send('data: same\n\n')
  await tested.settle()
  isSlow = false
  read(null)
  await tested.settle()
  tested.newest()?.send('data: same\n\n')
  await tested.pass(overlapMs)
  expect(tested.events).toEqual(['same', 'same'])
})

test('the cursor goes on after an event that only the new stream has brought', async () => {
  const cursors: string[] = []
  const tested = feed({
    storeEvent: async ({ lastEventId }) => {
      cursors.push(lastEventId)
      return { kind: 'stored' }
    },
    storeCursor: async (lastEventId) => {
      cursors.push(lastEventId)
      return { kind: 'stored' }
    },
  })
  await tested.settle()
  await tested.renew('t2')
  tested.oldest()?.send('id: 2\ndata: b\n\n')
  tested.newest()?.send('id: 1\ndata: a\n\nid: 2\ndata: b\n\n')
  await tested.settle()
  await tested.pass(overlapMs)
  expect(cursors).toEqual(['2', '1', '2'])
})

describe('a new stream that fails', () => {
  test.each<[string, () => Promise<Response>]>([
    ['is refused', async () => new Response(null, { status: 401 })],
    ['is no stream', async () => new Response('<h1>', { headers: { 'Content-Type': 'text/html' } })],
    ['is forbidden beside another', async () => new Response(null, { status: 409 })],
    ['has nothing to send', async () => new Response(null, { status: 204 })],
    ['is cut before an answer', () => Promise.reject(new TypeError('net::ERR_CONNECTION_RESET'))],
    ['ends at once', async () => new Response('', { headers: { 'Content-Type': 'text/event-stream' } })],
  ])('because it %s is tried once more, and the old one goes on', async (_, refuse) => {
    const tested = feed()
    await tested.settle()
    const { connection } = tested.status()
    tested.answer(refuse)
    await tested.renew('t2')
    expect(tested.swaps).toHaveLength(1)
    await tested.pass(30 * second)
    expect(tested.swaps).toHaveLength(2)
    await tested.pass(9 * minute)
    tested.oldest()?.send('data: here\n\n')
    await tested.settle()
    expect(tested.requests).toEqual(['Bearer t1', 'Bearer t2', 'Bearer t2'])
    expect(tested.events).toEqual(['here'])
    expect(tested.status().connection).toBe(connection)
    expect(tested.tokens()).toEqual(['t1'])
  })

  test('because nothing answers is given up after 15 s', async () => {
    const tested = feed()
    await tested.settle()
    tested.answer(() => new Promise(() => {}))
    await tested.renew('t2')
    await tested.pass(15 * second)
    expect(tested.swaps).toEqual(['connect-timeout'])
    expect(tested.status().connection.kind).toBe('open')
  })

  test('is not tried again before the server allows it', async () => {
    const tested = feed()
    await tested.settle()
    tested.answer(async () => new Response(null, { status: 503, headers: { 'Retry-After': '100' } }))
    await tested.renew('t2')
    await tested.pass(99 * second)
    expect(tested.requests).toHaveLength(2)
    await tested.pass(second)
    expect(tested.requests).toHaveLength(3)
  })

  test('leaves the end of the old one to the usual rules', async () => {
    const tested = feed()
    await tested.settle()
    tested.answer(async () => new Response(null, { status: 503 }))
    await tested.renew('t2')
    tested.oldest()?.end()
    await tested.settle()
    expect(tested.status().connection).toMatchObject({ kind: 'waiting', error: { kind: 'ended' } })
    tested.answer(async () => null)
    await tested.pass(second)
    expect(tested.tokens()).toEqual(['t2'])
    await tested.pass(minute)
    expect(tested.requests).toHaveLength(3)
  })
})

describe('an old stream that ends', () => {
  test('before the new one has opened leaves its place to the attempt that is under way', async () => {
    let respond = (_: null) => {}
    const tested = feed()
    await tested.settle()
    tested.answer(() => new Promise((resolve) => (respond = resolve)))
    await tested.renew('t2')
    tested.oldest()?.send('data: on both\n\n')
    await tested.settle()
    tested.oldest()?.end()
    await tested.settle()
    expect(tested.status().connection).toMatchObject({ kind: 'connecting', error: null })
    await tested.pass(10 * second)
    respond(null)
    await tested.settle()
    expect(tested.status().connection.kind).toBe('open')
    expect(tested.status().completeness.kind).toBe('unknown')
    tested.newest()?.send('data: on both\n\ndata: a\n\n')
    await tested.settle()
    await tested.pass(minute)
    expect(tested.events).toEqual(['on both', 'a'])
    expect(tested.requests).toHaveLength(2)
  })

  test('while both are open is replaced at once, and nothing was missed', async () => {
    const tested = feed()
    await tested.settle()
    const { connection } = tested.status()
    await tested.renew('t2')
    tested.newest()?.send('data: a\n\n')
    await tested.settle()
    tested.oldest()?.end()
    await tested.settle()
    expect(tested.events).toEqual(['a'])
    expect(tested.status()).toMatchObject({ connection, completeness: { kind: 'proven' } })
  })
})

test('a stream that was silent for longer than usual may have been dead, so something may be missing', async () => {
  const tested = feed({ learnedPause: { read: () => 20 * second, store: () => {} } })
  await tested.settle()
  const openedAt = tested.clock.now()
  await tested.pass(40 * second)
  await tested.renew('t2')
  await tested.pass(overlapMs)
  expect(tested.status().connection).toEqual({ kind: 'open', since: openedAt })
  expect(tested.status().completeness).toEqual({ kind: 'unknown', since: openedAt })
})

describe('a token that has worked', () => {
  test('passes that on to the one that replaces it: a passing 401 is tried again', async () => {
    const tested = feed()
    await tested.settle()
    tested.answer(async () => new Response(null, { status: 401 }))
    await tested.renew('t2')
    tested.oldest()?.end()
    await tested.settle()
    await tested.pass(second)
    expect(tested.status().connection).toMatchObject({ kind: 'signed-out', retryAt: expect.any(Number) })
    tested.answer(async () => null)
    await tested.pass(30 * second)
    expect(tested.status().connection.kind).toBe('open')
  })

  test('passes it on to the one that is fetched when it is rejected', async () => {
    const tested = feed({
      token: { current: () => 't1', refresh: async () => ({ kind: 'token', token: 't2' }) },
    })
    await tested.settle()
    tested.answer(async () => new Response(null, { status: 401 }))
    tested.oldest()?.end()
    await tested.settle()
    await tested.pass(second)
    expect(tested.requests).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2'])
    expect(tested.status().connection).toMatchObject({ kind: 'signed-out', retryAt: expect.any(Number) })
  })
})

describe('whatever is signalled in whatever order', () => {
  const acts = [
    'renew',
    'renew',
    'restart',
    'sleep',
    'network',
    'end',
    'send',
    'fail',
    'heal',
    'pass',
  ] as const

  async function play(seed: number) {
    const random = seededRandom(seed)
    const number = (below: number) => Math.floor(random() * below)
    const tested = feed({ random })
    let renewals = 1
    const act = async (name: (typeof acts)[number]): Promise<unknown> => {
      switch (name) {
        case 'renew':
          renewals += 1
          return tested.renew(`t${renewals}`)
        case 'restart':
          return tested.restart()
        case 'sleep':
          return tested.clock.leap(60 * minute)
        case 'network':
          tested.network.addresses = [`10.0.0.${number(200)}`]
          return
        case 'end':
          return number(2) === 0 ? tested.oldest()?.end() : tested.newest()?.end()
        case 'send':
          return tested.newest()?.send('data: x\n\n')
        case 'fail':
          return tested.answer(async () => (number(2) === 0 ? null : new Response(null, { status: 500 })))
        case 'heal':
          return tested.answer(async () => null)
        case 'pass':
          return tested.pass(number(20 * second))
      }
    }
    for (let step = number(25); step > 0; step -= 1) {
      await act(acts[number(acts.length)] ?? 'pass')
      await tested.pass(number(3) * 100)
    }
    return tested
  }

  test('there are never more than two streams, in the end one, with the newest token', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const tested = await play(seed)
      tested.answer(async () => null)
      await tested.renew('last')
      for (let seconds = 0; seconds < 90; seconds += 10) await tested.pass(10 * second)
      expect(tested.tokens(), `seed ${seed}`).toEqual(['last'])
      expect(tested.mostStreams(), `seed ${seed}`).toBeLessThanOrEqual(2)
      expect(tested.bugs).toEqual([])
      tested.stop()
    }
  })

  test('a stop leaves no stream and no timer', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const tested = await play(seed)
      tested.stop()
      await tested.settle()
      expect(tested.tokens(), `seed ${seed}`).toEqual([])
      expect(tested.clock.pending(), `seed ${seed}`).toBe(0)
      const before = tested.requests.length
      await tested.renew('late')
      await tested.pass(minute)
      expect(tested.requests, `seed ${seed}`).toHaveLength(before)
    }
  })
})
