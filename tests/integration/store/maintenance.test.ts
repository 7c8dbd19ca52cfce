import { statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { undoMs } from '../../../electron/store/maintenance.ts'
import {
  allItems,
  dueItems,
  historyPath,
  job,
  notification,
  onlyItem,
  openTestStore,
  raw,
  read,
  receive,
  source,
  tidyUp,
  withdraw,
} from './store-fixture.ts'

const dayMs = 86_400_000
const forEver = { days: 36_500, items: 1_000_000 }

/** A store whose clock stands still until it is set. */
function clocked() {
  let now = Date.UTC(2026, 0, 1)
  const path = historyPath()
  const store = openTestStore(path, false, () => now)
  return { store, path, pass: (ms: number) => (now += ms) }
}

const ids = (store: Parameters<typeof allItems>[0]) => allItems(store).map(({ id }) => id)
const keyOf = (store: Parameters<typeof allItems>[0], id: string) => store.itemById(id)?.key ?? 0

describe('what was deleted', () => {
  test('is out of sight, not unread, not due, and comes back as it was', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'))
    const before = allItems(store)
    const keys = before.map(({ key }) => key)
    expect(store.remove(keys)).toEqual({ kind: 'written', changed: 2 })
    expect(allItems(store)).toEqual([])
    expect(store.unread()).toBe(0)
    expect(dueItems(store)).toEqual([])
    expect(store.item(keys[0] ?? 0)).toBeNull()
    expect(store.restore(keys)).toEqual({ kind: 'written', changed: 2 })
    expect(allItems(store)).toEqual(before.map((item) => ({ ...item, notification: 'none' })))
    expect(store.unread()).toBe(2)
  })

  test('is not restored by keys that were not deleted', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), withdraw('n-1'))
    expect(store.restore([1])).toEqual({ kind: 'written', changed: 0 })
    expect(allItems(store)).toEqual([])
  })

  test('does not come back with a replay, neither soon nor once it is gone for good', () => {
    const { store, pass } = clocked()
    receive(store, notification('n-1'))
    store.remove([onlyItem(store).key])
    expect(receive(store, notification('n-1'))).toEqual([null])
    pass(undoMs + 1)
    expect(tidyUp(store, forEver)).toBe(1)
    expect(receive(store, notification('n-1'))).toEqual([null])
    expect(allItems(store)).toEqual([])
  })

  test('can be restored for ten minutes', () => {
    const { store, pass } = clocked()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    store.remove([key])
    pass(undoMs)
    tidyUp(store, forEver)
    expect(store.restore([key])).toEqual({ kind: 'written', changed: 1 })
    store.remove([key])
    pass(undoMs + 1)
    tidyUp(store, forEver)
    expect(store.restore([key])).toEqual({ kind: 'written', changed: 0 })
  })

  test('stays away when the server takes it back before it is restored', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    store.remove([key])
    receive(store, withdraw('n-1'))
    expect(store.restore([key])).toEqual({ kind: 'written', changed: 0 })
  })

  test('and was read elsewhere meanwhile comes back read', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    store.remove([key])
    receive(store, read('n-1'))
    store.restore([key])
    expect(onlyItem(store).read).toBe(true)
    expect(store.unread()).toBe(0)
  })

  test('goes on unseen when it is a job, announces nothing, and comes back as it stands', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'running', { title: 'Orders' }))
    const { key } = onlyItem(store)
    store.remove([key])
    expect(receive(store, job('exp-42', 'running', { progress: 0.9 }), job('exp-42', 'succeeded'))).toEqual([
      null,
      null,
    ])
    expect(store.unread()).toBe(0)
    store.restore([key])
    expect(onlyItem(store)).toMatchObject({
      state: 'succeeded',
      title: 'Orders',
      read: true,
      notification: 'none',
    })
  })
})

describe('retention', () => {
  test('lets go of what is too old, read or not, and of nothing else', () => {
    const { store, pass } = clocked()
    receive(store, notification('old'), notification('old too'))
    store.markAllRead()
    pass(60 * dayMs)
    receive(store, notification('young'))
    pass(31 * dayMs)
    expect(tidyUp(store, { days: 90, items: 100 })).toBe(2)
    expect(ids(store)).toEqual(['young'])
    expect(store.unread()).toBe(1)
  })

  test('lets go of the oldest beyond the number', () => {
    const store = openTestStore()
    for (let number = 1; number <= 350; number += 1) receive(store, notification(`n-${number}`))
    store.markAllRead()
    expect(tidyUp(store, { days: 90_000, items: 10 })).toBe(340)
    expect(ids(store)).toEqual([350, 349, 348, 347, 346, 345, 344, 343, 342, 341].map((n) => `n-${n}`))
    expect(store.counts()).toEqual({ all: 10, unread: 0, jobs: 0, failed: 0 })
  })

  test('keeps what is still due a toast, until it was announced', () => {
    const { store, pass } = clocked()
    receive(store, notification('n-1'))
    pass(100 * dayMs)
    expect(tidyUp(store, { days: 90, items: 1 })).toBe(0)
    store.notificationQueue.set([onlyItem(store).key], 'shown', null)
    expect(tidyUp(store, { days: 90, items: 1 })).toBe(1)
  })

  test('keeps a job under way however many have come since, and measures its age by its last news', () => {
    const { store, pass } = clocked()
    receive(store, job('exp-42', 'running'))
    for (let number = 1; number <= 20; number += 1) receive(store, notification(`n-${number}`))
    store.markAllRead()
    tidyUp(store, { days: 90, items: 5 })
    expect(ids(store)).toContain('exp-42')
    pass(80 * dayMs)
    receive(store, job('exp-42', 'running', { progress: 0.5 }))
    pass(80 * dayMs)
    tidyUp(store, { days: 90, items: 5 })
    expect(ids(store)).toEqual(['exp-42'])
    pass(11 * dayMs)
    tidyUp(store, { days: 90, items: 5 })
    expect(ids(store)).toEqual([])
  })

  test('never touches the cursor', () => {
    const { store, pass } = clocked()
    store.append(source, raw('7'), notification('n-1'))
    store.markAllRead()
    pass(100 * dayMs)
    tidyUp(store, { days: 90, items: 1 })
    expect(allItems(store)).toEqual([])
    expect(store.cursor(source)).toBe('7')
    expect(store.isFirstConnect(source)).toBe(false)
  })

  test('is told by the revision, and takes many short steps rather than one long', () => {
    const store = openTestStore()
    for (let number = 1; number <= 250; number += 1) receive(store, notification(`n-${number}`))
    store.markAllRead()
    const before = store.revision()
    const retention = { days: 90_000, items: 1 }
    expect(store.maintain(retention)).toMatchObject({ kind: 'tidied', done: false })
    expect(store.counts().all).toBeGreaterThan(200)
    tidyUp(store, retention)
    expect(store.counts().all).toBe(1)
    expect(store.revision()).not.toBe(before)
  })

  test('gives the space back to the disk', () => {
    const { store, path } = clocked()
    const message = 'x'.repeat(3_000)
    for (let number = 1; number <= 2_000; number += 1)
      receive(store, notification(`n-${number}`, { message }))
    store.markAllRead()
    tidyUp(store, forEver)
    // What is in the log only gets into the file at the latest when it is closed.
    store.close()
    const full = statSync(path).size
    const again = openTestStore(path)
    tidyUp(again, { days: 90_000, items: 10 })
    again.close()
    expect(statSync(path).size).toBeLessThan(full / 2)
  })
})

test('a snoozed toast stays due when all is marked read', () => {
  const store = openTestStore()
  receive(store, notification('n-1'), notification('n-2'))
  store.notificationQueue.snooze(keyOf(store, 'n-1'), 500)
  store.markAllRead()
  tidyUp(store, forEver)
  expect(dueItems(store).map(({ id }) => id)).toEqual(['n-1'])
})

test('the search index stays sound through retention, deletion and change', () => {
  const { store, pass } = clocked()
  for (let number = 1; number <= 400; number += 1) {
    receive(store, notification(`n-${number}`, { message: `Needle ${number}` }))
    if (number % 90 === 0) tidyUp(store, { days: 90, items: 1_000 })
  }
  store.markAllRead()
  store.remove([keyOf(store, 'n-399')])
  pass(undoMs + 1)
  tidyUp(store, { days: 90, items: 50 })
  const found = store.page({ before: null, limit: 500, unreadOnly: false, search: 'needle' }).items
  expect(found.map(({ id }) => id)).toEqual(ids(store))
  expect(found).toHaveLength(50)
})
