import { statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { undoMs } from '../../../electron/store/maintenance.ts'
import {
  allItems,
  append,
  deleteItems,
  historyPath,
  isOnDisk,
  job,
  maintainAll,
  markAllRead,
  notification,
  onlyItem,
  openTestStore,
  pendingItems,
  raw,
  read,
  receive,
  setNotification,
  source,
  undoDelete,
  withdraw,
  written,
} from './store-fixture.ts'

const dayMs = 86_400_000
const forEver = { days: 36_500, items: 1_000_000 }

/** A store whose clock stands still until it is set. */
function clocked() {
  let now = Date.UTC(2026, 0, 1)
  const path = historyPath()
  const store = openTestStore(path, { now: () => now })
  return { store, path, pass: (ms: number) => (now += ms) }
}

const ids = (store: Parameters<typeof allItems>[0]) => allItems(store).map(({ id }) => id)
const keyOf = (store: Parameters<typeof allItems>[0], id: string) => store.itemById(id)?.key ?? 0

describe('what was deleted can’t be read from the file by other programs', () => {
  const long = ` ${'and so on '.repeat(1_000)}`

  test.each([
    ['a short text', ''],
    ['a text of several pages', long],
  ])('%s', (_, rest) => {
    const { store, path, pass } = clocked()
    receive(store, notification('n-1', { message: `Salaries of the board${rest}`, title: 'Payroll 2026' }))
    for (let n = 2; n < 300; n += 1) receive(store, notification(`n-${n}`, { message: `Stays ${n}${rest}` }))
    maintainAll(store, forEver)
    expect(isOnDisk(path, 'Salaries of the board')).toBe(true)
    deleteItems(store, [keyOf(store, 'n-1')])
    pass(undoMs + 1)
    maintainAll(store, forEver)
    expect(isOnDisk(path, 'Salaries of the board')).toBe(false)
    expect(isOnDisk(path, 'Payroll 2026')).toBe(false)
    expect(isOnDisk(path, 'Stays 2')).toBe(true)
  })

  test('what retention has removed', () => {
    const { store, path, pass } = clocked()
    receive(store, notification('n-1', { message: 'Salaries of the board' }))
    setNotification(store, [keyOf(store, 'n-1')], 'shown')
    pass(3 * dayMs)
    receive(store, notification('n-2', { message: 'Stays' }))
    maintainAll(store, { days: 2, items: 1_000 })
    expect(ids(store)).toEqual(['n-2'])
    expect(isOnDisk(path, 'Salaries')).toBe(false)
  })
})

describe('a deleted item', () => {
  test('is neither visible nor unread nor pending, and an undo shows it as it was', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'))
    const before = allItems(store)
    const keys = before.map(({ key }) => key)
    expect(deleteItems(store, keys)).toEqual(written(2))
    expect(allItems(store)).toEqual([])
    expect(store.unread()).toBe(0)
    expect(pendingItems(store)).toEqual([])
    expect(store.item(keys[0] ?? 0)).toBeNull()
    expect(undoDelete(store, keys)).toEqual(written(2))
    expect(allItems(store)).toEqual(before.map((item) => ({ ...item, notification: 'none' })))
    expect(store.unread()).toBe(2)
  })

  test('is not restored by keys that were not deleted', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), withdraw('n-1'))
    expect(undoDelete(store, [1])).toEqual(written(0))
    expect(allItems(store)).toEqual([])
  })

  test('does not come back with a replay, neither at once nor when it was removed for good', () => {
    const { store, pass } = clocked()
    receive(store, notification('n-1'))
    deleteItems(store, [onlyItem(store).key])
    expect(receive(store, notification('n-1'))).toEqual([null])
    pass(undoMs + 1)
    expect(maintainAll(store, forEver)).toBe(1)
    expect(receive(store, notification('n-1'))).toEqual([null])
    expect(allItems(store)).toEqual([])
  })

  test('with an SSE id that the server uses again hides no later item of that id', () => {
    const { store, pass } = clocked()
    const say = (message: string) =>
      append(store, source, raw('1', '1', message), notification(null, { message }))
    say('Orders are ready')
    deleteItems(store, [onlyItem(store).key])
    pass(undoMs + 1)
    expect(maintainAll(store, forEver)).toBe(1)
    expect(say('Orders are ready')).toMatchObject({ arrived: null })
    expect(say('Invoices are ready')).toMatchObject({ arrived: { message: 'Invoices are ready' } })
  })

  test('can be restored for ten minutes', () => {
    const { store, pass } = clocked()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    deleteItems(store, [key])
    pass(undoMs)
    maintainAll(store, forEver)
    expect(undoDelete(store, [key])).toEqual(written(1))
    deleteItems(store, [key])
    pass(undoMs + 1)
    maintainAll(store, forEver)
    expect(undoDelete(store, [key])).toEqual(written(0))
  })

  test('stays hidden when the server withdraws it before the undo', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    deleteItems(store, [key])
    receive(store, withdraw('n-1'))
    expect(undoDelete(store, [key])).toEqual(written(0))
  })

  test('that was read elsewhere in the meantime is read after an undo', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    deleteItems(store, [key])
    receive(store, read('n-1'))
    undoDelete(store, [key])
    expect(onlyItem(store).read).toBe(true)
    expect(store.unread()).toBe(0)
  })

  test('is still updated when it is a job, notifies of nothing, and an undo shows its present state', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'running', { title: 'Orders' }))
    const { key } = onlyItem(store)
    deleteItems(store, [key])
    expect(receive(store, job('exp-42', 'running', { progress: 0.9 }), job('exp-42', 'succeeded'))).toEqual([
      null,
      null,
    ])
    expect(store.unread()).toBe(0)
    undoDelete(store, [key])
    expect(onlyItem(store)).toMatchObject({
      state: 'succeeded',
      title: 'Orders',
      read: true,
      notification: 'none',
    })
  })
})

describe('retention', () => {
  test('removes what is too old, read or not, and nothing else', () => {
    const { store, pass } = clocked()
    receive(store, notification('old'), notification('old too'))
    markAllRead(store)
    pass(60 * dayMs)
    receive(store, notification('young'))
    pass(31 * dayMs)
    expect(maintainAll(store, { days: 90, items: 100 })).toBe(2)
    expect(ids(store)).toEqual(['young'])
    expect(store.unread()).toBe(1)
  })

  test('removes the oldest items beyond the number', () => {
    const store = openTestStore()
    for (let number = 1; number <= 350; number += 1) receive(store, notification(`n-${number}`))
    markAllRead(store)
    expect(maintainAll(store, { days: 90_000, items: 10 })).toBe(340)
    expect(ids(store)).toEqual([350, 349, 348, 347, 346, 345, 344, 343, 342, 341].map((n) => `n-${n}`))
    expect(store.unread()).toBe(0)
  })

  test('spares an item whose notification is pending, until it was shown', () => {
    const { store, pass } = clocked()
    receive(store, notification('n-1'))
    pass(100 * dayMs)
    expect(maintainAll(store, { days: 90, items: 1 })).toBe(0)
    setNotification(store, [onlyItem(store).key], 'shown')
    expect(maintainAll(store, { days: 90, items: 1 })).toBe(1)
  })

  test('spares a job that has not ended however many items have come since, and measures its age by its last event', () => {
    const { store, pass } = clocked()
    receive(store, job('exp-42', 'running'))
    for (let number = 1; number <= 20; number += 1) receive(store, notification(`n-${number}`))
    markAllRead(store)
    maintainAll(store, { days: 90, items: 5 })
    expect(ids(store)).toContain('exp-42')
    pass(80 * dayMs)
    receive(store, job('exp-42', 'running', { progress: 0.5 }))
    pass(80 * dayMs)
    maintainAll(store, { days: 90, items: 5 })
    expect(ids(store)).toEqual(['exp-42'])
    pass(11 * dayMs)
    maintainAll(store, { days: 90, items: 5 })
    expect(ids(store)).toEqual([])
  })

  test('never touches the cursor', () => {
    const { store, pass } = clocked()
    append(store, source, raw('7'), notification('n-1'))
    markAllRead(store)
    pass(100 * dayMs)
    maintainAll(store, { days: 90, items: 1 })
    expect(allItems(store)).toEqual([])
    expect(store.cursor(source)).toBe('7')
    expect(store.isFirstConnect(source)).toBe(false)
  })

  test('increments the revision, and takes many short steps rather than one long one', () => {
    const store = openTestStore()
    for (let number = 1; number <= 250; number += 1) receive(store, notification(`n-${number}`))
    markAllRead(store)
    const before = store.revision()
    const retention = { days: 90_000, items: 1 }
    expect(store.maintain(retention)).toMatchObject({ kind: 'maintained', done: false })
    expect(allItems(store).length).toBeGreaterThan(200)
    maintainAll(store, retention)
    expect(allItems(store)).toHaveLength(1)
    expect(store.revision()).not.toBe(before)
  })

  test('returns the space to the disk', () => {
    const { store, path } = clocked()
    const message = 'x'.repeat(3_000)
    for (let number = 1; number <= 2_000; number += 1)
      receive(store, notification(`n-${number}`, { message }))
    markAllRead(store)
    maintainAll(store, forEver)
    // What is in the log only gets into the file at the latest when it is closed.
    store.close()
    const full = statSync(path).size
    const again = openTestStore(path)
    maintainAll(again, { days: 90_000, items: 10 })
    again.close()
    expect(statSync(path).size).toBeLessThan(full / 2)
  })
})

test('a snoozed notification stays pending when all is marked read', () => {
  const store = openTestStore()
  receive(store, notification('n-1'), notification('n-2'))
  store.apply({ type: 'snooze-notification', key: keyOf(store, 'n-1'), until: 500 })
  markAllRead(store)
  maintainAll(store, forEver)
  expect(pendingItems(store).map(({ id }) => id)).toEqual(['n-1'])
})

test('the search index stays correct through retention, deletion and change', () => {
  const { store, pass } = clocked()
  for (let number = 1; number <= 400; number += 1) {
    receive(store, notification(`n-${number}`, { message: `Needle ${number}` }))
    if (number % 90 === 0) maintainAll(store, { days: 90, items: 1_000 })
  }
  markAllRead(store)
  deleteItems(store, [keyOf(store, 'n-399')])
  pass(undoMs + 1)
  maintainAll(store, { days: 90, items: 50 })
  const found = store.page({ before: null, limit: 500, unreadOnly: false, search: 'needle' }).items
  expect(found.map(({ id }) => id)).toEqual(ids(store))
  expect(found).toHaveLength(50)
})

test('while the clock is not trusted nothing is removed for its age, but what is too many is', () => {
  let now = Date.UTC(2026, 0, 1)
  let isTimeTrusted = false
  const store = openTestStore(historyPath(), { now: () => now, isTimeTrusted: () => isTimeTrusted })
  receive(store, notification('n-1'), notification('n-2'), notification('n-3'))
  markAllRead(store)
  deleteItems(store, [keyOf(store, 'n-3')])
  now += 10 * 365 * dayMs
  expect(maintainAll(store, { days: 90, items: 1_000 })).toBe(0)
  expect(undoDelete(store, [3])).toEqual(written(1))
  expect(maintainAll(store, { days: 90, items: 2 })).toBe(1)
  expect(ids(store)).toEqual(['n-3', 'n-2'])
  isTimeTrusted = true
  expect(maintainAll(store, { days: 90, items: 2 })).toBe(2)
})
