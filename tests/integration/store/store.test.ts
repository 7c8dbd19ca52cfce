import { describe, expect, test } from 'vitest'
import { maxBatch } from '../../../electron/store/history-reader.ts'
import {
  allItems,
  append,
  deleteItems,
  historyPath,
  job,
  markAllRead,
  markRead,
  markUnread,
  notification,
  onlyItem,
  openTestStore,
  pendingItems,
  raw,
  read,
  receive,
  setNotification,
  source,
  withdraw,
  written,
} from './store-fixture.ts'

describe('a notification', () => {
  test('is stored with all its fields, unread and with a pending notification', () => {
    const store = openTestStore()
    const said = {
      title: 'Invoice run finished',
      message: '312 invoices were sent.',
      category: 'billing',
      priority: 'high',
      createdAt: 500,
      url: 'https://app.example.com/billing/runs/77',
    } as const
    const [arrival] = receive(store, notification('n-981', said))
    expect(arrival).toMatchObject({
      id: 'n-981',
      type: 'notification',
      ...said,
      read: false,
      notification: 'pending',
    })
    expect(onlyItem(store)).toEqual(arrival)
    expect(store.unread()).toBe(1)
  })

  test('received before changes nothing and makes nothing pending', () => {
    const store = openTestStore()
    receive(store, notification('n-1', { message: 'First' }))
    const before = store.revision()
    expect(append(store, source, raw('8'), notification('n-1', { message: 'Second' }))).toEqual({
      kind: 'written',
      arrived: null,
      revised: null,
      changed: 0,
    })
    expect(onlyItem(store).message).toBe('First')
    expect(store.revision()).toBe(before)
  })

  test('is another item than one of the same id at another server', () => {
    const store = openTestStore()
    append(store, source, raw('1'), notification('n-1'))
    append(store, 'https://other.example.com/', raw('1'), notification('n-1'))
    expect(allItems(store)).toHaveLength(2)
  })

  test('is another item than a job of the same id', () => {
    const store = openTestStore()
    receive(store, notification('42'), job('42', 'succeeded'))
    expect(allItems(store).map((item) => item.type)).toEqual(['job', 'notification'])
  })
})

describe('an item without an id of its own', () => {
  test('is new when the server uses an SSE id again for other content, and is recognized in every replay', () => {
    const store = openTestStore()
    const say = (message: string) => {
      const event = raw('1', '1', JSON.stringify({ type: 'notification', message }))
      return append(store, source, event, notification(null, { message }))
    }
    expect(say('Orders are ready')).toMatchObject({ arrived: { message: 'Orders are ready' } })
    expect(say('Invoices are ready')).toMatchObject({ arrived: { message: 'Invoices are ready' } })
    expect(say('Orders are ready')).toMatchObject({ arrived: null, changed: 0 })
    expect(say('Invoices are ready')).toMatchObject({ arrived: null, changed: 0 })
    expect(allItems(store).map(({ message }) => message)).toEqual(['Invoices are ready', 'Orders are ready'])
  })

  test('is recognized by the id of its event', () => {
    const store = openTestStore()
    append(store, source, raw('7'), notification(null))
    append(store, source, raw('7'), notification(null))
    expect(onlyItem(store).id).toBe('7')
  })

  test('is never confused with an item whose own id equals its SSE id', () => {
    const store = openTestStore()
    append(store, source, raw('7'), notification(null))
    append(store, source, raw('8'), notification('7'))
    expect(allItems(store)).toHaveLength(2)
  })

  test('is a new item each time when its event has no id, even if the last event id repeats', () => {
    const store = openTestStore()
    append(store, source, raw(null, '7'), notification(null))
    append(store, source, raw(null, '7'), notification(null))
    const ids = allItems(store).map((item) => item.id)
    expect(new Set(ids).size).toBe(2)
  })
})

describe('a job', () => {
  test('is one row, updated in place, where null leaves a field as it is', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'running', { title: 'Orders 2026', progress: 0.1, message: '10 rows' }))
    receive(store, job('exp-42', 'running', { progress: 0.42 }))
    expect(onlyItem(store)).toMatchObject({ title: 'Orders 2026', progress: 0.42, message: '10 rows' })
  })

  test('is neither unread nor pending before it ends', () => {
    const store = openTestStore()
    expect(receive(store, job('exp-42', 'queued'), job('exp-42', 'running'))).toEqual([null, null])
    expect(onlyItem(store)).toMatchObject({ read: true, notification: 'none' })
    expect(store.unread()).toBe(0)
  })

  test('becomes unread, pending and the newest item when it ends', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'running', { progress: 0.9 }), notification('n-1'))
    const [arrival] = receive(store, job('exp-42', 'succeeded'))
    expect(arrival).toMatchObject({ id: 'exp-42', state: 'succeeded', progress: null, read: false })
    expect(arrival?.notification).toBe('pending')
    expect(allItems(store).map((item) => item.id)).toEqual(['exp-42', 'n-1'])
    expect(store.unread()).toBe(2)
  })

  test('is unread among others for as long as it is neither read nor deleted', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'), job('exp-42', 'failed'))
    const keys = allItems(store).map(({ key }) => key)
    expect(store.anyUnread(keys)).toBe(true)
    expect(store.anyUnread([])).toBe(false)
    deleteItems(store, keys.slice(0, 1))
    markRead(store, keys.slice(1, 2))
    expect(store.anyUnread(keys)).toBe(true)
    expect(store.anyUnread(keys.slice(0, 2))).toBe(false)
    markAllRead(store)
    expect(store.anyUnread(keys)).toBe(false)
  })

  test('has the same position until it ends', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'queued'), notification('n-1'), job('exp-42', 'running'))
    expect(allItems(store).map((item) => item.id)).toEqual(['n-1', 'exp-42'])
  })

  test('first received when it has ended has its one notification pending', () => {
    const store = openTestStore()
    const [first, again] = receive(store, job('exp-42', 'failed'), job('exp-42', 'failed'))
    expect(first).toMatchObject({ id: 'exp-42', state: 'failed', notification: 'pending' })
    expect(again).toBeNull()
  })

  test.each(['queued', 'running', 'failed'] as const)('that succeeded does not turn %s', (late) => {
    const store = openTestStore()
    receive(store, job('exp-42', 'succeeded', { title: 'Orders' }))
    const before = onlyItem(store)
    expect(receive(store, job('exp-42', late, { title: 'Another', progress: 0.1 }))).toEqual([null])
    expect(onlyItem(store)).toEqual(before)
  })

  test('has its download offer', () => {
    const store = openTestStore()
    const download = {
      url: 'https://app.example.com/f',
      filename: 'o.csv',
      size: 734003200,
      sha256: null,
      expiresAt: 9,
    }
    receive(store, job('exp-42', 'succeeded', { download }))
    expect(onlyItem(store).offer).toEqual(download)
  })

  test('is listed among the running ones until it ends', () => {
    const store = openTestStore()
    receive(store, job('a', 'queued'), job('b', 'running'), job('c', 'running'), job('b', 'cancelled'))
    expect(store.runningJobs(10).map((item) => item.id)).toEqual(['c', 'a'])
    expect(store.runningJobs(1)).toHaveLength(1)
    const { queued, running } = store.jobCounts()
    expect(queued + running).toBe(2)
  })
})

describe('a job that is run again under its id', () => {
  const again = (state: 'queued' | 'running' | 'succeeded' | 'failed', attempt = 2) =>
    job('exp-42', state, { attempt })

  test('with a higher attempt is running again, and notifies at the end of that attempt', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'failed', { title: 'Orders' }), notification('n-1'))
    const { key } = store.itemById('exp-42') ?? { key: 0 }
    setNotification(store, [key], 'shown')
    expect(receive(store, again('running'))).toEqual([null])
    expect(store.itemById('exp-42')).toMatchObject({
      ...{ key, state: 'running', attempt: 2, read: true, title: 'Orders' },
      ...{ notification: 'none', notificationOutcome: null },
    })
    expect(store.runningJobs(10).map(({ id }) => id)).toEqual(['exp-42'])
    const [arrived] = receive(store, again('succeeded'))
    expect(arrived).toMatchObject({ key, state: 'succeeded', read: false, notification: 'pending' })
    expect(allItems(store).map(({ id }) => id)).toEqual(['exp-42', 'n-1'])
    expect(store.unread()).toBe(2)
  })

  test('notifies once an attempt, however often its events are replayed', () => {
    const store = openTestStore()
    const events = [job('exp-42', 'failed'), again('running'), again('failed'), again('succeeded', 3)]
    const arrivals = () => receive(store, ...events).map((item) => item?.attempt ?? null)
    expect(arrivals()).toEqual([1, null, 2, 3])
    expect(arrivals()).toEqual([null, null, null, null])
  })

  test('forgets the download of the attempt before', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'succeeded'))
    const download = { kind: 'failed', reason: { kind: 'damaged' } } as const
    store.apply({ type: 'put-download', key: 1, stored: { download, file: null, validator: null } })
    receive(store, again('running'))
    expect(onlyItem(store).download).toBeNull()
  })

  test('without an attempt may still succeed: it is unread at the top, with no second notification', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'failed'), notification('n-1'))
    setNotification(store, [1], 'shown')
    markRead(store, [1])
    const result = append(store, source, raw(null), job('exp-42', 'succeeded'))
    expect(result).toMatchObject({ arrived: null, revised: { state: 'succeeded' } })
    expect(allItems(store)[0]).toMatchObject({ id: 'exp-42', read: false, notification: 'shown' })
    expect(pendingItems(store).map(({ id }) => id)).toEqual(['n-1'])
  })

  test('stays withdrawn, and stays deleted', () => {
    const store = openTestStore()
    receive(store, job('gone', 'failed'), withdraw('gone'), job('exp-42', 'failed'))
    deleteItems(store, [2])
    expect(receive(store, job('gone', 'succeeded', { attempt: 2 }), again('succeeded'))).toEqual([null, null])
    expect(allItems(store)).toEqual([])
  })
})

describe('a notification with a higher revision', () => {
  const revised = (revision: number, fields = {}) =>
    notification('n-1', { revision, message: `Revision ${revision}`, ...fields })

  test('replaces the text, and is not announced a second time', () => {
    const store = openTestStore()
    receive(store, notification('n-1', { title: 'Old', url: 'https://app.example.com/1' }))
    setNotification(store, [1], 'shown')
    markRead(store, [1])
    const result = append(store, source, raw(null), revised(2))
    expect(result).toMatchObject({ arrived: null, revised: { message: 'Revision 2' } })
    expect(onlyItem(store)).toMatchObject({ title: null, url: null, revision: 2, read: true })
    expect(onlyItem(store)).toMatchObject({ notification: 'shown' })
  })

  test('is announced again when its priority rose', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'))
    setNotification(store, [1, 2], 'shown')
    markAllRead(store)
    expect(receive(store, revised(1, { priority: 'critical' }))).toMatchObject([{ key: 1, read: false }])
    expect(pendingItems(store).map(({ id }) => id)).toEqual(['n-1'])
  })

  test('that is replayed, or came too late, changes nothing', () => {
    const store = openTestStore()
    receive(store, revised(3))
    const before = onlyItem(store)
    receive(store, revised(3, { message: 'Again' }), revised(2), notification('n-1', { message: 'None' }))
    expect(onlyItem(store)).toEqual(before)
  })

  test('that was withdrawn stays withdrawn', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), withdraw('n-1'))
    expect(receive(store, revised(1, { priority: 'critical' }))).toEqual([null])
    expect(allItems(store)).toEqual([])
  })
})

describe('what was read elsewhere', () => {
  test('is read here, and no longer pending', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'), read('n-1'))
    expect(store.itemById('n-1')).toMatchObject({ read: true, notification: 'none' })
    expect(store.unread()).toBe(1)
    expect(pendingItems(store).map((item) => item.id)).toEqual(['n-2'])
  })

  test('is still recorded as shown', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    setNotification(store, [onlyItem(store).key], 'shown')
    receive(store, read('n-1'))
    expect(onlyItem(store).notification).toBe('shown')
  })

  test('is remembered for what comes late', () => {
    const store = openTestStore()
    expect(receive(store, read('n-1'), notification('n-1'))).toEqual([null, null])
    expect(onlyItem(store)).toMatchObject({ read: true, notification: 'none' })
    expect(store.unread()).toBe(0)
  })

  test('while a job was running does not silence its end', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'running'), read('exp-42'))
    const [arrival] = receive(store, job('exp-42', 'succeeded'))
    expect(arrival).toMatchObject({ read: false, notification: 'pending' })
  })

  test('can be identified by the SSE id of an item that has no other', () => {
    const store = openTestStore()
    append(store, source, raw('7'), notification(null))
    receive(store, read('7'))
    expect(onlyItem(store).read).toBe(true)
  })

  test('is the item of that own id where an SSE id is the same', () => {
    const store = openTestStore()
    append(store, source, raw('7'), notification(null, { message: 'by SSE id' }))
    receive(store, notification('7', { message: 'by own id' }), read('7'))
    expect(allItems(store).filter((item) => !item.read)).toMatchObject([{ message: 'by SSE id' }])
  })

  test('at one server does not count for another', () => {
    const store = openTestStore()
    append(store, 'https://other.example.com/', raw('1'), notification('n-1'))
    receive(store, read('n-1'))
    expect(onlyItem(store).read).toBe(false)
  })
})

describe('what was withdrawn', () => {
  test('is in neither the history nor the counts nor the notification queue', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), job('exp-42', 'running'))
    const key = store.itemById('n-1')?.key ?? 0
    receive(store, withdraw('n-1', 'exp-42'))
    expect(allItems(store)).toEqual([])
    expect(store.item(key)).toBeNull()
    expect(store.itemById('n-1')).toBeNull()
    expect(store.unread()).toBe(0)
    expect(pendingItems(store)).toEqual([])
    expect(store.runningJobs(10)).toEqual([])
  })

  test('does not come back with a replay or a later state', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), job('exp-42', 'running'), withdraw('n-1', 'exp-42'))
    expect(receive(store, notification('n-1'), job('exp-42', 'succeeded'))).toEqual([null, null])
    expect(allItems(store)).toEqual([])
  })

  test('is remembered for what comes late, and takes precedence over read', () => {
    const store = openTestStore()
    receive(store, withdraw('n-1'), read('n-1'), notification('n-1'))
    receive(store, read('n-2'), withdraw('n-2'), notification('n-2'))
    expect(allItems(store)).toEqual([])
    expect(store.unread()).toBe(0)
  })
})

describe('a page of the history', () => {
  function filled(count: number) {
    const store = openTestStore()
    for (let number = 1; number <= count; number += 1) receive(store, notification(`n-${number}`))
    return store
  }

  test('is the newest first, and leads to the next until there is none', () => {
    const store = filled(5)
    const first = store.page({ before: null, limit: 2, unreadOnly: false })
    const second = store.page({ before: first.next, limit: 2, unreadOnly: false })
    const third = store.page({ before: second.next, limit: 2, unreadOnly: false })
    expect([first, second, third].map((page) => page.items.map((item) => item.id))).toEqual([
      ['n-5', 'n-4'],
      ['n-3', 'n-2'],
      ['n-1'],
    ])
    expect(third.next).toBeNull()
  })

  test('that ends with the last item leads nowhere', () => {
    expect(filled(2).page({ before: null, limit: 2, unreadOnly: false }).next).toBeNull()
  })

  test('does not shift when an item arrives between two pages', () => {
    const store = filled(4)
    const first = store.page({ before: null, limit: 2, unreadOnly: false })
    receive(store, notification('n-5'))
    const second = store.page({ before: first.next, limit: 2, unreadOnly: false })
    expect(second.items.map((item) => item.id)).toEqual(['n-2', 'n-1'])
  })

  test('can be of the unread ones only', () => {
    const store = filled(4)
    receive(store, read('n-2', 'n-4'))
    const page = store.page({ before: null, limit: 10, unreadOnly: true })
    expect(page.items.map((item) => item.id)).toEqual(['n-3', 'n-1'])
  })

  test('holds at least one item and at most 500, whatever is asked for', () => {
    const store = filled(501)
    expect(store.page({ before: null, limit: 0, unreadOnly: false }).items).toHaveLength(1)
    expect(store.page({ before: null, limit: 10_000, unreadOnly: false }).items).toHaveLength(500)
  })
})

describe('marking', () => {
  test('read changes the count and the queue, and returns how many rows changed', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'), notification('n-3'))
    const keys = [store.itemById('n-1')?.key ?? 0, store.itemById('n-2')?.key ?? 0]
    expect(markRead(store, keys)).toEqual(written(2))
    expect(markRead(store, keys)).toEqual(written(0))
    expect(store.unread()).toBe(1)
    expect(pendingItems(store).map((item) => item.id)).toEqual(['n-3'])
  })

  test('unread makes an item unread without making its notification pending again', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    const { key } = onlyItem(store)
    markRead(store, [key])
    expect(markUnread(store, [key])).toEqual(written(1))
    expect(onlyItem(store)).toMatchObject({ read: false, notification: 'none' })
    expect(store.unread()).toBe(1)
  })

  test('unread does not change a job that has not ended', () => {
    const store = openTestStore()
    receive(store, job('exp-42', 'running'))
    expect(markUnread(store, [onlyItem(store).key])).toEqual(written(0))
    expect(store.unread()).toBe(0)
  })

  test('all read leaves nothing unread or pending, and the next item is unread again', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'))
    expect(markAllRead(store)).toEqual(written(2))
    expect(store.unread()).toBe(0)
    expect(allItems(store).every((item) => item.read && item.notification === 'none')).toBe(true)
    receive(store, notification('n-3'))
    expect(store.page({ before: null, limit: 9, unreadOnly: true }).items).toMatchObject([{ id: 'n-3' }])
    expect(store.unread()).toBe(1)
  })

  test('one unread again after all were read counts one', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'))
    markAllRead(store)
    markUnread(store, [store.itemById('n-1')?.key ?? 0])
    expect(store.unread()).toBe(1)
    expect(store.itemById('n-1')?.read).toBe(false)
  })
})

describe('a notification that is pending', () => {
  test('stays pending, oldest first, until it is recorded what became of it', () => {
    const store = openTestStore()
    receive(store, notification('n-1'), notification('n-2'))
    const [first] = pendingItems(store)
    expect(pendingItems(store).map((item) => item.id)).toEqual(['n-1', 'n-2'])
    setNotification(store, [first?.key ?? 0], 'shown')
    expect(pendingItems(store).map((item) => item.id)).toEqual(['n-2'])
  })

  test('and was shown is not pending after a restart and a replay', () => {
    const path = historyPath()
    const first = openTestStore(path)
    receive(first, notification('n-1'))
    setNotification(first, [onlyItem(first).key], 'shown')
    first.close()
    const second = openTestStore(path)
    expect(receive(second, notification('n-1'))).toEqual([null])
    expect(pendingItems(second)).toEqual([])
    expect(onlyItem(second).notification).toBe('shown')
  })

  test('is queued with at most some thousand others at a time, the newest first', () => {
    const store = openTestStore()
    for (let number = 1; number <= maxBatch + 1; number += 1) receive(store, notification(`n-${number}`))
    expect(store.notificationQueue.entries()).toHaveLength(maxBatch)
    setNotification(
      store,
      store.notificationQueue.entries().map(({ key }) => key),
      'shown',
    )
    expect(store.notificationQueue.entries()).toHaveLength(1)
  })
})

test('the count of unread items is right after every kind of change', () => {
  const store = openTestStore()
  const keys = () => allItems(store).map((item) => item.key)
  const steps = [
    () => receive(store, notification('n-1'), notification('n-2'), job('j-1', 'running')),
    () => receive(store, job('j-1', 'failed'), notification('n-1'), read('n-2', 'late')),
    () => receive(store, notification('late'), withdraw('n-1')),
    () => markUnread(store, keys()),
    () => markAllRead(store),
    () => receive(store, withdraw('late', 'j-1'), notification('n-3'), job('j-2', 'succeeded')),
    () => markUnread(store, keys()),
    () => markRead(store, keys().slice(1)),
    () => receive(store, withdraw('n-2', 'n-3', 'j-2')),
  ]
  const counts = steps.map((step) => {
    step()
    return [store.unread(), allItems(store).filter((item) => !item.read).length]
  })
  expect(counts).toEqual([2, 2, 1, 3, 0, 2, 3, 1, 0].map((count) => [count, count]))
})

test('the revision increments on every visible change', () => {
  const store = openTestStore()
  receive(store, notification('n-1'))
  const before = store.revision()
  markAllRead(store)
  expect(store.revision()).not.toBe(before)
})

test('unread failures are counted until they are read, one by one or all at once', () => {
  const store = openTestStore()
  receive(store, job('a', 'failed'), job('b', 'failed'), job('c', 'failed'), job('d', 'succeeded'))
  expect(store.unreadFailed()).toBe(3)
  store.apply({ type: 'mark-read', keys: [1] })
  expect(store.unreadFailed()).toBe(2)
  deleteItems(store, [2])
  expect(store.unreadFailed()).toBe(1)
  markAllRead(store)
  expect(store.unreadFailed()).toBe(0)
})
