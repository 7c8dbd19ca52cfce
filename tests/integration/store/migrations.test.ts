import { copyFileSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../electron/store/database.ts'
import { openStore } from '../../../electron/store/open-store.ts'
import {
  allItems,
  append,
  historyPath,
  job,
  maintainAll,
  markAllRead,
  notification,
  openTestStore,
  raw,
  receive,
  source,
  undoDelete,
} from './store-fixture.ts'

const fixture = fileURLToPath(new URL('fixtures/prerelease-v3.db', import.meta.url))
const other = 'https://other.example.com/stream'
const forEver = { days: 36_500, items: 1_000_000 }

/** A copy of a file that a program from before the first release has written. */
function prereleaseFile(): string {
  const path = historyPath()
  copyFileSync(fixture, path)
  return path
}

const openPrerelease = () => openTestStore(prereleaseFile())

/** What SQLite finds in a file, with the connection closed afterwards. */
function inspect<Result>(path: string, work: (database: Database) => Result): Result {
  const database = new DatabaseSync(path)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

describe('a file from before the first release', () => {
  test('has all its items, newest first, with what became of each', () => {
    const items = allItems(openPrerelease())
    const summary = items.map((item) => [
      item.id,
      item.read ? 'read' : 'unread',
      item.notification,
      item.notificationReason,
    ])
    expect(summary).toEqual([
      ['n-last', 'unread', 'pending', null],
      ['n-read', 'unread', 'pending', null],
      ['j-cancelled', 'unread', 'pending', null],
      ['j-failed', 'unread', 'pending', null],
      ['j-downloading', 'unread', 'shown', null],
      ['j-download-failed', 'unread', 'shown', null],
      ['j-interrupted', 'unread', 'shown', null],
      ['j-reminded', 'unread', 'shown', null],
      ['j-succeeded', 'unread', 'shown', null],
      ['j-running', 'read', 'none', null],
      ['j-queued', 'read', 'none', null],
      ['local-15', 'unread', 'pending', null],
      ['event-7', 'unread', 'pending', null],
      ['n-snoozed', 'unread', 'pending', null],
      ['n-critical', 'read', 'shown', null],
      ['n-low', 'unread', 'suppressed', 'low'],
      ['n-failed', 'unread', 'suppressed', 'failed: no daemon'],
      ['n-muted', 'unread', 'suppressed', 'muted'],
      ['n-quiet', 'unread', 'suppressed', 'quiet-hours'],
      ['n-held', 'unread', 'suppressed', 'paused'],
      ['n-pending', 'unread', 'pending', null],
      ['n-shown', 'unread', 'shown', null],
      ['j-before', 'read', 'none', null],
      ['n-settled', 'read', 'none', null],
      ['n-unread-again', 'unread', 'shown', null],
      ['n-read', 'read', 'shown', null],
    ])
  })

  test('has every field of a notification and of a job', () => {
    const store = openPrerelease()
    expect(store.itemById('n-shown')).toEqual({
      key: 5,
      position: 5,
      id: 'n-shown',
      source,
      type: 'notification',
      title: 'Invoice run finished',
      message: '312 invoices were sent.',
      category: 'billing',
      priority: 'high',
      revision: null,
      attempt: null,
      state: null,
      progress: null,
      url: 'https://app.example.com/billing/runs/77',
      offer: null,
      createdAt: Date.UTC(2025, 11, 31),
      receivedAt: Date.UTC(2026, 0, 1, 0, 0, 5),
      updatedAt: Date.UTC(2026, 0, 1, 0, 0, 5),
      read: false,
      notification: 'shown',
      notificationReason: null,
      notificationOutcome: null,
      heldUntil: null,
      download: null,
    })
    expect(store.itemById('j-running')).toMatchObject({
      type: 'job',
      state: 'running',
      progress: 0.42,
      message: '42,000 of 100,000 rows',
    })
    expect(store.itemById('j-succeeded')?.offer).toEqual({
      url: 'https://app.example.com/exports/orders',
      filename: 'orders.csv',
      size: 734_003_200,
      sha256: null,
      expiresAt: Date.UTC(2026, 0, 8),
    })
    expect(store.runningJobs(10).map(({ id }) => id)).toEqual(['j-running', 'j-queued'])
    expect(store.categories(10)).toEqual(['billing', 'export', 'noise'])
    expect(store.unread()).toBe(20)
  })

  test('has its notification queue: pending, held, snoozed and reminded', () => {
    const store = openPrerelease()
    const pending = store.notificationQueue.entries().map(({ key }) => store.item(key)?.id)
    expect(pending).toEqual([
      'n-last',
      'n-read',
      'j-cancelled',
      'j-failed',
      'local-15',
      'event-7',
      'n-pending',
    ])
    expect(store.notificationQueue.nextSnoozedAt()).toBe(Date.UTC(2030, 0, 1))
    expect(store.notificationQueue.expiring().map(({ id }) => id)).toEqual(['j-succeeded'])
    expect(store.apply({ type: 'release-held-notifications' })).toMatchObject({ changed: 2 })
  })

  test('has its downloads, as they were and as they are resumed', () => {
    const store = openPrerelease()
    const downloadOf = (id: string) => store.downloads.find(store.itemById(id)?.key ?? 0)
    expect(downloadOf('j-succeeded')).toEqual({
      download: {
        kind: 'done',
        fileName: 'orders.csv',
        bytes: 734_003_200,
        verified: true,
        at: Date.UTC(2026, 0, 2),
      },
      file: '/home/user/Downloads/orders.csv',
      validator: '"etag-1"',
    })
    expect(downloadOf('j-interrupted')).toMatchObject({
      download: { kind: 'interrupted', received: 10 },
      validator: '"etag-2"',
    })
    expect(downloadOf('j-download-failed')?.download).toEqual({
      kind: 'failed',
      reason: { kind: 'gone', status: 410 },
    })
    expect(store.downloads.unfinished()).toEqual([store.itemById('j-downloading')?.key])
  })

  test('has the state of each server', () => {
    const store = openPrerelease()
    expect([store.cursor(source), store.cursor(other)]).toEqual(['cursor-99', '6'])
    expect([store.usualPause(source), store.usualPause(other)]).toEqual([15_000, null])
    expect([store.isFirstConnect(source), store.isFirstConnect('https://new.example.com/')]).toEqual([
      false,
      true,
    ])
    expect(store.rejectedEvents(10)).toMatchObject([
      { source: other, eventId: '6', data: 'not { json', reason: 'no JSON' },
    ])
  })

  test('has its connection log, in which an error is called by that name', () => {
    const store = openPrerelease()
    expect(store.connectionLog(source, 10).map(({ connection, gap }) => [connection, gap])).toEqual([
      [
        { kind: 'open', since: 7 },
        { at: 8, from: '1', to: '9' },
      ],
      [{ kind: 'offline', since: 6, retryAt: 9 }, null],
      [{ kind: 'stopped', since: 5, error: null }, null],
      [{ kind: 'signed-out', since: 4, error: { kind: 'token-rejected' } }, null],
      [
        {
          kind: 'waiting',
          since: 3,
          error: { kind: 'unreachable', detail: 'the "cause":"x" of it' },
          retryAt: 9,
        },
        null,
      ],
      [{ kind: 'connecting', since: 2, error: { kind: 'ended' } }, null],
      [{ kind: 'connecting', since: 1, error: null }, null],
    ])
    expect(store.latestStatus(other)).not.toBeNull()
  })

  test('still knows what was read or withdrawn, and what a replay must not bring back', () => {
    const store = openPrerelease()
    const late = ['n-withdrawn', 'n-withdrawn-later', 'n-gone', 'n-deleted', 'n-read-later']
    expect(receive(store, ...late.map((id) => notification(id)))).toEqual([null, null, null, null, null])
    expect(store.itemById('n-read-later')?.read).toBe(true)
    expect(late.slice(0, 4).map((id) => store.itemById(id))).toEqual([null, null, null, null])
    expect(receive(store, notification('n-shown'), job('j-failed', 'succeeded'))).toEqual([null, null])
    const message = store.itemById('event-7')?.message ?? ''
    const replayed = append(store, source, raw('event-7'), notification(null, { message }))
    expect(replayed).toMatchObject({ arrived: null })
    const other = append(store, source, raw('event-7'), notification(null, { message: 'Another' }))
    expect(other).toMatchObject({ arrived: { message: 'Another' } })
  })

  test('can undo a deletion', () => {
    const store = openPrerelease()
    const keys = Array.from({ length: 40 }, (_, index) => index)
    expect(undoDelete(store, keys)).toMatchObject({ changed: 1 })
    expect(store.itemById('n-deleted')).not.toBeNull()
  })

  test('can be searched at once, and from the index later', () => {
    const store = openPrerelease()
    const found = (search: string) =>
      store.page({ before: null, limit: 50, unreadOnly: false, search }).items.map(({ id }) => id)
    const searches = () => [found('voi'), found('請求書'), found('zurich pend'), found('search index')]
    const before = searches()
    expect(before).toEqual([['n-shown'], ['n-pending'], ['n-pending'], ['n-last']])
    maintainAll(store, forEver)
    expect(searches()).toEqual(before)
  })

  test('goes on from there: keys are not used twice, and the counters are right', () => {
    const store = openPrerelease()
    const [arrived] = receive(store, job('j-running', 'succeeded'), notification('new')).slice(1)
    expect(arrived?.key).toBe(30)
    expect(store.unread()).toBe(22)
    markAllRead(store)
    maintainAll(store, { days: 36_500, items: 3 })
    expect(allItems(store).map(({ id }) => id)).toEqual(['new', 'j-queued', 'n-snoozed'])
  })

  test('has the very schema of a new file afterwards, and is sound', () => {
    const path = prereleaseFile()
    openTestStore(path).close()
    const fresh = historyPath()
    openTestStore(fresh).close()
    const schema = (file: string) =>
      inspect(file, (database) =>
        database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all(),
      )
    expect(schema(path)).toEqual(schema(fresh))
    expect(inspect(path, (database) => database.prepare('PRAGMA integrity_check').all())).toEqual([
      { integrity_check: 'ok' },
    ])
    expect(inspect(path, (database) => database.prepare('PRAGMA foreign_key_check').all())).toEqual([])
  })

  test('is left as it was by a process that only reads, which says so', () => {
    const path = prereleaseFile()
    expect(openStore(path, { now: Date.now, readOnly: true })).toEqual({
      kind: 'failed',
      reason: 'history-older',
    })
    expect(readFileSync(path)).toEqual(readFileSync(fixture))
  })
})

test.each([1, 2])('a file of version %i, from before that, is refused and left as it was', (version) => {
  const path = historyPath()
  inspect(path, (database) => database.exec(`CREATE TABLE ledger (x); PRAGMA user_version = ${version}`))
  const before = readFileSync(path)
  expect(openStore(path, { now: Date.now })).toEqual({
    kind: 'failed',
    reason: 'history-prerelease',
  })
  expect(readFileSync(path)).toEqual(before)
})
