import { describe, expect, test } from 'vitest'
import type { JobEvent } from '../../../electron/model/event.ts'
import {
  entranceOf,
  hasRisen,
  identityOf,
  isNewerRevision,
  type JobFacts,
  mergeJob,
} from '../../../electron/store/item-rules.ts'

const download = {
  url: 'https://app.example.com/f',
  filename: 'orders.csv',
  size: 3,
  sha256: null,
  expiresAt: null,
}

const running: JobFacts = {
  attempt: 1,
  revision: null,
  state: 'running',
  title: 'Orders 2026',
  message: '42,000 of 100,000 rows',
  category: 'export',
  priority: 'high',
  progress: 0.42,
  url: 'https://app.example.com/exports/42',
  offer: null,
  createdAt: 1_000,
}

function jobEvent(said: Partial<JobEvent>): JobEvent {
  return {
    type: 'job',
    id: 'exp-42',
    attempt: null,
    state: 'running',
    title: null,
    message: null,
    category: null,
    priority: null,
    progress: null,
    createdAt: null,
    url: null,
    download: null,
    ...said,
  }
}

describe('mergeJob', () => {
  test('leaves unchanged what an event does not say', () => {
    expect(mergeJob(running, jobEvent({}))).toEqual(running)
  })

  test('takes what an event says', () => {
    expect(mergeJob(running, jobEvent({ message: 'Half way', progress: 0.5 }))).toEqual({
      ...running,
      message: 'Half way',
      progress: 0.5,
    })
  })

  test('takes the result and drops the progress when the job ends', () => {
    expect(mergeJob(running, jobEvent({ state: 'succeeded', progress: 1, download }))).toEqual({
      ...running,
      state: 'succeeded',
      progress: null,
      offer: download,
    })
  })

  test.each(['succeeded', 'failed', 'cancelled'] as const)('leaves a job that has %s as it is', (state) => {
    const ended = { ...running, state, progress: null }
    expect(mergeJob(ended, jobEvent({ title: 'Another', download }))).toBe(ended)
  })

  test('gives a new job the normal priority when none is said', () => {
    expect(mergeJob(null, jobEvent({})).priority).toBe('normal')
  })
})

describe('an attempt of a job', () => {
  const failed: JobFacts = {
    ...running,
    state: 'failed',
    progress: null,
    message: 'Disk full',
    offer: download,
  }

  test('that is higher starts it over, without the message and the result of the one before', () => {
    expect(mergeJob(failed, jobEvent({ attempt: 2, state: 'queued' }))).toEqual({
      ...running,
      attempt: 2,
      state: 'queued',
      message: null,
      progress: null,
      offer: null,
    })
  })

  test('that is lower changes nothing, whatever it says', () => {
    const second = { ...running, attempt: 2 }
    expect(mergeJob(second, jobEvent({ state: 'succeeded', download }))).toBe(second)
    expect(mergeJob(second, jobEvent({ attempt: 1, state: 'failed' }))).toBe(second)
  })

  test('may succeed after it failed, but nothing else', () => {
    expect(mergeJob(failed, jobEvent({ state: 'succeeded', message: 'Ready' }))).toMatchObject({
      state: 'succeeded',
      message: 'Ready',
      offer: null,
    })
    for (const state of ['queued', 'running', 'failed', 'cancelled'] as const)
      expect(mergeJob(failed, jobEvent({ state }))).toBe(failed)
  })

  test('that succeeded or was cancelled stays so until the next one', () => {
    for (const state of ['succeeded', 'cancelled'] as const) {
      const ended = { ...failed, state }
      expect(mergeJob(ended, jobEvent({ state: 'succeeded' }))).toBe(ended)
      expect(mergeJob(ended, jobEvent({ state: 'running', attempt: 2 }))).toMatchObject({ state: 'running' })
    }
  })
})

test('a revision is newer only when it is higher, and none is the lowest', () => {
  expect(isNewerRevision(2, 1)).toBe(true)
  expect(isNewerRevision(1, null)).toBe(true)
  expect(isNewerRevision(1, 1)).toBe(false)
  expect(isNewerRevision(0, null)).toBe(false)
  expect(isNewerRevision(null, 3)).toBe(false)
})

test('a priority has risen when it is higher than the one before', () => {
  expect(hasRisen('critical', 'high')).toBe(true)
  expect(hasRisen('normal', 'low')).toBe(true)
  expect(hasRisen('normal', 'normal')).toBe(false)
  expect(hasRisen('low', 'critical')).toBe(false)
})

describe('the identity of an item', () => {
  const event = (eventId: string | null, data = '{}') => ({ eventId, data })

  test("an item's own id takes precedence over the id of its event, whatever the content is", () => {
    expect(identityOf('n-1', event('7'))).toEqual({ namedBy: 'item', id: 'n-1', contentDigest: '' })
    expect(identityOf('n-1', event('8', '{"message":"B"}'))).toEqual(identityOf('n-1', event('7')))
  })

  test('the id of its event is used when an item has none, or an empty one', () => {
    expect(identityOf(null, event('7'))).toMatchObject({ namedBy: 'event', id: '7' })
    expect(identityOf('', event('7'))).toEqual(identityOf(null, event('7')))
  })

  test('the same id of an event with other content is another item', () => {
    expect(identityOf(null, event('1', 'A'))).toEqual(identityOf(null, event('1', 'A')))
    expect(identityOf(null, event('1', 'A'))).not.toEqual(identityOf(null, event('1', 'B')))
  })

  test('an event that resets the cursor with an empty id does not identify its item', () => {
    expect(identityOf(null, event(''))).toEqual({ namedBy: 'store' })
  })

  test('ids that differ only after a NUL stay different', () => {
    expect(identityOf('a\0b', event(null))).not.toEqual(identityOf('a\0c', event(null)))
  })
})

describe('the entrance of an item', () => {
  test('is unread, with a notification', () => {
    expect(entranceOf({ state: null }, null)).toEqual({ read: false, notification: 'pending', hidden: null })
    expect(entranceOf({ state: 'failed' }, null)).toMatchObject({ read: false, notification: 'pending' })
  })

  test('of a job that has not ended is silent', () => {
    expect(entranceOf({ state: 'running' }, null)).toEqual({ read: true, notification: 'none', hidden: null })
  })

  test('of one that was read or withdrawn elsewhere is silent', () => {
    expect(entranceOf({ state: null }, 'read')).toEqual({ read: true, notification: 'none', hidden: null })
    expect(entranceOf({ state: null }, 'withdrawn')).toMatchObject({
      notification: 'none',
      hidden: 'withdrawn',
    })
  })
})
