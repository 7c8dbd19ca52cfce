import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { HistoryChange, HistoryWriter } from '../../../electron/store/history-writer.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { waitFor } from '../../support/wait-for.ts'
import { serve, stream } from '../feed/feed-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'
import { impatientLimits, ingestInto } from './ingest-fixture.ts'

// Many events at once, over HTTP into the real store, whose writes take as long as on a slow disk.

const numbers = Array.from({ length: 200 }, (_, index) => index + 1)
const messages = numbers.map((number) => `message ${number}`)
const eventOf = (number: number, id = `id: ${number}\n`) =>
  `${id}data: {"type":"notification","message":"message ${number}"}\n\n`
const burst = numbers.map((number) => eventOf(number)).join('')

/** A writer that answers later. @param fails whether the disk refuses this change */
function createSlowWriter(store: Store, fails: (change: HistoryChange) => boolean = () => false) {
  const groups: number[] = []
  let last: Promise<unknown> = Promise.resolve()
  const writer: HistoryWriter = {
    write: (change) => {
      const result = fails(change) ? ({ kind: 'failed', reason: 'disk-full' } as const) : store.apply(change)
      if (change.type === 'append-events') groups.push(change.events.length)
      const answer = delay(5).then(() => result)
      last = answer
      return answer
    },
    flush: async () => {
      await last
    },
  }
  return { writer, groups }
}

test('are written in few groups, in their order', async () => {
  const server = await serve(stream(burst))
  const store = openTestStore()
  const { writer, groups } = createSlowWriter(store)
  const arrived: (string | null)[] = []
  const ingest = ingestInto(store, server.url.href, impatientLimits, {
    writer,
    onArrival: ({ message }) => arrived.push(message),
  })
  await waitFor('the last one', () => arrived.length === messages.length)
  expect(arrived).toEqual(messages)
  expect(ingest.messages()).toEqual(messages)
  expect(store.cursor(ingest.source)).toBe('200')
  expect(groups.length).toBeLessThan(messages.length / 4)
})

test('of which the disk refuses some come again, with all that came after them, and each is there once', async () => {
  const server = await serve(stream(burst), stream(burst))
  const store = openTestStore()
  let hasFailed = false
  const { writer } = createSlowWriter(store, (change) => {
    if (hasFailed || change.type !== 'append-events') return false
    hasFailed = change.events.some(({ event }) => event.eventId === '30')
    return hasFailed
  })
  const ingest = ingestInto(store, server.url.href, impatientLimits, { writer })
  await ingest.failsBy('store-failed')
  const cursor = Number(store.cursor(ingest.source))
  expect(cursor).toBeLessThan(30)
  expect(ingest.messages()).toEqual(messages.slice(0, cursor))
  await ingest.has('message 200')
  expect(ingest.messages()).toEqual(messages)
  expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, String(cursor)])
})

test('that wait when the stream breaks are stored before the cursor is read for the next one', async () => {
  const withoutIds = numbers.map((number) => eventOf(number, number === 200 ? 'id: 200\n' : '')).join('')
  const server = await serve(stream(withoutIds, 'close'), stream(''))
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href, impatientLimits, createSlowWriter(store))
  await waitFor('the next request', () => server.requests.length === 2)
  expect(server.requests[1]?.headers['last-event-id']).toBe('200')
  expect(ingest.messages()).toEqual(messages)
})

test('of a server that is given up at that moment are not written after its end', async () => {
  const server = await serve(stream(burst))
  const store = openTestStore()
  const { writer, groups } = createSlowWriter(store)
  const ingest = ingestInto(store, server.url.href, impatientLimits, { writer })
  await waitFor('some of them', () => groups.length > 1)
  ingest.stop()
  const count = ingest.messages().length
  await writer.flush()
  await delay(0)
  expect(ingest.messages()).toHaveLength(count)
  expect(count).toBeLessThan(messages.length)
})

test('among which the id goes back, by a heartbeat or alone, leave the cursor at the last id that came', async () => {
  const heartbeat = 'event: ping\nid: 1\ndata: {}\n\n'
  const back = serve(stream(`${eventOf(1)}${eventOf(2)}${eventOf(3)}${heartbeat}`))
  const alone = serve(stream(`${eventOf(1)}${eventOf(2)}id: 7\n\n${eventOf(8)}${eventOf(9)}`))
  for (const [server, last, cursor] of [
    [await back, 'message 3', '1'],
    [await alone, 'message 9', '9'],
  ] as const) {
    const store = openTestStore()
    const { writer } = createSlowWriter(store)
    const ingest = ingestInto(store, server.url.href, impatientLimits, { writer })
    await ingest.has(last)
    await waitFor('the cursor', () => store.cursor(ingest.source) === cursor)
    await writer.flush()
    expect(store.cursor(ingest.source)).toBe(cursor)
  }
})
