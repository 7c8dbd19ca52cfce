import { expect, test } from 'vitest'
import { limits } from '../../../electron/model/limits.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import {
  allItems,
  deleteSource,
  historyPath,
  job,
  maintainAll,
  markAllRead,
  markRead,
  markUnread,
  notification,
  openTestStore,
  other,
  read,
  receive,
  receiveFrom,
  setNotification,
  source,
} from './store-fixture.ts'

const dayMs = 24 * 60 * 60_000

const want = (store: Store, from = source) =>
  store.apply({ type: 'want-receipts', source: from, wanted: true, problem: null })

function wantingStore(path = historyPath()): Store {
  const store = openTestStore(path)
  receive(store, notification('first'))
  want(store)
  return store
}

/** Begins a batch and returns what is in it. */
function queued(store: Store, from = source, batch = 'batch') {
  store.apply({ type: 'begin-receipts', source: from, batch })
  return (store.receipts.batch(from)?.receipts ?? []).map(({ id, what }) => `${id} ${what}`)
}

const keyOf = (store: Store, id: string) => allItems(store).find((item) => item.id === id)?.key ?? 0

test('what was shown, clicked, read and refused is queued in its order', () => {
  const store = wantingStore()
  receive(store, notification('second'))
  const keys = [keyOf(store, 'first')]
  store.apply({ type: 'report-shown', keys })
  store.apply({ type: 'set-notification', keys, state: 'shown', reason: null })
  store.apply({ type: 'set-outcome', keys, outcome: 'clicked' })
  markRead(store, keys)
  setNotificationFailed(store, keyOf(store, 'second'), 'no room')
  expect(queued(store)).toEqual(['first shown', 'first clicked', 'first read', 'second failed'])
})

function setNotificationFailed(store: Store, key: number, reason: string) {
  const failure = { state: 'suppressed', reason: `failed: ${reason}`, outcome: 'failed' } as const
  store.apply({ type: 'set-notification', keys: [key], ...failure })
}

test('a receipt of a refused notification says why, in at most 300 characters', () => {
  const store = wantingStore()
  setNotificationFailed(store, keyOf(store, 'first'), 'x'.repeat(1_000))
  queued(store)
  const [receipt] = store.receipts.batch(source)?.receipts ?? []
  expect(receipt?.reason).toBe(`failed: ${'x'.repeat(1_000)}`.slice(0, limits.stored.receiptReason.max))
})

test('that a notification is about to be shown is no receipt', () => {
  const store = wantingStore()
  setNotification(store, [keyOf(store, 'first')], 'shown')
  expect(queued(store)).toEqual([])
})

test('nothing is queued for a server that wants none, nor for an item that has no id of the server', () => {
  const store = wantingStore()
  receive(store, notification(null))
  receiveFrom(store, other, notification('of another'))
  markRead(
    store,
    allItems(store)
      .filter(({ id }) => id !== 'first')
      .map(({ key }) => key),
  )
  expect(queued(store)).toEqual([])
  expect(queued(store, other)).toEqual([])
})

test('what was read elsewhere is not told back', () => {
  const store = wantingStore()
  receive(store, read('first'))
  markRead(store, [keyOf(store, 'first')])
  expect(queued(store)).toEqual([])
})

test('each is queued once for each attempt', () => {
  const store = wantingStore()
  receive(store, job('export', 'failed'))
  const keys = [keyOf(store, 'export')]
  store.apply({ type: 'report-shown', keys })
  store.apply({ type: 'report-shown', keys })
  receive(store, job('export', 'succeeded', { attempt: 2 }))
  store.apply({ type: 'report-shown', keys })
  queued(store)
  expect(store.receipts.batch(source)?.receipts).toMatchObject([{ attempt: 1 }, { attempt: 2 }])
})

test('what is unread again before it was told is not told', () => {
  const store = wantingStore()
  const keys = [keyOf(store, 'first')]
  markRead(store, keys)
  markUnread(store, keys)
  expect(queued(store)).toEqual([])
})

test('of everything that is marked as read at once the newest thousand of a week are told', () => {
  let now = 10 * dayMs
  const store = openTestStore(historyPath(), { now: () => now })
  receive(store, notification('old'))
  want(store)
  now += 8 * dayMs
  receive(store, ...Array.from({ length: 1_200 }, (_, index) => notification(`n${index}`)))
  markAllRead(store)
  const told = drain(store)
  expect(told).toHaveLength(1_000)
  expect(told[0]).toBe('n200 read')
  receive(store, notification('new'), notification('newer'))
  markAllRead(store)
  expect(drain(store)).toEqual(['new read', 'newer read'])
})

test('what a filter matches is told as well', () => {
  const store = wantingStore()
  receive(store, notification('bill', { category: 'billing' }))
  store.apply({ type: 'mark-matching-read', filter: { category: 'billing', unreadOnly: true } })
  maintainAll(store, { days: 90, items: 1_000 })
  expect(drain(store)).toEqual(['bill read'])
})

function drain(store: Store): string[] {
  for (let all: string[] = [], count = 0; ; count += 1) {
    const some = queued(store, source, `b${count}`)
    // It may be one that was begun before.
    const batch = store.receipts.batch(source)?.batch ?? ''
    if (some.length === 0) return all
    all = [...all, ...some]
    store.apply({ type: 'delete-receipts', source, batch })
  }
}

test('a queue keeps the newest five thousand and what is being sent, and counts the others', () => {
  const store = wantingStore()
  markRead(store, [keyOf(store, 'first')])
  receive(store, ...Array.from({ length: 10_000 }, (_, index) => notification(`n${index}`)))
  expect(queued(store)).toEqual(['first read'])
  const keys = Array.from({ length: 10_000 }, (_, index) => index + 2)
  for (let start = 0; start < keys.length; start += 500) markRead(store, keys.slice(start, start + 500))
  expect(store.receipts.dropped(source)).toBe(5_000)
  expect(queued(store)).toEqual(['first read'])
  const told = drain(store)
  expect(told).toHaveLength(5_001)
  expect(told.slice(0, 2)).toEqual(['first read', 'n5000 read'])
})

test('a batch is the same after a restart, whatever was added since', () => {
  const path = historyPath()
  const store = wantingStore(path)
  markRead(store, [keyOf(store, 'first')])
  queued(store, source, 'one')
  receive(store, notification('second'))
  markRead(store, [keyOf(store, 'second')])
  store.close()
  const again = openTestStore(path)
  expect(queued(again, source, 'two')).toEqual(['first read'])
  expect(again.receipts.batch(source)?.batch).toBe('one')
  again.apply({ type: 'delete-receipts', source, batch: 'one' })
  expect(queued(again, source, 'two')).toEqual(['second read'])
})

test('the receipts of a server go with its history, and with the wish for them', () => {
  const store = wantingStore()
  markRead(store, [keyOf(store, 'first')])
  expect(store.receipts.isAnyQueued(source)).toBe(true)
  deleteSource(store, source)
  expect(store.receipts.isAnyQueued(source)).toBe(false)
  maintainAll(store, { days: 90, items: 1_000 })

  receive(store, notification('first'))
  want(store)
  markRead(store, [keyOf(store, 'first')])
  store.apply({ type: 'forget-receipts' })
  expect(store.receipts.isAnyQueued(source)).toBe(false)
  expect(store.receipts.isAnyWanted()).toBe(false)
})
