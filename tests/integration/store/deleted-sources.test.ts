import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import type { DecodeResult, JobEvent } from '../../../electron/model/event.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import {
  allItems,
  append,
  deleteItems,
  deleteSource,
  historyPath,
  isOnDisk,
  job,
  listSources,
  logConnection,
  maintainAll,
  markAllRead,
  notification,
  openTestStore,
  other,
  raw,
  receive,
  receiveFrom,
  setNotification,
  source,
  withdraw,
  written,
} from './store-fixture.ts'

const forEver = { days: 36_500, items: 1_000_000 }
const keep = { id: other, name: 'Stays' }
const newest = { before: null, limit: 50, unreadOnly: false }

/** A result that expires within a day by the test's clock, which begins at one second. */
const offer: JobEvent['download'] = {
  ...{ url: 'https://app.example.com/file', filename: null, size: null, sha256: null },
  expiresAt: 5_000_000,
}
const rejected: DecodeResult = { kind: 'rejected', reason: 'no JSON' }

/** Some of everything that a server leaves in the history; ids and texts begin with `mark`. */
function fill(store: Store, from: string, mark: string): void {
  const said = { message: `${mark} Salaries`, category: `${mark}-category` }
  const ids = ['pending', 'shown', 'held', 'snoozed', 'deleted', 'withdrawn']
  receiveFrom(store, from, ...ids.map((id) => notification(`${mark}-${id}`, said)))
  receiveFrom(store, from, job(`${mark}-running`, 'running', said), job(`${mark}-failed`, 'failed', said))
  receiveFrom(store, from, job(`${mark}-expires`, 'succeeded', { ...said, download: offer }))
  receiveFrom(store, from, notification(`${mark}-critical`, { ...said, priority: 'critical' }))
  append(store, from, raw('sse-id'), notification(null, said))
  const keyOf = (id: string) => store.itemById(`${mark}-${id}`)?.key ?? 0
  setNotification(store, [keyOf('shown'), keyOf('expires')], 'shown')
  setNotification(store, [keyOf('held')], 'suppressed', 'paused')
  store.apply({ type: 'snooze', keys: [keyOf('snoozed')], until: 50, isSpan: true })
  deleteItems(store, [keyOf('deleted')])
  receiveFrom(store, from, withdraw(`${mark}-withdrawn`, `${mark}-never-came`))
  const download = { kind: 'queued', received: 0, total: null } as const
  const stored = { download, file: `/tmp/${mark}-file`, validator: null }
  store.apply({ type: 'put-download', key: keyOf('expires'), stored })
  append(store, from, raw('7', '7', `${mark} is not JSON`), rejected)
  logConnection(store, from, { kind: 'open', since: 1 }, { at: 1, from: `${mark}-gap`, to: null })
}

/**
 * A history of two servers, of which the first was deleted a moment ago. What came from it has "7qx", which stands as a
 * whole in the search index, too, because nothing else there begins with 7.
 */
function deleted() {
  const path = historyPath()
  const store = openTestStore(path)
  listSources(store, { id: source, name: 'Goes' }, keep)
  fill(store, source, '7qx')
  fill(store, other, 'stays')
  maintainAll(store, forEver)
  const key = store.itemById('7qx-shown')?.key ?? 0
  expect(deleteSource(store, source)).toEqual(written(1))
  return { path, store, key }
}

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)
const sourcesOf = (items: readonly { readonly source: string }[]) => [
  ...new Set(items.map((item) => item.source)),
]

function rowsOf(path: string, table: string): number {
  const database = new DatabaseSync(path)
  try {
    return database.prepare(`SELECT count(*) AS count FROM ${table}`).get().count
  } finally {
    database.close()
  }
}

describe('the history of a server that was deleted is gone at once', () => {
  test('from every list', () => {
    const { store } = deleted()
    expect(sourcesOf(allItems(store))).toEqual([other])
    expect(allItems(store)).toHaveLength(9)
    expect(sourcesOf([...store.everything({ unreadOnly: false })].flat())).toEqual([other])
    expect(sourcesOf(store.itemsAfter(0))).toEqual([other])
    expect(ids(store.runningJobs(10))).toEqual(['stays-running'])
    expect(ids(store.snoozed(10))).toEqual(['stays-snoozed'])
    expect(store.categories(10)).toEqual(['stays-category'])
    expect(ids(store.page({ ...newest, state: 'failed' }).items)).toEqual(['stays-failed'])
    expect(sourcesOf(store.page({ ...newest, unreadOnly: true }).items)).toEqual([other])
    expect(store.page({ ...newest, category: '7qx-category' }).items).toEqual([])
    expect(store.page({ ...newest, source }).items).toEqual([])
    expect(store.page({ ...newest, source: 'deleted:1' }).items).toEqual([])
  })

  test('from every search, whether its texts are in the index or wait for it', () => {
    const { store } = deleted()
    for (const search of ['salaries', '7qx', 'sal stays']) {
      expect(sourcesOf(store.page({ ...newest, search }).items)).toEqual(search === '7qx' ? [] : [other])
    }
    receiveFrom(store, 'https://third.example/', notification('n-1', { message: 'waiting' }))
    deleteSource(store, 'https://third.example/')
    expect(store.page({ ...newest, search: 'waiting' }).items).toEqual([])
  })

  test('from every count', () => {
    const { store } = deleted()
    expect(store.unread()).toBe(store.unread(other))
    expect(store.unread()).toBe(allItems(store).filter(({ read }) => !read).length)
    expect(store.unread(source)).toBe(0)
    expect(store.unreadFailed()).toBe(1)
    expect(store.jobCounts()).toEqual({ queued: 0, running: 1 })
    expect([store.rejectedCount(), store.rejectedCount(source)]).toEqual([1, 0])
    expect(store.sources()).toMatchObject([{ id: other, visible: 9, rejected: 1 }])
    expect(markAllRead(store)).toMatchObject({ changed: 8 })
    expect(markAllRead(store)).toEqual(written(0))
  })

  test('for whoever knows an id or a key', () => {
    const { store, key } = deleted()
    expect(store.itemById('7qx-shown')).toBeNull()
    expect(store.itemById('sse-id')).toMatchObject({ source: other })
    expect(store.item(key)).toBeNull()
    expect(store.anyUnread([key])).toBe(false)
    expect(store.downloads.serverOf(key)).toBeNull()
    expect(store.notificationQueue.items([key])).toEqual([])
  })

  test('and none of its notifications is raised, nor a download resumed', () => {
    const { store } = deleted()
    const queue = store.notificationQueue
    const raised = () => ids(queue.items(queue.entries().map(({ key }) => key)))
    expect(raised()).toEqual(['stays-critical'])
    setNotification(store, [store.itemById('stays-critical')?.key ?? 0], 'shown')
    expect(store.apply({ type: 'release-held-notifications' })).toEqual(written(1))
    expect(sourcesOf(queue.entries())).toEqual([other])
    expect(raised()).toEqual(['sse-id', 'stays-failed', 'stays-snoozed', 'stays-held', 'stays-pending'])
    expect(ids(queue.expiring())).toEqual(['stays-expires'])
    expect(store.downloads.unfinished()).toEqual([store.itemById('stays-expires')?.key])
    deleteItems(store, [store.itemById('stays-snoozed')?.key ?? 0])
    expect(queue.nextSnoozedAt()).toBeNull()
  })

  test('together with what is known about the connection', () => {
    const { store } = deleted()
    expect([store.cursor(source), store.usualPause(source)]).toEqual([null, null])
    expect(store.isFirstConnect(source)).toBe(true)
    expect([store.latestStatus(source), store.connectionLog(source, 10)]).toEqual([null, []])
    expect(store.rejectedEvents(10, source)).toEqual([])
    expect(sourcesOf(store.rejectedEvents(10))).toEqual([other])
  })

  test('and the same in another process', () => {
    const { path } = deleted()
    const reader = openTestStore(path, { readOnly: true })
    expect(sourcesOf([...reader.everything({ unreadOnly: false })].flat())).toEqual([other])
    expect(reader.unread()).toBe(8)
  })

  test('and a visible change, once', () => {
    const store = openTestStore()
    receive(store, notification('n-1'))
    listSources(store, { id: source, name: 'Goes' }, keep)
    const before = store.revision()
    expect(deleteSource(store, source)).toEqual(written(1))
    expect(store.revision()).toBe(before + 1)
    expect(deleteSource(store, source)).toEqual(written(0))
    for (const unknown of ['https://unheard-of.example/', 'deleted:1'])
      expect(deleteSource(store, unknown)).toEqual(written(0))
    expect(listSources(store, keep)).toEqual(written(0))
    maintainAll(store, forEver)
    expect(store.revision()).toBe(before + 1)
  })
})

describe('what is left of it in the file', () => {
  test('is removed and overwritten, also in the search index, and nothing of another server', () => {
    const { path, store } = deleted()
    const before = allItems(store)
    expect(isOnDisk(path, '7qx')).toBe(true)
    maintainAll(store, forEver)
    expect(isOnDisk(path, '7qx')).toBe(false)
    expect(isOnDisk(path, 'app.example.com/api')).toBe(false)
    expect(isOnDisk(path, 'stays')).toBe(true)
    expect(allItems(store)).toEqual(before)
    const counts = ['source', 'item', 'download', 'tombstone', 'rejected_event', 'connection_log']
    expect(counts.map((table) => rowsOf(path, table))).toEqual([1, 11, 1, 1, 1, 1])

    const database = new DatabaseSync(path)
    database.exec('CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, trigram, row)')
    const has = (term: string) =>
      database.prepare('SELECT 1 FROM temp.vocabulary WHERE term = ?').get(term) !== undefined
    expect([has('7qx'), has('sta')]).toEqual([false, true])
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    database.close()
  })

  test('is removed in steps, between which others write, and goes on after a restart', () => {
    const path = historyPath()
    const first = openTestStore(path, { stopwatch: hurried() })
    const many = Array.from({ length: 400 }, (_, number) => notification(`n-${number}`))
    receive(first, ...many)
    receiveFrom(first, other, notification('stays'))
    maintainAll(first, forEver)
    deleteSource(first, source)
    expect(first.maintain(forEver)).toMatchObject({ kind: 'maintained', removed: 0, done: false })
    receiveFrom(first, other, notification('came meanwhile'))
    const left = rowsOf(path, 'item')
    expect(left).toBeGreaterThan(300)
    first.close()

    const second = openTestStore(path)
    expect(ids(allItems(second))).toEqual(['came meanwhile', 'stays'])
    maintainAll(second, forEver)
    expect([rowsOf(path, 'item'), rowsOf(path, 'source')]).toEqual([2, 1])
    expect(ids(allItems(second))).toEqual(['came meanwhile', 'stays'])
  })

  test.each([
    ['their number', { items: 10 }],
    ['the size of the file', { items: 1_000_000 }],
  ])('costs the others nothing where there is a limit for %s', (_, { items }) => {
    const store = openTestStore(historyPath(), { maxBytes: 3_000_000 })
    const some = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) =>
        notification(`n-${from + index}`, { message: 'x'.repeat(1_000) }),
      )
    receiveFrom(store, other, ...some(0, 10))
    receive(store, ...some(0, 1_000))
    markAllRead(store)
    maintainAll(store, forEver)
    receive(store, ...some(1_000, 3_000))
    deleteSource(store, source)
    maintainAll(store, { days: 36_500, items })
    expect(sourcesOf(allItems(store))).toEqual([other])
    expect(allItems(store)).toHaveLength(10)
  })

  test('is passed over in steps as long as it is there', () => {
    const store = openTestStore()
    receiveFrom(store, other, ...Array.from({ length: 60 }, (_, number) => notification(`stays-${number}`)))
    receive(store, ...Array.from({ length: 3_000 }, (_, number) => notification(`n-${number}`)))
    deleteSource(store, source)
    const steps = store.pageInSteps(newest)
    let count = 1
    let step = steps.next()
    for (; step.done !== true; step = steps.next()) count += 1
    expect(count).toBeGreaterThan(1)
    expect(step.value.items).toHaveLength(50)
    const rest = store.page({ ...newest, before: step.value.next })
    expect([rest.items.length, rest.next]).toEqual([10, null])
    expect(sourcesOf([...step.value.items, ...rest.items])).toEqual([other])
  })
})

test('a server that is added again after its history was deleted begins anew', () => {
  const { path, store } = deleted()
  listSources(store, keep, { id: source, name: 'Back' })
  expect(store.sources()).toMatchObject([
    { id: other, name: 'Stays' },
    { id: source, name: 'Back', visible: 0, unread: 0, rejected: 0 },
  ])
  expect(receive(store, notification('7qx-withdrawn'), notification('7qx-deleted'))).toMatchObject([
    { id: '7qx-withdrawn' },
    { id: '7qx-deleted' },
  ])
  maintainAll(store, forEver)
  expect(store.page({ ...newest, source }).items).toHaveLength(2)
  deleteSource(store, source)
  maintainAll(store, forEver)
  expect(rowsOf(path, 'source')).toBe(1)
})

/** A stopwatch by which everything takes a second, so that each step does as little as it can. */
function hurried(): () => number {
  let now = 0
  return () => (now += 1_000)
}

test('notifications of the server are remembered no longer, with their texts, even if they are stored again', () => {
  const store = openTestStore()
  receiveFrom(store, source, notification('left'))
  receiveFrom(store, other, notification('kept'))
  const keyOf = (id: string) => store.itemById(id)?.key ?? 0
  const kept = { title: 'Kept', keys: [keyOf('kept')] }
  const ofApp = { title: 'Update', keys: [] }
  const both = { title: 'Digest', keys: [keyOf('kept'), keyOf('left')] }
  const shown = [{ title: 'Left', keys: [keyOf('left')] }, kept, ofApp, both]
  const text = JSON.stringify({ version: 1, bus: 'b', notifications: shown })
  store.apply({ type: 'remember-shown', text })
  const remembered = () => JSON.parse(store.rememberedShown() ?? '').notifications

  deleteSource(store, source)
  expect(remembered()).toEqual([kept, ofApp])
  store.apply({ type: 'remember-shown', text })
  expect(remembered()).toEqual([kept, ofApp])
})
