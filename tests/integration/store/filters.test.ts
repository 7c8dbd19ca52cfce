import { describe, expect, test } from 'vitest'
import type { JobEvent } from '../../../electron/model/event.ts'
import type { HistoryFilter, HistoryPage } from '../../../electron/model/history-query.ts'
import type { Item } from '../../../electron/model/item.ts'
import { isFinal } from '../../../electron/model/job.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import {
  allItems,
  deleteItems,
  deleteSource,
  job,
  maintainAll,
  markRead,
  notification,
  openTestStore,
  other,
  receive,
  receiveFrom,
  source,
  undoDelete,
  withdraw,
} from './store-fixture.ts'

const forEver = { days: 36_500, items: 1_000_000 }
const hourMs = 60 * 60_000
const start = Date.UTC(2026, 0, 1)

/** The time that the window shows in the item's row. */
const shownAt = ({ state, updatedAt, receivedAt }: Item) =>
  state !== null && isFinal(state) ? updatedAt : receivedAt

const isSnoozed = ({ notification: state, heldUntil }: Item) => state === 'pending' && heldUntil !== null

function matches(item: Item, filter: HistoryFilter): boolean {
  const { unreadOnly, type, state, priority, category, from, until, search, pinnedOnly, snoozedOnly } = filter
  return (
    !(unreadOnly && item.read) &&
    (filter.source === undefined || item.source === filter.source) &&
    (type === undefined || item.type === type) &&
    (state === undefined ||
      item.state === state ||
      (state === 'unfinished' && item.state !== null && !isFinal(item.state))) &&
    (priority === undefined || item.priority === 'high' || item.priority === 'critical') &&
    (category === undefined || item.category === category) &&
    (from === undefined || shownAt(item) >= from) &&
    (until === undefined || shownAt(item) < until) &&
    (search === undefined || (item.title ?? '').includes(search)) &&
    !(pinnedOnly === true && !item.pinned) &&
    !(snoozedOnly === true && !isSnoozed(item))
  )
}

/**
 * A history of two servers, with everything that can be filtered by. Its clock is set back by a day, and later forward by
 * two; jobs end long after they came.
 */
function mixed(): Store {
  const random = seededRandom(11)
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[Math.floor(random() * list.length)]
    if (picked === undefined) throw new Error('an empty list')
    return picked
  }
  let now = start
  const store = openTestStore(undefined, { now: () => now })
  const ended = ['succeeded', 'failed', 'cancelled'] as const
  for (let number = 1; number <= 440; number += 1) {
    now += number === 120 ? -24 * hourMs : number === 260 ? 48 * hourMs : 10 * 60_000
    const said = {
      title: pick(['invoice', 'orders', 'report of May']),
      category: pick(['billing', 'export', null]),
      priority: pick(['low', 'normal', 'high', 'critical'] as const),
    }
    const from = pick([source, source, other])
    const state = pick<JobEvent['state']>(['queued', 'running', ...ended])
    receiveFrom(
      store,
      number % 40 === 7 ? 'https://gone.example.com/' : from,
      random() < 0.4 ? notification(`n-${number}`, said) : job(`j-${number}`, state, said),
    )
    if (random() < 0.2) receiveFrom(store, from, job(`j-${Math.ceil(random() * number)}`, pick(ended)))
    if (number === 200) maintainAll(store, forEver)
  }
  const some = (part: number) =>
    allItems(store)
      .map(({ key }) => key)
      .filter(() => random() < part)
  markRead(store, some(0.5))
  store.apply({ type: 'pin', keys: some(0.1) })
  store.apply({ type: 'snooze', keys: some(0.1), until: now + hourMs, isSpan: true })
  deleteSource(store, 'https://gone.example.com/')
  return store
}

describe('a filter', () => {
  const choices: { readonly [Name in keyof HistoryFilter]-?: readonly HistoryFilter[Name][] } = {
    unreadOnly: [true],
    search: ['invoice'],
    type: ['job', 'notification'],
    state: ['unfinished', 'succeeded', 'failed', 'cancelled'],
    priority: ['important'],
    category: ['billing', 'never used'],
    source: [other],
    from: [start, start + 30 * hourMs, start + 900 * hourMs],
    until: [start + 12 * hourMs, start + 50 * hourMs],
    pinnedOnly: [true],
    snoozedOnly: [true],
  }
  const single = Object.entries(choices).flatMap(([name, values]) =>
    values.map((value): Partial<HistoryFilter> => ({ [name]: value })),
  )
  const pairs = single.flatMap((one) => single.map((two) => ({ ...one, ...two })))
  const random = seededRandom(3)
  const triples = pairs
    .filter(() => random() < 0.5)
    .map((pair) => ({ ...pair, ...single[Math.floor(random() * single.length)] }))

  test('goes with every other one, also three of them: each item once, in order, and every count is right', () => {
    const store = mixed()
    const all = allItems(store)
    const seen = new Set<string>()
    let counted = 0
    for (const filter of [...pairs, ...triples].map((each) => ({ unreadOnly: false, ...each }))) {
      const name = JSON.stringify(filter)
      if (seen.has(name)) continue
      seen.add(name)
      const expected = all.filter((item) => matches(item, filter))
      const found: Item[] = []
      let page: HistoryPage = { items: [], next: null, count: null }
      do {
        page = store.page({ ...filter, before: page.next, limit: 40 })
        found.push(...page.items)
        if (page.count !== null) {
          expect(page.count, name).toBe(expected.length)
          counted += 1
        }
      } while (page.next !== null)
      expect(
        found.map(({ key }) => key),
        name,
      ).toEqual(expected.map(({ key }) => key))
    }
    expect(counted).toBeGreaterThan(seen.size / 2)
  })

  test('by time means the time that the row shows: that of its end for a job that has ended', () => {
    let now = start
    const store = openTestStore(undefined, { now: () => now })
    receive(store, job('slow', 'running'), notification('early'))
    now = start + 24 * hourMs
    receive(store, job('slow', 'succeeded'), notification('late'))
    const ids = (filter: Partial<HistoryFilter>) =>
      store.page({ before: null, limit: 10, unreadOnly: false, ...filter }).items.map(({ id }) => id)
    expect(ids({ until: start + 1 })).toEqual(['early'])
    expect(ids({ from: start + 24 * hourMs })).toEqual(['late', 'slow'])
    expect(ids({ from: start + 1, until: start + 24 * hourMs })).toEqual([])
  })

  test('by time finds what a clock that was set wrong has left anywhere', () => {
    let now = start
    const store = openTestStore(undefined, { now: () => now })
    const many = (name: string) =>
      receive(store, ...Array.from({ length: 1_200 }, (_, n) => notification(`${name}-${n}`)))
    many('before')
    now = start + 900 * hourMs
    receive(store, notification('future'))
    now = start + hourMs
    many('after')
    const page = store.page({ before: null, limit: 10, unreadOnly: false, from: start + 2 * hourMs })
    expect(page).toMatchObject({ items: [{ id: 'future' }], next: null, count: 1 })
    store.apply({ type: 'mark-all-read' })
    maintainAll(store, { days: 36_500, items: 1_000 })
    const left = store.page({ before: null, limit: 10, unreadOnly: false, until: start + hourMs })
    expect(left.count).toBe(0)
  })
})

/** What the counters must say. */
const countsOf = (items: readonly Item[]) => ({
  all: items.length,
  unread: items.filter(({ read }) => !read).length,
  jobs: items.filter(({ type }) => type === 'job').length,
  failed: items.filter(({ state }) => state === 'failed').length,
  pinned: items.filter(({ pinned }) => pinned).length,
  snoozed: items.filter(isSnoozed).length,
})

test('the counts follow whatever happens', () => {
  const store = mixed()
  const check = () => expect(store.counts()).toEqual(countsOf(allItems(store)))
  const keys = allItems(store).map(({ key }) => key)
  check()
  deleteItems(store, keys.slice(0, 100))
  check()
  undoDelete(store, keys.slice(0, 50))
  check()
  receive(
    store,
    withdraw(
      ...allItems(store)
        .slice(0, 30)
        .map(({ id }) => id),
    ),
  )
  check()
  store.apply({ type: 'unpin', keys })
  store.apply({ type: 'cancel-snooze', keys: keys.slice(0, 200) })
  check()
  store.apply({ type: 'mark-all-read' })
  check()
  store.apply({ type: 'undo-mark-read' })
  check()
  store.apply({ type: 'mark-all-read' })
  maintainAll(store, { days: 36_500, items: 100 })
  check()
  expect(store.counts().all).toBeGreaterThan(50)
})

describe('what is pinned', () => {
  const old = { days: 1, items: 100 }

  test('stays for ever, and leaves the others their place', () => {
    let now = start
    const store = openTestStore(undefined, { now: () => now })
    receive(store, ...Array.from({ length: 150 }, (_, n) => notification(`n-${n}`)))
    receive(store, job('open', 'running'))
    const keys = allItems(store).map(({ key }) => key)
    const pinned = [...keys.slice(0, 1), ...keys.slice(-50)]
    store.apply({ type: 'pin', keys: pinned })
    store.apply({ type: 'mark-all-read' })
    maintainAll(store, old)
    expect(allItems(store)).toHaveLength(151)
    receive(store, notification('one more'))
    store.apply({ type: 'mark-all-read' })
    maintainAll(store, old)
    expect(store.counts()).toMatchObject({ all: 151, pinned: 51 })
    now += 48 * hourMs
    maintainAll(store, old)
    expect(allItems(store).map(({ key }) => key)).toEqual(pinned)
    store.apply({ type: 'unpin', keys: pinned })
    maintainAll(store, old)
    expect(allItems(store)).toEqual([])
  })

  test('goes when the user deletes it, which can be undone, or the server withdraws it', () => {
    let now = start
    const store = openTestStore(undefined, { now: () => now })
    receive(store, notification('deleted'), notification('withdrawn'))
    store.apply({ type: 'pin', keys: [1, 2] })
    deleteItems(store, [1])
    undoDelete(store, [1])
    expect(store.item(1)?.pinned).toBe(true)
    deleteItems(store, [1])
    receive(store, withdraw('withdrawn'))
    now += hourMs
    maintainAll(store, forEver)
    expect([store.item(1), store.item(2), store.counts().all]).toEqual([null, null, 0])
    now += 40_000 * 24 * hourMs
    maintainAll(store, forEver)
    expect(receive(store, notification('withdrawn'))).toEqual([null])
  })

  test('stays pinned when its job ends or its notification is replaced', () => {
    const store = openTestStore()
    receive(store, job('j', 'running'), notification('n'))
    store.apply({ type: 'pin', keys: [1, 2] })
    receive(store, job('j', 'failed'), notification('n', { revision: 2, priority: 'high' }))
    expect(allItems(store).map(({ pinned }) => pinned)).toEqual([true, true])
  })
})
