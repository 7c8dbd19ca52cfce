import { describe, expect, test } from 'vitest'
import { errorOf } from '../../../electron/model/connection.ts'
import { waitFor } from '../../support/wait-for.ts'
import { feed, quickLimits, refusal, serve, stream } from './feed-fixture.ts'

describe('events', () => {
  test('every event arrives, whatever its name, with the id it carried itself', async () => {
    const server = await serve(
      stream('id: 7\nevent: news\ndata: a\n\ndata: b\n\nid: 8\ndata: c\n\nid:\ndata: d\n\n'),
    )
    const { events, receives } = feed(server.url)
    await receives(4)
    expect(events).toEqual([
      { type: 'news', data: 'a', lastEventId: '7', eventId: '7' },
      { type: 'message', data: 'b', lastEventId: '7', eventId: null },
      { type: 'message', data: 'c', lastEventId: '8', eventId: '8' },
      { type: 'message', data: 'd', lastEventId: '', eventId: null },
    ])
  })

  test('an id that came without an event becomes the cursor', async () => {
    const server = await serve(stream('id: 7\ndata: a\n\nid: 8\n\n'))
    const { store } = feed(server.url)
    await waitFor('the cursor to move', () => store.cursor === '8')
  })

  test('an event that could not be stored is requested again, and the reason is shown', async () => {
    const server = await serve(stream('id: 1\ndata: a\n\nid: 2\ndata: b\n\n'), stream('id: 2\ndata: b\n\n'))
    let full = true
    const tested = feed(server.url, {
      storeEvent: async (event) => {
        if (event.eventId !== '2' || !full) return tested.storeEvent(event)
        full = false
        return { kind: 'failed', reason: 'disk-full' }
      },
    })
    await tested.receives(2)
    expect(tested.connections.map(errorOf)).toContainEqual({
      kind: 'store-failed',
      detail: 'disk-full',
    })
    expect(server.requests[1]?.headers['last-event-id']).toBe('1')
    expect(tested.events.map(({ eventId }) => eventId)).toEqual(['1', '2'])
  })

  test('an error while storing is reported as a bug and does not end the subscription', async () => {
    const server = await serve(stream('id: 1\ndata: a\n\n'))
    const bug = new Error('a bug')
    let broken = true
    const tested = feed(server.url, {
      storeEvent: async (event) => {
        if (!broken) return tested.storeEvent(event)
        broken = false
        throw bug
      },
    })
    await tested.receives(1)
    expect(tested.bugs).toEqual([bug])
  })

  test('an event beyond the limit is set aside, and the stream and the cursor go on', async () => {
    const server = await serve(stream(`id: 7\ndata: ${'x'.repeat(2000)}\n\ndata: small\n\n`))
    const { receives, events, store } = feed(server.url, { limits: { ...quickLimits, maxEventBytes: 1000 } })
    await receives(2)
    expect(events).toMatchObject([{ tooLarge: true, data: '', eventId: '7' }, { data: 'small' }])
    expect(store.cursor).toBe('7')
    expect(server.requests).toHaveLength(1)
  })
})

describe('restart and stop', () => {
  test('a restart does not wait for the delay that was set', async () => {
    const server = await serve(refusal(503, { 'Retry-After': '300' }), stream(''))
    const { reaches, restart } = feed(server.url)
    await reaches('waiting')
    restart()
    await reaches('open')
  })

  test('signals that come together make one connection', async () => {
    const server = await serve(stream('data: a\n\n'))
    const { reaches, restart, receives } = feed(server.url)
    await reaches('open')
    restart()
    restart()
    restart()
    await receives(2)
    expect(server.requests).toHaveLength(2)
  })

  test('a stop ends the connection, all timers and all callbacks', async () => {
    const server = await serve(stream('data: a\n\n'))
    const { receives, stop, restart, clock, connections } = feed(server.url)
    await receives(1)
    stop()
    restart()
    await waitFor('the connection to be closed', () => server.requests[0]?.closedByClient)
    expect(clock.pending()).toBe(0)
    expect(connections.at(-1)).toMatchObject({ kind: 'stopped', error: null })
  })

  test('hundreds of reconnects leave nothing behind', async () => {
    const server = await serve(stream('data: a\n\n', 'close'))
    const backoff = { baseMs: 0, maxMs: 0, jitter: 0 }
    const { receives, stop, clock, bugs } = feed(server.url, {
      limits: { ...quickLimits, backoff, minRetryMs: 0 },
    })
    await receives(50)
    const timersBefore = clock.pending()
    const heapBefore = process.memoryUsage().heapUsed
    await waitFor('300 connections', () => server.requests.length >= 300, { timeoutMs: 15_000 })
    expect(clock.pending()).toBeLessThanOrEqual(timersBefore + 2)
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(64 * 1024 * 1024)
    stop()
    expect(clock.pending()).toBe(0)
    expect(bugs).toEqual([])
  })
})

describe('the status', () => {
  test('has the times when the last byte and the last event came', async () => {
    const before = Date.now()
    const chunks = [{ text: 'data: a\n\n' }, { text: ':\n', delayMs: 50 }]
    const server = await serve({ ...stream(''), chunks })
    const { receives, status } = feed(server.url)
    await receives(1)
    const { lastEventAt } = status()
    expect(lastEventAt).toBeGreaterThanOrEqual(before)
    await waitFor('another byte', () => (status().lastByteAt ?? 0) > (lastEventAt ?? 0))
  })
})
