import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { DecodeResult } from '../../../electron/model/event.ts'
import {
  allItems,
  append,
  historyPath,
  logConnection,
  maintainAll,
  notification,
  onlyItem,
  openTestStore,
  other,
  raw,
  receive,
  setUsualPause,
  source,
} from './store-fixture.ts'

const greeting: DecodeResult = {
  kind: 'event',
  event: { type: 'connected', heartbeat: null, replay: null, receipts: null },
}
const rejected: DecodeResult = { kind: 'rejected', reason: 'no JSON' }

describe('an address with a token that an earlier version has stored', () => {
  const name = 'https://app.example.com/sse?topic=orders'
  const whole = `${name}&token=s3cret-in-address`

  test('loses it when the history is opened, and keeps its cursor and items', () => {
    const path = historyPath()
    const earlier = openTestStore(path)
    append(earlier, whole, raw('7'), notification('n-1'))
    logConnection(earlier, whole, { kind: 'open', since: 1 })
    earlier.close()
    const store = openTestStore(path)
    expect(store.cursor(name)).toBe('7')
    expect(store.isFirstConnect(name)).toBe(false)
    expect(store.connectionLog(name, 10)).toHaveLength(1)
    expect(onlyItem(store)).toMatchObject({ id: 'n-1', source: name })
    maintainAll(store, { days: 90, items: 1_000 })
    expect(readFileSync(path, 'latin1')).not.toContain('s3cret-in-address')
  })

  test('keeps its items also where there is one without', () => {
    const path = historyPath()
    const earlier = openTestStore(path)
    append(earlier, whole, raw('7'), notification('n-1'))
    append(earlier, name, raw('8'), notification('n-2'))
    earlier.close()
    const store = openTestStore(path)
    expect(store.cursor(name)).toBe('8')
    expect(allItems(store).map(({ id }) => id)).toEqual(['n-2', 'n-1'])
    store.close()
    expect(readFileSync(path, 'latin1')).not.toContain('s3cret-in-address')
  })
})

describe('the cursor', () => {
  test('is what the stream says, whatever the event was', () => {
    const store = openTestStore()
    append(store, source, raw('1'), notification('n-1'))
    expect(store.cursor(source)).toBe('1')
    append(store, source, raw('2'), notification('n-1'))
    expect(store.cursor(source)).toBe('2')
    append(store, source, raw('3'), rejected)
    expect(store.cursor(source)).toBe('3')
  })

  test('stays where an event carries no id', () => {
    const store = openTestStore()
    append(store, source, raw('1'), notification('n-1'))
    append(store, source, raw(null, '1'), notification('n-2'))
    expect(store.cursor(source)).toBe('1')
  })

  test('is null after the server resets it', () => {
    const store = openTestStore()
    append(store, source, raw('1'), notification('n-1'))
    append(store, source, raw('', ''), notification('n-2'))
    expect(store.cursor(source)).toBeNull()
  })

  test('is one for each server', () => {
    const store = openTestStore()
    append(store, source, raw('1'), notification('n-1'))
    append(store, other, raw('2'), notification('n-1'))
    expect([store.cursor(source), store.cursor(other)]).toEqual(['1', '2'])
  })
})

describe('the first connect', () => {
  test('is over with the first event received, even if that is only the greeting', () => {
    const store = openTestStore()
    expect(store.isFirstConnect(source)).toBe(true)
    append(store, source, raw(null), greeting)
    expect(store.isFirstConnect(source)).toBe(false)
  })

  test('is not over because a connection was tried', () => {
    const store = openTestStore()
    logConnection(store, source, { kind: 'connecting', since: 1, error: null })
    expect(store.isFirstConnect(source)).toBe(true)
  })

  test('at one server does not count for another', () => {
    const store = openTestStore()
    append(store, source, raw(null), greeting)
    expect(store.isFirstConnect(other)).toBe(true)
  })
})

describe('an event that can not be understood', () => {
  test('is stored with the reason, and is a visible change', () => {
    const store = openTestStore()
    const appended = append(store, source, raw('3', '3', 'not { json'), rejected)
    expect(appended).toEqual({ kind: 'written', arrived: null, revised: null, changed: 1 })
    expect(store.rejectedEvents(10)).toEqual([
      {
        source,
        at: 1000,
        eventType: 'message',
        eventId: '3',
        data: 'not { json',
        reason: 'no JSON',
        count: 1,
      },
    ])
    expect(store.rejectedCount()).toBe(1)
  })

  test('that comes again and again is one row with a count, and pushes out no other', () => {
    const store = openTestStore()
    append(store, source, raw('1', '1', '{"type":"surprise"}'), rejected)
    for (let number = 2; number <= 700; number += 1) append(store, source, raw(String(number)), rejected)
    expect(store.rejectedEvents(10)).toMatchObject([
      { eventId: '700', data: '{}', count: 699 },
      { eventId: '1', data: '{"type":"surprise"}', count: 1 },
    ])
    expect(store.rejectedCount()).toBe(700)
  })

  test('is cut to 64 KiB between two characters', () => {
    const store = openTestStore()
    append(store, source, raw('3', '3', `x${'€'.repeat(50_000)}`), rejected)
    const data = store.rejectedEvents(1)[0]?.data ?? ''
    expect(new TextEncoder().encode(data)).toHaveLength(64 * 1024)
    expect(data).toMatch(/^x€+$/)
  })

  test('takes no more than 4 MiB together with the others, and the newest are those that stay', () => {
    const store = openTestStore()
    const large = (number: number) => raw(String(number), String(number), `${number} ${'x'.repeat(100_000)}`)
    for (let number = 1; number <= 100; number += 1) append(store, source, large(number), rejected)
    append(store, other, large(1), rejected)
    const ids = store
      .rejectedEvents(1_000)
      .filter((event) => event.source === source)
      .map(({ eventId }) => eventId)
    // 64 KiB are stored of each.
    expect(ids).toEqual(Array.from({ length: 64 }, (_, index) => String(100 - index)))
    expect(store.rejectedCount()).toBe(65)
  })

  test('is deleted when there are five hundred newer ones', () => {
    const store = openTestStore()
    const numbered = (number: number) => raw(String(number), String(number), `{"number":${number}}`)
    for (let number = 1; number <= 503; number += 1) append(store, source, numbered(number), rejected)
    append(store, other, raw('1'), rejected)
    expect(store.rejectedCount()).toBe(501)
    expect(store.rejectedEvents(1000).at(-1)?.eventId).toBe('4')
  })
})

describe('the connection log', () => {
  test('returns the last state of each server', () => {
    const store = openTestStore()
    const gap = { at: 3, from: '1', to: '9' }
    logConnection(store, source, { kind: 'connecting', since: 1, error: null })
    logConnection(store, source, { kind: 'open', since: 2 }, gap)
    const waiting = { kind: 'waiting', since: 5, error: { kind: 'refused' }, retryAt: 9 } as const
    logConnection(store, other, waiting)
    expect(store.latestStatus(source)).toEqual({
      source,
      at: 1001,
      connection: { kind: 'open', since: 2 },
      gap,
      completeness: { kind: 'not-known-yet' },
    })
    expect(store.latestStatus(other)).toEqual({
      source: other,
      at: 1002,
      connection: waiting,
      gap: null,
      completeness: { kind: 'not-known-yet' },
    })
    expect(store.connectionLog(source, 10).map((change) => change.connection.kind)).toEqual([
      'open',
      'connecting',
    ])
  })

  test('has nothing about a server that was never connected', () => {
    const store = openTestStore()
    expect(store.latestStatus(source)).toBeNull()
  })

  test('has the last 200 changes of each server', () => {
    const store = openTestStore()
    logConnection(store, other, { kind: 'open', since: 0 })
    for (let since = 1; since <= 203; since += 1) logConnection(store, source, { kind: 'open', since })
    const changes = store.connectionLog(source, 1000)
    expect(changes).toHaveLength(200)
    expect(changes.at(-1)?.connection.since).toBe(4)
    expect(store.connectionLog(other, 10)).toHaveLength(1)
  })
})

test('the usual pause of a server is stored in whole milliseconds, and can be deleted', () => {
  const store = openTestStore()
  expect(store.usualPause(source)).toBeNull()
  setUsualPause(store, source, 15_000.4)
  expect(store.usualPause(source)).toBe(15_000)
  setUsualPause(store, source, null)
  expect(store.usualPause(source)).toBeNull()
})

test('what the server reports about many ids at once is remembered for the newest ten thousand', () => {
  const store = openTestStore()
  const ids = Array.from({ length: 10_000 }, (_, index) => `n-${index}`)
  receive(store, { kind: 'event', event: { type: 'read', ids } })
  receive(store, { kind: 'event', event: { type: 'read', ids: ['late'] } })
  const [forgotten, remembered] = receive(store, notification('n-0'), notification('late'))
  expect(forgotten).toMatchObject({ read: false })
  expect(remembered).toBeNull()
})
