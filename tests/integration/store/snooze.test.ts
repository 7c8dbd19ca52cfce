import { describe, expect, test } from 'vitest'
import type { Item } from '../../../electron/model/item.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import {
  allItems,
  deleteItems,
  historyPath,
  job,
  maintainAll,
  markAllRead,
  markRead,
  notification,
  openTestStore,
  pendingItems,
  read,
  receive,
  setNotification,
  undoDelete,
  withdraw,
  written,
} from './store-fixture.ts'

const forEver = { days: 36_500, items: 1_000_000 }
const hourMs = 60 * 60_000

function clocked() {
  const clock = { now: Date.UTC(2026, 0, 1) }
  const path = historyPath()
  const open = () => openTestStore(path, { now: () => clock.now })
  return { clock, open, store: open() }
}

const snooze = (store: Store, keys: readonly Item['key'][], until: number) =>
  store.apply({ type: 'snooze', keys, until, isSpan: true })
const due = (store: Store) => pendingItems(store).map(({ id }) => id)
const listed = (store: Store) =>
  store.page({ before: null, limit: 10, unreadOnly: false, snoozedOnly: true }).items.map(({ id }) => id)

test('the snoozed items are those whose reminder is not due yet, the first one first', () => {
  const store = openTestStore()
  receive(store, notification('n-1'), notification('n-2'), notification('n-3'))
  store.apply({ type: 'snooze', keys: [1], until: 9_000, isSpan: true })
  store.apply({ type: 'snooze', keys: [3], until: 5_000, isSpan: true })
  const snoozed = () => store.snoozed(10).map(({ id, heldUntil }) => [id, heldUntil])
  expect(snoozed()).toEqual([
    ['n-3', 5_000],
    ['n-1', 9_000],
  ])
  store.apply({ type: 'set-notification', keys: [3], state: 'shown', reason: null })
  expect(snoozed()).toEqual([['n-1', 9_000]])
})

describe('a reminder', () => {
  test('is due at its time, and after a restart', () => {
    const { store, clock, open } = clocked()
    receive(store, notification('n-1'), notification('n-2'), notification('n-3'))
    setNotification(store, [1, 2, 3], 'shown')
    expect(snooze(store, [1, 3], clock.now + hourMs)).toEqual(written(2))
    expect([due(store), listed(store)]).toEqual([[], ['n-3', 'n-1']])
    expect(store.item(1)).toMatchObject({ notification: 'pending', heldUntil: clock.now + hourMs })
    store.close()
    clock.now += hourMs
    const again = open()
    expect(again.notificationQueue.nextSnoozedAt()).toBe(clock.now)
    expect(due(again)).toEqual(['n-1', 'n-3'])
    setNotification(again, [1, 3], 'shown')
    expect([due(again), listed(again), again.counts().snoozed]).toEqual([[], [], 0])
  })

  test('stays when its item is read, here or elsewhere, and makes it unread when it comes', () => {
    const { store, clock } = clocked()
    receive(store, notification('n-1'), notification('n-2'), notification('n-3'))
    snooze(store, [1, 2, 3], clock.now + hourMs)
    markRead(store, [1])
    receive(store, read('n-2'))
    markAllRead(store)
    maintainAll(store, forEver)
    clock.now += hourMs
    expect(due(store)).toEqual(['n-1', 'n-2', 'n-3'])
    setNotification(store, [1, 2], 'shown')
    store.apply({ type: 'hold-notifications', held: [{ keys: [3], reason: 'paused' }], until: null })
    expect(allItems(store).map((item) => item.read)).toEqual([false, false, false])
    expect(store.apply({ type: 'release-held-notifications' })).toEqual(written(1))
    expect(due(store)).toEqual(['n-3'])
  })

  test('that the desktop did not get is due again', () => {
    const { store, clock } = clocked()
    receive(store, notification('n-1'))
    snooze(store, [1], clock.now + hourMs)
    markAllRead(store)
    clock.now += hourMs
    setNotification(store, [1], 'shown')
    store.apply({ type: 'return-notifications', keys: [1], reason: 'failed: no desktop' })
    maintainAll(store, forEver)
    expect(due(store)).toEqual(['n-1'])
  })

  test('of a job that has not ended leaves it read, and its end is told at once', () => {
    const { store, clock } = clocked()
    receive(store, job('j-1', 'running'), job('j-2', 'running'))
    snooze(store, [1, 2], clock.now + hourMs)
    receive(store, job('j-2', 'succeeded'))
    expect([due(store), listed(store)]).toEqual([['j-2'], ['j-1']])
    clock.now += hourMs
    setNotification(store, [1], 'shown')
    expect(store.item(1)).toMatchObject({ read: true, notification: 'shown', heldUntil: null })
  })

  test('ends when it is cancelled', () => {
    const { store, clock } = clocked()
    receive(store, notification('n-1'), notification('n-2'))
    snooze(store, [1], clock.now + hourMs)
    setNotification(store, [2], 'shown')
    expect(store.apply({ type: 'cancel-snooze', keys: [1, 2] })).toEqual(written(1))
    clock.now += hourMs
    expect([due(store), store.counts().snoozed]).toEqual([[], 0])
    expect(store.item(1)).toMatchObject({ notification: 'none', heldUntil: null, read: false })
    expect(store.item(2)).toMatchObject({ notification: 'shown' })
  })

  test('ends when its item is deleted or withdrawn, and is back when that is undone', () => {
    const { store, clock } = clocked()
    receive(store, notification('n-1'), notification('n-2'))
    snooze(store, [1, 2], clock.now + hourMs)
    deleteItems(store, [1])
    receive(store, withdraw('n-2'))
    expect([store.counts().snoozed, store.notificationQueue.nextSnoozedAt()]).toEqual([0, null])
    clock.now += 5 * 60_000
    expect(due(store)).toEqual([])
    undoDelete(store, [1])
    expect([listed(store), store.counts().snoozed]).toEqual([['n-1'], 1])
    deleteItems(store, [1])
    clock.now += hourMs
    expect(due(store)).toEqual([])
    maintainAll(store, forEver)
    expect(allItems(store)).toEqual([])
  })
})
