import { describe, expect, test } from 'vitest'
import type { JobEvent } from '../../../electron/model/event.ts'
import { type JobFacts, mergeJob } from '../../../electron/store/merge-job.ts'

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

function news(said: Partial<JobEvent>): JobEvent {
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
  test('keeps all that an event does not say', () => {
    expect(mergeJob(running, news({}))).toEqual(running)
  })

  test('takes what an event says', () => {
    expect(mergeJob(running, news({ message: 'Half way', progress: 0.5 }))).toEqual({
      ...running,
      message: 'Half way',
      progress: 0.5,
    })
  })

  test('takes the result and drops the progress when the job ends', () => {
    expect(mergeJob(running, news({ state: 'succeeded', progress: 1, download }))).toEqual({
      ...running,
      state: 'succeeded',
      progress: null,
      offer: download,
    })
  })

  test.each(['succeeded', 'failed', 'cancelled'] as const)('leaves a job that has %s as it is', (state) => {
    const ended = { ...running, state, progress: null }
    expect(mergeJob(ended, news({ title: 'Another', download }))).toBe(ended)
  })

  test('gives a new job the normal priority when none is said', () => {
    expect(mergeJob(null, news({})).priority).toBe('normal')
  })
})
