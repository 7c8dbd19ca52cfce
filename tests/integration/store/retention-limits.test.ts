import { statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { limits } from '../../../electron/model/limits.ts'
import { startMaintenance } from '../../../electron/store/maintenance-schedule.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { manualClock } from '../../unit/feed/manual-clock.ts'
import {
  allItems,
  historyPath,
  job,
  maintainAll,
  markAllRead,
  notification,
  openTestStore,
  receive,
  withdraw,
} from './store-fixture.ts'

// Whatever a server sends, the history stays within its limits.

const forEver = { days: 36_500, items: 1_000_000 }
const most = (items: number) => ({ days: 36_500, items })
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`)
const ids = (store: Store) => allItems(store).map(({ id }) => id)

describe('jobs that never end', () => {
  test('do not keep what is old or too many', () => {
    const store = openTestStore()
    receive(store, ...numbered('exp', 600).map((id) => job(id, 'running')))
    receive(store, ...numbered('n', 50).map((id) => notification(id)))
    markAllRead(store)
    maintainAll(store, most(610))
    const left = ids(store).filter((id) => id.startsWith('n-'))
    expect(left).toEqual(['n-50', 'n-49', 'n-48', 'n-47', 'n-46', 'n-45', 'n-44', 'n-43', 'n-42', 'n-41'])
  })

  test('do not keep what is too old', () => {
    let now = Date.UTC(2026, 0, 1)
    const store = openTestStore(historyPath(), { now: () => now })
    const jobs = () => receive(store, ...numbered('exp', 600).map((id) => job(id, 'running')))
    jobs()
    receive(store, notification('n-1'))
    markAllRead(store)
    now += 80 * 86_400_000
    receive(store, ...numbered('exp', 600).map((id) => job(id, 'running', { progress: 0.5 })))
    now += 20 * 86_400_000
    expect(maintainAll(store, { days: 90, items: 1_000_000 })).toBe(1)
    expect(store.itemById('n-1')).toBeNull()
  })

  test('are a thousand at most; the others come back with their next update', () => {
    const store = openTestStore()
    receive(store, ...numbered('exp', 1_100).map((id) => job(id, 'running')))
    receive(store, job('exp-1', 'running', { progress: 0.5 }))
    expect(maintainAll(store, forEver)).toBe(100)
    expect(store.jobCounts().running).toBe(limits.stored.openJobs.max)
    expect(store.itemById('exp-1')).not.toBeNull()
    expect(store.itemById('exp-2')).toBeNull()
    expect(receive(store, job('exp-2', 'succeeded'))).toMatchObject([
      { id: 'exp-2', notification: 'pending' },
    ])
  })
})

test('what was withdrawn counts, and does not come back with a replay when it was removed', () => {
  const store = openTestStore()
  receive(store, ...numbered('gone', 500).map((id) => notification(id)))
  receive(store, withdraw(...numbered('gone', 500)), notification('n-1'))
  markAllRead(store)
  expect(maintainAll(store, most(100))).toBe(401)
  expect(ids(store)).toEqual(['n-1'])
  expect(receive(store, notification('gone-1'))).toEqual([null])
  expect(ids(store)).toEqual(['n-1'])
})

test('of items that wait for their notification ten thousand are spared, though the history is full', () => {
  const store = openTestStore()
  receive(store, ...numbered('n', 10_050).map((id) => notification(id)))
  expect(maintainAll(store, most(11_000))).toBe(0)
  expect(maintainAll(store, most(100))).toBe(50)
  expect(store.itemById('n-50')).toBeNull()
  expect(store.itemById('n-51')).not.toBeNull()
})

test('the file has a limit in bytes, and the newest items are those that stay', () => {
  const maxBytes = 2 * 1024 * 1024
  const path = historyPath()
  const store = openTestStore(path, { maxBytes })
  const message = (id: string) => Array.from({ length: 40 }, (_, at) => `word${at}of${id}`).join(' ')
  for (let round = 1; round <= 5; round += 1) {
    receive(store, ...numbered(`r${round}`, 1_000).map((id) => notification(id, { message: message(id) })))
    markAllRead(store)
    maintainAll(store, forEver)
  }
  expect(ids(store)[0]).toBe('r5-1000')
  expect(store.itemById('r1-1')).toBeNull()
  expect(
    store.page({ before: null, limit: 1, unreadOnly: false, search: 'word7ofr5-999' }).items,
  ).toHaveLength(1)
  store.close()
  // Some free pages are kept.
  expect(statSync(path).size).toBeLessThan(maxBytes * 2)
  expect(statSync(path).size).toBeGreaterThan(maxBytes / 4)
})

test('when more arrives than is removed, each write waits for a step of it', () => {
  const store = openTestStore()
  const clock = manualClock()
  const maintenance = startMaintenance({
    maintain: () => store.maintain(most(100)),
    clock,
    onChanged: () => {},
    onFailed: (reason) => {
      throw new Error(reason)
    },
  })
  // A step removes twenty, and there is one for every hundred that arrive.
  for (const [index, id] of numbered('exp', 3_000).entries()) {
    receive(store, job(id, 'succeeded'))
    markAllRead(store)
    maintenance.onChange()
    if (index % 100 === 0) clock.pass(25)
  }
  maintenance.stop()
  const left = [...store.everything({ unreadOnly: false })].flat()
  expect(left.length).toBeLessThan(1_300)
  expect(left[0]?.id).toBe('exp-3000')
})
