import { expect, test } from 'vitest'
import { job, markRead, notification, openTestStore, receive, setNotification } from './store-fixture.ts'

const download = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt: null }
const keysOf = (store: ReturnType<typeof openTestStore>, limit = 20) =>
  store.notificationQueue.results(limit).map(({ key }) => key)

test('pending results are found beside critical items, the newest first', () => {
  const store = openTestStore()
  receive(store, job('a', 'succeeded', { download }), job('b', 'succeeded', { download }))
  receive(store, notification('c', { priority: 'critical' }), job('d', 'succeeded'), job('e', 'running'))
  expect(keysOf(store)).toEqual([2, 1])
  expect(keysOf(store, 1)).toEqual([2])
})

test('what was read, announced or snoozed is not among them', () => {
  const store = openTestStore()
  for (const id of ['a', 'b', 'c', 'd']) receive(store, job(id, 'succeeded', { download }))
  markRead(store, [1])
  setNotification(store, [2], 'shown')
  store.apply({ type: 'snooze', keys: [3], until: 1, isSpan: true })
  expect(keysOf(store)).toEqual([4])
})

test('what has started a download is stored, but no part of the item', () => {
  const store = openTestStore()
  receive(store, job('a', 'succeeded', { download }))
  const running = { kind: 'running', received: 1, total: null, perSecond: null } as const
  const stored = { download: running, file: null, validator: null, startedBy: 'rule' } as const
  store.apply({ type: 'put-download', key: 1, stored })
  expect(store.downloads.find(1)).toEqual(stored)
  expect(store.item(1)?.download).toEqual(stored.download)
})
