import { describe, expect, test } from 'vitest'
import type { DecodeResult } from '../../../electron/model/event.ts'
import { notification, openTestStore, raw, receive, source } from './store-fixture.ts'

const other = 'https://other.example.com/'
const greeting: DecodeResult = {
  kind: 'event',
  event: { type: 'connected', heartbeat: null, replay: null, receipts: null },
}
const rejected: DecodeResult = { kind: 'rejected', reason: 'no JSON' }

describe('the cursor', () => {
  test('is what the stream says, whatever the event was', () => {
    const store = openTestStore()
    store.append(source, raw('1'), notification('n-1'))
    expect(store.cursor(source)).toBe('1')
    store.append(source, raw('2'), notification('n-1'))
    expect(store.cursor(source)).toBe('2')
    store.append(source, raw('3'), rejected)
    expect(store.cursor(source)).toBe('3')
  })

  test('stays where an event carries no id', () => {
    const store = openTestStore()
    store.append(source, raw('1'), notification('n-1'))
    store.append(source, raw(null, '1'), notification('n-2'))
    expect(store.cursor(source)).toBe('1')
  })

  test('is forgotten when the server resets it', () => {
    const store = openTestStore()
    store.append(source, raw('1'), notification('n-1'))
    store.append(source, raw('', ''), notification('n-2'))
    expect(store.cursor(source)).toBeNull()
  })

  test('is one for each server', () => {
    const store = openTestStore()
    store.append(source, raw('1'), notification('n-1'))
    store.append(other, raw('2'), notification('n-1'))
    expect([store.cursor(source), store.cursor(other)]).toEqual(['1', '2'])
  })
})

describe('the first connect', () => {
  test('is over with the first thing received, were it only the greeting', () => {
    const store = openTestStore()
    expect(store.isFirstConnect(source)).toBe(true)
    store.append(source, raw(null), greeting)
    expect(store.isFirstConnect(source)).toBe(false)
  })

  test('is not over because a connection was tried', () => {
    const store = openTestStore()
    store.logConnection(source, { kind: 'connecting', since: 1, error: null })
    expect(store.isFirstConnect(source)).toBe(true)
  })

  test('at one server says nothing of another', () => {
    const store = openTestStore()
    store.append(source, raw(null), greeting)
    expect(store.isFirstConnect(other)).toBe(true)
  })
})

describe('an event that can not be understood', () => {
  test('is set aside with the reason, and shows as a change', () => {
    const store = openTestStore()
    const appended = store.append(source, raw('3', '3', 'not { json'), rejected)
    expect(appended).toEqual({ kind: 'stored', arrival: null, changed: true })
    expect(store.rejectedEvents(10)).toEqual([
      { source, at: 1000, eventType: 'message', eventId: '3', data: 'not { json', reason: 'no JSON' },
    ])
    expect(store.rejectedCount()).toBe(1)
  })

  test('is cut to 64 KiB between two characters', () => {
    const store = openTestStore()
    store.append(source, raw('3', '3', `x${'€'.repeat(50_000)}`), rejected)
    const data = store.rejectedEvents(1)[0]?.data ?? ''
    expect(new TextEncoder().encode(data)).toHaveLength(64 * 1024)
    expect(data).toMatch(/^x€+$/)
  })

  test('makes room for newer ones', () => {
    const store = openTestStore()
    for (let number = 1; number <= 503; number += 1) store.append(source, raw(String(number)), rejected)
    store.append(other, raw('1'), rejected)
    expect(store.rejectedCount()).toBe(501)
    expect(store.rejectedEvents(1000).at(-1)?.eventId).toBe('4')
  })
})

describe('the diary of connections', () => {
  test('tells the last state, of one server or of any', () => {
    const store = openTestStore()
    const gap = { at: 3, from: '1', to: '9' }
    store.logConnection(source, { kind: 'connecting', since: 1, error: null })
    store.logConnection(source, { kind: 'open', since: 2 }, gap)
    const waiting = { kind: 'waiting', since: 5, error: { kind: 'refused' }, retryAt: 9 } as const
    store.logConnection(other, waiting)
    expect(store.latestStatus(source)).toEqual({
      source,
      at: 1001,
      connection: { kind: 'open', since: 2 },
      gap,
    })
    expect(store.latestStatus(null)).toEqual({ source: other, at: 1002, connection: waiting, gap: null })
    expect(store.connectionLog(source, 10).map((change) => change.connection.kind)).toEqual([
      'open',
      'connecting',
    ])
  })

  test('knows nothing of a server that was never tried', () => {
    const store = openTestStore()
    expect([store.latestStatus(source), store.latestStatus(null)]).toEqual([null, null])
  })

  test('keeps the last 200 changes of each server', () => {
    const store = openTestStore()
    store.logConnection(other, { kind: 'open', since: 0 })
    for (let since = 1; since <= 203; since += 1) store.logConnection(source, { kind: 'open', since })
    const changes = store.connectionLog(source, 1000)
    expect(changes).toHaveLength(200)
    expect(changes.at(-1)?.connection.since).toBe(4)
    expect(store.connectionLog(other, 10)).toHaveLength(1)
  })
})

test('the rhythm learnt of a server is remembered in whole milliseconds, and can be forgotten', () => {
  const store = openTestStore()
  expect(store.usualPause(source)).toBeNull()
  store.setUsualPause(source, 15_000.4)
  expect(store.usualPause(source)).toBe(15_000)
  store.setUsualPause(source, null)
  expect(store.usualPause(source)).toBeNull()
})

test('what is told of many things at once is remembered for the newest ten thousand', () => {
  const store = openTestStore()
  const ids = Array.from({ length: 10_000 }, (_, index) => `n-${index}`)
  receive(store, { kind: 'event', event: { type: 'read', ids } })
  receive(store, { kind: 'event', event: { type: 'read', ids: ['late'] } })
  const [forgotten, remembered] = receive(store, notification('n-0'), notification('late'))
  expect(forgotten).toMatchObject({ read: false })
  expect(remembered).toBeNull()
})
