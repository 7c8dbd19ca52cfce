import { describe, expect, test } from 'vitest'
import type { DecodeResult, JobEvent } from '../../../electron/model/event.ts'
import type { HistoryQuery } from '../../../electron/model/history-query.ts'
import type { Item } from '../../../electron/model/item.ts'
import { undoMs } from '../../../electron/store/maintenance.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import {
  allItems,
  append,
  deleteItems,
  deleteSource,
  historyPath,
  job,
  listSources,
  logConnection,
  maintainAll,
  markAllRead,
  markRead,
  notification,
  openTestStore,
  other,
  raw,
  read,
  receive,
  receiveFrom,
  setUsualPause,
  source,
  withdraw,
  written,
} from './store-fixture.ts'

const forEver = { days: 36_500, items: 1_000_000 }
const third = 'https://third.example.com/'
const rejected: DecodeResult = { kind: 'rejected', reason: 'no JSON' }
const newest = { before: null, limit: 50, unreadOnly: false }

const of = (store: Store, from: string) => allItems(store).filter((item) => item.source === from)
const only = (store: Store, from: string): Item => {
  const [item, ...others] = of(store, from)
  if (item === undefined || others.length > 0) throw new Error('not exactly one item')
  return item
}

/** Two servers that have sent the same. */
function twoServers(...events: DecodeResult[]) {
  let now = Date.UTC(2026, 0, 1)
  const path = historyPath()
  const store = openTestStore(path, { now: () => now })
  for (const from of [source, other]) receiveFrom(store, from, ...events)
  return { store, path, pass: (ms: number) => (now += ms) }
}

describe('two servers that use the same ids', () => {
  test('have an item each, and each of them notifies', () => {
    const { store } = twoServers(notification('n-1'), job('exp-1', 'succeeded'))
    expect(allItems(store).map((item) => [item.id, item.source])).toEqual([
      ['exp-1', other],
      ['n-1', other],
      ['exp-1', source],
      ['n-1', source],
    ])
    expect(store.notificationQueue.entries().map((entry) => [entry.key, entry.source])).toEqual([
      [4, other],
      [3, other],
      [2, source],
      [1, source],
    ])
  })

  test('replay without an effect on each other', () => {
    const { store } = twoServers(notification('n-1'))
    append(store, source, raw('7', '7', 'the same'), notification(null))
    append(store, other, raw('7', '7', 'the same'), notification(null))
    const before = allItems(store)
    receive(store, notification('n-1'))
    append(store, source, raw('7', '7', 'the same'), notification(null))
    expect(allItems(store)).toEqual(before)
    receive(store, notification('n-1', { revision: 2, message: 'New words' }))
    expect(of(store, other)).toEqual(before.filter((item) => item.source === other))
    expect(store.page({ ...newest, search: 'new words' }).items).toMatchObject([{ source }])
  })

  test.each([
    ['read', read('n-1'), { read: true }],
    ['withdrawn', withdraw('n-1'), undefined],
  ])('leave what the other one has alone: %s', (_, event, expected) => {
    const { store } = twoServers(notification('n-1'))
    const untouched = only(store, other)
    receive(store, event)
    expect(of(store, other)).toEqual([untouched])
    if (expected === undefined) expect(of(store, source)).toEqual([])
    else expect(only(store, source)).toMatchObject(expected)
  })

  test('have what is read or withdrawn before it comes for themselves', () => {
    const store = openTestStore()
    receive(store, read('n-1'), withdraw('n-2'))
    receiveFrom(store, other, notification('n-1'), notification('n-2'))
    expect(of(store, other)).toMatchObject([
      { id: 'n-2', read: false, notification: 'pending' },
      { id: 'n-1', read: false, notification: 'pending' },
    ])
    expect(receive(store, notification('n-1'), notification('n-2'))).toEqual([null, null])
  })

  test('have jobs that go on and end for themselves', () => {
    const { store } = twoServers(job('exp-1', 'running'))
    receive(store, job('exp-1', 'failed'))
    receiveFrom(store, other, job('exp-1', 'running', { progress: 0.5 }))
    expect(only(store, source)).toMatchObject({ state: 'failed' })
    expect(only(store, other)).toMatchObject({ state: 'running', progress: 0.5 })
    expect(store.itemById('exp-1')).toMatchObject({ source, state: 'failed' })
  })

  test('are told apart when the user reads or deletes an item, also when it is replayed later', () => {
    const { store, pass } = twoServers(notification('n-1'))
    markRead(store, [only(store, source).key])
    expect(only(store, other).read).toBe(false)
    deleteItems(store, [only(store, source).key])
    pass(undoMs + 1)
    maintainAll(store, forEver)
    expect(receive(store, notification('n-1'))).toEqual([null])
    expect([of(store, source).length, of(store, other).length]).toEqual([0, 1])
  })

  test('mean the newest of the items where somebody asks for the id alone', () => {
    const { store } = twoServers(notification('n-1'))
    expect(store.itemById('n-1')).toMatchObject({ source: other })
  })
})

describe('each server has for itself', () => {
  test('its cursor, its usual pause and its connection log', () => {
    const store = openTestStore()
    append(store, source, raw('1'), notification('n-1'))
    append(store, other, raw('2'), notification('n-1'))
    setUsualPause(store, source, 5_000)
    logConnection(store, other, { kind: 'open', since: 1 })
    append(store, source, raw('', ''), notification('n-2'))
    expect([store.cursor(source), store.cursor(other)]).toEqual([null, '2'])
    expect([store.usualPause(source), store.usualPause(other)]).toEqual([5_000, null])
    expect([store.latestStatus(source), store.latestStatus(other)]).toMatchObject([
      null,
      { connection: { kind: 'open' } },
    ])
    expect([store.isFirstConnect(other), store.isFirstConnect(third)]).toEqual([false, true])
  })

  test('its unread items, and its events that could not be understood', () => {
    const { store } = twoServers(notification('n-1'), notification('n-2'))
    receive(store, read('n-1'))
    append(store, other, raw('1', '1', 'not JSON'), rejected)
    append(store, other, raw('2', '2', 'not JSON'), rejected)
    expect([store.unread(source), store.unread(other), store.unread(third), store.unread()]).toEqual([
      1, 2, 0, 3,
    ])
    expect([store.rejectedCount(source), store.rejectedCount(other), store.rejectedCount()]).toEqual([
      0, 2, 2,
    ])
    expect(store.rejectedEvents(10, source)).toEqual([])
    expect(store.rejectedEvents(10, other)).toEqual(store.rejectedEvents(10))
    expect(store.rejectedEvents(10, other)).toMatchObject([{ source: other, count: 2 }])
  })

  test('its cursor through retention, which removes the oldest items of whichever server', () => {
    const { store, pass } = twoServers()
    append(store, source, raw('1'), notification('old'))
    pass(60 * 86_400_000)
    append(store, other, raw('2'), notification('young'))
    markAllRead(store)
    pass(31 * 86_400_000)
    maintainAll(store, { days: 90, items: 100 })
    expect(allItems(store)).toMatchObject([{ id: 'young', source: other }])
    expect([store.cursor(source), store.cursor(other)]).toEqual(['1', '2'])
    expect(receive(store, notification('new'))).toMatchObject([{ source }])
    markAllRead(store)
    maintainAll(store, { days: 90, items: 1 })
    expect(allItems(store)).toMatchObject([{ id: 'new', source }])
  })
})

describe('the servers', () => {
  const a = { id: source, name: 'Billing' }
  const b = { id: other, name: 'Exports' }

  test('in use are listed in the order in which they were, by what the user calls them', () => {
    const store = openTestStore()
    expect(listSources(store, b, a)).toEqual(written(2))
    expect(store.sources()).toEqual([
      { ...b, isListed: true, visible: 0, unread: 0, rejected: 0 },
      { ...a, isListed: true, visible: 0, unread: 0, rejected: 0 },
    ])
    listSources(store, a, { ...b, name: 'Renamed' })
    expect(store.sources().map(({ name }) => name)).toEqual(['Billing', 'Renamed'])
  })

  test('that are no longer in use stay with their name as long as they have items, the last heard first', () => {
    const store = openTestStore()
    listSources(store, a, b, { id: third, name: 'Silent' })
    receive(store, notification('n-1'))
    receiveFrom(store, other, notification('n-1'), notification('n-2'))
    append(store, other, raw('1'), rejected)
    expect(listSources(store, { id: 'https://new.example.com/sse', name: 'New' })).toEqual(written(1))
    expect(store.sources()).toMatchObject([
      { name: 'New', isListed: true },
      { id: other, name: 'Exports', isListed: false, visible: 2, unread: 2, rejected: 1 },
      { id: source, name: 'Billing', isListed: false, visible: 1, unread: 1, rejected: 0 },
    ])
    expect(listSources(store)).toEqual(written(1))
    expect(store.sources().map(({ isListed }) => isListed)).toEqual([false, false])
    expect(store.cursor(other)).toBe('1')
  })

  test('that were never named are called by their host', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    expect(store.sources()).toMatchObject([{ id: source, name: 'app.example.com' }])
  })

  test('change nothing that is shown when they are listed as before', () => {
    const store = openTestStore()
    listSources(store, a, b)
    const before = store.revision()
    expect(listSources(store, a, b)).toEqual(written(0))
    expect(store.revision()).toBe(before)
    listSources(store, b, a)
    expect(store.revision()).toBe(before + 1)
  })

  test('are at most fifty, of which those in use come first', () => {
    const store = openTestStore()
    for (let number = 1; number <= 60; number += 1)
      receiveFrom(store, `https://${number}.example.com/`, notification('n-1'))
    listSources(store, a)
    const listed = store.sources()
    expect(listed).toHaveLength(50)
    expect(listed.slice(0, 2)).toMatchObject([{ id: source }, { id: 'https://60.example.com/' }])
  })
})

describe('a filter by server', () => {
  const categories = ['billing', 'export', null]
  const words = ['invoice', 'orders', 'report of May', '請求書']
  const servers = [source, other, third]

  /** A history of three servers, of which one has a few items only, and another one was deleted. */
  function mixed(isIndexed: boolean): Store {
    const store = openTestStore()
    const random = seededRandom(7)
    const pick = <T>(list: readonly T[]): T => {
      const picked = list[Math.floor(random() * list.length)]
      if (picked === undefined) throw new Error('an empty list')
      return picked
    }
    for (let number = 1; number <= 400; number += 1) {
      const from = pick([source, source, source, other, 'https://gone.example.com/'])
      const said = { title: pick(words), category: pick(categories) }
      const state = pick<JobEvent['state']>(['succeeded', 'failed'])
      const event = random() < 0.5 ? notification(`n-${number}`, said) : job(`j-${number}`, state, said)
      receiveFrom(store, number % 150 === 0 ? third : from, event)
    }
    markRead(
      store,
      allItems(store)
        .map(({ key }) => key)
        .filter(() => random() < 0.5),
    )
    if (isIndexed) maintainAll(store, forEver)
    deleteSource(store, 'https://gone.example.com/')
    return store
  }

  const matches = (item: Item, query: Partial<HistoryQuery>) =>
    (query.source === undefined || item.source === query.source) &&
    (query.unreadOnly !== true || !item.read) &&
    (query.failedOnly !== true || item.state === 'failed') &&
    (query.type === undefined || item.type === query.type) &&
    (query.category === undefined || item.category === query.category) &&
    (query.search === undefined || (item.title ?? '').includes(query.search))

  /** Every combination of these choices. */
  const queries: Partial<HistoryQuery>[] = [undefined, ...servers, 'https://unheard-of.example.com/'].flatMap(
    (from) =>
      [false, true].flatMap((unreadOnly) =>
        [undefined, true].flatMap((failedOnly) =>
          [undefined, 'job' as const].flatMap((type) =>
            [undefined, 'billing'].flatMap((category) =>
              [undefined, 'invoice', '請求'].map((search) => ({
                ...{ source: from, unreadOnly, failedOnly, type, category, search },
              })),
            ),
          ),
        ),
      ),
  )

  test.each([true, false])(
    'goes with every other filter and with a search (texts in the index: %s), page by page',
    (isIndexed) => {
      const store = mixed(isIndexed)
      const all = allItems(store)
      expect(new Set(all.map((item) => item.source))).toEqual(new Set(servers))
      expect(store.sources().map(({ visible }) => visible)).toEqual(
        store.sources().map(({ id }) => of(store, id).length),
      )
      for (const query of queries) {
        const found: Item[] = []
        let before: number | null = null
        do {
          const page: ReturnType<Store['page']> = store.page({ ...newest, limit: 7, ...query, before })
          found.push(...page.items)
          before = page.next
        } while (before !== null)
        expect(found, JSON.stringify(query)).toEqual(all.filter((item) => matches(item, query)))
      }
    },
  )

  test('goes with the whole history, as it is exported', () => {
    const store = mixed(true)
    const exported = [...store.everything({ unreadOnly: false, source: other })].flat()
    expect(exported).toEqual(of(store, other))
  })
})
