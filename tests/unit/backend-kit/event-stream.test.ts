import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bus } from '../../../resources/backend-kit/bus.ts'
import {
  type EventStream,
  type EventStreamOptions,
  openEventStream,
} from '../../../resources/backend-kit/event-stream.ts'
import { createMemoryBus } from '../../../resources/backend-kit/memory-bus.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(bus: Bus, options: Partial<EventStreamOptions> = {}): Promise<EventStream> {
  const { signal } = new AbortController()
  return openEventStream({ bus, channel: 'alice', lastEventId: null, signal, ...options })
}

/** Reads a stream a chunk at a time; null is its end. */
function readerOf({ body }: EventStream) {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  return {
    next: async () => {
      const { done, value } = await reader.read()
      return done ? null : decoder.decode(value)
    },
    cancel: () => reader.cancel(),
  }
}

/** A memory bus that counts its subscriptions. */
function countedBus() {
  const bus = createMemoryBus({ now: () => 100 })
  const count = { open: 0 }
  const subscribe: Bus['subscribe'] = async (...args) => {
    const subscription = await bus.subscribe(...args)
    count.open += 1
    return {
      ...subscription,
      unsubscribe: () => {
        subscription.unsubscribe()
        count.open -= 1
      },
    }
  }
  return { bus: { ...bus, subscribe }, count }
}

const greeting = 'data: {"type":"connected","message":"SSE Stream Active","heartbeat":15,"replay":true}\n\n'

test('the greeting comes first, with an id to resume after; then events with theirs', async () => {
  const { bus } = countedBus()
  const stream = readerOf(await open(bus))
  await bus.publish('alice', '{"type":"read","ids":["n-1"]}')
  expect(await stream.next()).toBe(`id: 100\n${greeting}id: 101\ndata: {"type":"read","ids":["n-1"]}\n\n`)
})

test('a stream is not cached, transformed or buffered on the way', async () => {
  expect((await open(createMemoryBus())).headers).toEqual({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  })
})

test('what came after the last id is replayed, and the response confirms that id', async () => {
  const { bus } = countedBus()
  await bus.publish('alice', 'one')
  await bus.publish('alice', 'two')
  const opened = await open(bus, { lastEventId: '101' })
  expect(opened.headers['Last-Event-ID']).toBe('101')
  expect(await readerOf(opened).next()).toBe(`${greeting}id: 102\ndata: two\n\n`)
})

test('when the log no longer has everything, the stream says so and goes on with what is there', async () => {
  const { bus } = countedBus()
  await bus.publish('alice', 'one')
  const opened = await open(bus, { lastEventId: '7' })
  expect(opened.headers['Last-Event-ID']).toBe('earliest')
  const text = await readerOf(opened).next()
  expect(text).toContain('"replay":false')
  expect(text).toContain('id: 101\ndata: one')
})

test('an empty Last-Event-ID means that nothing was received yet', async () => {
  const opened = await open(createMemoryBus(), { lastEventId: '' })
  expect(opened.headers).not.toHaveProperty('Last-Event-ID')
})

test('a comment shows that a silent stream lives', async () => {
  const stream = readerOf(await open(createMemoryBus(), { heartbeat: 20 }))
  await stream.next()
  const next = stream.next()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await next).toBe(': heartbeat\n\n')
})

test('no comments pile up for a client that does not read, and it is dropped in the end', async () => {
  const { bus, count } = countedBus()
  const stream = readerOf(await open(bus))
  await vi.advanceTimersByTimeAsync(45_000)
  expect(await stream.next()).not.toContain(': heartbeat')
  await vi.advanceTimersByTimeAsync(120_000)
  await expect(stream.next()).rejects.toThrow('does not read')
  expect(count.open).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test.each(['abort', 'cancel'] as const)('everything is released on %s', async (way) => {
  const { bus, count } = countedBus()
  const abort = new AbortController()
  const stream = readerOf(await open(bus, { signal: abort.signal }))
  await stream.next()
  const next = stream.next()
  if (way === 'abort') abort.abort()
  else await stream.cancel()
  expect(await next).toBeNull()
  expect(count.open).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('a client that left while the bus subscribed leaves nothing behind', async () => {
  const { bus, count } = countedBus()
  const stream = readerOf(await open(bus, { signal: AbortSignal.abort() }))
  expect(await stream.next()).toBeNull()
  expect(count.open).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('a slow client gets what waits and then the end; the rest comes when it resumes', async () => {
  const { bus, count } = countedBus()
  const slow = readerOf(await open(bus, { maxQueuedBytes: 1_000 }))
  for (let number = 1; number <= 100; number += 1) await bus.publish('alice', `event ${number}`)
  const ids: string[] = []
  let stream = slow
  while (ids.length < 100) {
    const text = await stream.next()
    if (text === null)
      stream = readerOf(await open(bus, { maxQueuedBytes: 1_000, lastEventId: ids.at(-1) ?? null }))
    else ids.push(...[...text.matchAll(/id: (\d+)\ndata: event/g)].map(([, id = '']) => id))
  }
  expect(ids).toEqual(Array.from({ length: 100 }, (_, index) => String(101 + index)))
  await stream.cancel()
  expect(count.open).toBe(0)
})

test('an event that is larger than the queue still arrives', async () => {
  const bus = createMemoryBus()
  const stream = readerOf(await open(bus, { maxQueuedBytes: 1_000 }))
  await stream.next()
  await bus.publish('alice', 'x'.repeat(5_000))
  expect(await stream.next()).toContain('x'.repeat(5_000))
})

test('events that come while the bus still subscribes follow the greeting', async () => {
  const bus: Bus = {
    ...createMemoryBus(),
    subscribe: async (_channel, _afterId, onEvent) => {
      onEvent({ id: '7', data: 'early' })
      return { isComplete: true, unsubscribe: () => {} }
    },
  }
  expect(await readerOf(await open(bus)).next()).toBe(`${greeting}id: 7\ndata: early\n\n`)
})

test('a gap that the bus notices later ends the stream, so that the client resumes and learns of it', async () => {
  const gaps: (() => void)[] = []
  const bus: Bus = {
    ...createMemoryBus(),
    subscribe: async (_channel, _afterId, onEvent, onGap = () => {}) => {
      onEvent({ id: '7', data: 'before' })
      gaps.push(onGap)
      return { isComplete: true, unsubscribe: () => {} }
    },
  }
  const stream = readerOf(await open(bus))
  for (const onGap of gaps) onGap()
  expect(await stream.next()).toContain('data: before')
  expect(await stream.next()).toBeNull()
})
