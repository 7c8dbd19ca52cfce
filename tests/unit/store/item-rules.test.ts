import { describe, expect, test } from 'vitest'
import type { JobEvent } from '../../../electron/model/event.ts'
import { entranceOf, identityOf, type JobFacts, mergeJob } from '../../../electron/store/item-rules.ts'

const download = {
  url: 'https://app.example.com/f',
  filename: 'orders.csv',
  size: 3,
  sha256: null,
  expiresAt: null,
}

const running: JobFacts = {
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
