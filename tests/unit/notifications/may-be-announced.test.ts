import { expect, test } from 'vitest'
import type { FeedEvent } from '../../../electron/model/event.ts'
import { mayBeAnnounced } from '../../../electron/notifications/may-be-announced.ts'
import { job, notification } from '../../integration/store/store-fixture.ts'

function eventOf(decoded: ReturnType<typeof job>): FeedEvent {
  if (decoded.kind !== 'event') throw new Error('The event is not valid')
  return decoded.event
}

test('what may lead to a notification: an item, and the end of a job', () => {
  expect(mayBeAnnounced(eventOf(notification('n-1')))).toBe(true)
  expect(mayBeAnnounced(eventOf(job('j-1', 'succeeded')))).toBe(true)
  expect(mayBeAnnounced(eventOf(job('j-1', 'failed')))).toBe(true)
})

test('what never does: progress, low priority, and what is read or withdrawn', () => {
  expect(mayBeAnnounced(eventOf(job('j-1', 'running')))).toBe(false)
  expect(mayBeAnnounced(eventOf(notification('n-1', { priority: 'low' })))).toBe(false)
  expect(mayBeAnnounced({ type: 'read', ids: ['n-1'] })).toBe(false)
  expect(mayBeAnnounced({ type: 'withdraw', ids: ['n-1'] })).toBe(false)
})
