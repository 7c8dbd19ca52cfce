import { describe, expect, test } from 'vitest'
import type { JobProgress } from '../../electron/model/job.ts'
import { progressNote } from '../../renderer/history/progress-note.ts'
import { createWindowI18n } from '../support/i18n.ts'
import { job, notification } from './items.ts'
import { now } from './open-window.tsx'

const i18n = createWindowI18n('en', 'en-GB')
const minute = 60_000

const running = job({ key: 1, receivedAt: now - 9 * minute, updatedAt: now - 2 * minute, state: 'running' })
const known: JobProgress = {
  ...{ key: 1, title: 'Job 1', state: 'running', progress: 0.4, perSecond: 0.001, leftMs: 130_000 },
  ...{ overdueAt: now + minute, stalledSince: null },
}
const noteOf = (parts: Partial<JobProgress>, item = running) =>
  progressNote(item, { ...known, ...parts }, now, i18n)?.text ?? null

describe('what is known about the end of a job', () => {
  test('is about how long it will take', () => {
    expect(noteOf({})).toBe('about 2 min left')
    expect(noteOf({ leftMs: 20_000 })).toBe('under a minute left')
  })

  test('is when it last reported, once its next report is overdue', () => {
    expect(noteOf({ overdueAt: now })).toBe('last update 2 min ago')
    expect(noteOf({ leftMs: null })).toBe('last update 2 min ago')
    expect(progressNote(running, null, now, i18n)?.text).toBe('last update 2 min ago')
  })

  test('is nothing while it has reported just now', () => {
    expect(noteOf({ leftMs: null }, { ...running, updatedAt: now - 59_000 })).toBeNull()
  })

  test('is that it has stalled, also while it waits', () => {
    const stalled = { stalledSince: now - 38 * minute }
    expect(noteOf(stalled)).toMatch(/38 minutes/)
    expect(noteOf(stalled, { ...running, state: 'queued' })).toMatch(/38 minutes/)
  })

  test('is nothing of what waits, has ended, or is no job', () => {
    expect(noteOf({}, { ...running, state: 'queued' })).toBeNull()
    expect(noteOf({}, { ...running, state: 'failed' })).toBeNull()
    expect(noteOf({}, notification({ key: 1, receivedAt: now - 9 * minute }))).toBeNull()
  })
})
