import { describe, expect, test } from 'vitest'
import {
  addSamples,
  jobProgressOf,
  nextSilenceAt,
  type SamplesByJob,
} from '../../../electron/tray/job-monitor.ts'
import { taskbarProgress } from '../../../electron/tray/taskbar.ts'
import { buildItem } from '../../support/build-item.ts'

const job = (progress: number | null, updatedAt: number) =>
  buildItem({ key: 7, state: 'running', title: 'Orders', progress, updatedAt })

/** The progress of a job after these events. */
function progressAfter(events: readonly (readonly [at: number, progress: number | null])[], now: number) {
  let samples: SamplesByJob = new Map()
  for (const [at, progress] of events) samples = addSamples(samples, [job(progress, at)])
  const [at, progress] = events.at(-1) ?? [0, null]
  return jobProgressOf(job(progress, at), samples.get(7) ?? [], 60_000, now)
}

describe('a running job', () => {
  test('has a rate and a time left once there is enough to measure', () => {
    const steady = progressAfter(
      [
        [0, 0.1],
        [1_000, 0.12],
        [10_000, 0.3],
      ],
      10_000,
    )
    expect(steady.perSecond).toBeCloseTo(0.02)
    expect(steady.leftMs).toBeCloseTo(35_000)
  })

  test('has its time left run down between two events', () => {
    const events = [
      [0, 0],
      [10_000, 0.5],
    ] as const
    expect(progressAfter(events, 10_000).leftMs).toBeCloseTo(10_000)
    expect(progressAfter(events, 14_000).leftMs).toBeCloseTo(6_000)
    expect(progressAfter(events, 40_000).leftMs).toBe(0)
  })

  test('has no time left once the next event is overdue, which is after three of the usual intervals', () => {
    const events = [
      [0, 0.1],
      [25_000, 0.2],
      [50_000, 0.3],
    ] as const
    expect(progressAfter(events, 60_000).overdueAt).toBe(125_000)
    const samples = events.map(([at, progress]) => ({ at, progress }))
    const at = (now: number) => jobProgressOf(job(0.3, 50_000), samples, 600_000, now)
    expect(at(124_999).leftMs).not.toBeNull()
    expect(at(124_999).isOverdue).toBe(false)
    expect(at(125_000)).toMatchObject({
      ...{ leftMs: null, stalledSince: null },
      ...{ isOverdue: true, updatedAt: 50_000 },
    })
  })

  test('is not overdue within a minute, however often it reports', () => {
    const events = [
      [0, 0.1],
      [1_000, 0.2],
    ] as const
    expect(progressAfter(events, 1_000).overdueAt).toBe(61_000)
    expect(progressAfter([[0, 0.1]], 1_000).overdueAt).toBeNull()
  })

  test.each([
    ['a single event', [[0, 0.4]]],
    [
      'unknown progress',
      [
        [0, null],
        [9_000, null],
      ],
    ],
    [
      'no progress',
      [
        [0, 0.4],
        [9_000, 0.4],
      ],
    ],
    [
      'progress that starts over',
      [
        [0, 0.9],
        [9_000, 0.1],
      ],
    ],
  ] as const)('has neither with %s', (_name, events) => {
    expect(progressAfter(events, 9_000)).toMatchObject({ perSecond: null, leftMs: null })
  })

  test('follows a server that slows down', () => {
    const fast = Array.from({ length: 50 }, (_, index) => [index * 1_000, index * 0.01] as const)
    const slow = Array.from(
      { length: 70 },
      (_, index) => [50_000 + index * 1_000, 0.5 + index * 0.001] as const,
    )
    expect(progressAfter([...fast, ...slow], 119_000).perSecond).toBeCloseTo(0.001)
  })

  test('that has sent no event for too long has stalled, and has no time left', () => {
    const events = [
      [0, 0.1],
      [10_000, 0.2],
    ] as const
    expect(progressAfter(events, 69_999).stalledSince).toBeNull()
    expect(progressAfter(events, 70_000)).toMatchObject({
      stalledSince: 10_000,
      perSecond: null,
      leftMs: null,
    })
  })

  test('that ended is forgotten', () => {
    const samples = addSamples(new Map(), [job(0.1, 0)])
    expect(addSamples(samples, []).size).toBe(0)
  })
})

test('the next job to fall silent is the one that stalls or is overdue first', () => {
  const at = (updatedAt: number, overdueAt: number | null = null) => ({ updatedAt, overdueAt })
  expect(nextSilenceAt([at(5_000), at(3_000)], 60_000, 10_000)).toBe(63_000)
  expect(nextSilenceAt([at(5_000, 20_000), at(3_000)], 60_000, 10_000)).toBe(20_000)
  expect(nextSilenceAt([at(5_000, 9_000)], 60_000, 10_000)).toBe(65_000)
  expect(nextSilenceAt([at(3_000, 4_000)], 60_000, 99_000)).toBeNull()
})

describe('the taskbar', () => {
  const jobs = (...parts: (number | null)[]) => parts.map((progress) => progressAfter([[0, progress]], 0))

  test('shows one bar for all that runs', () => {
    expect(taskbarProgress(jobs(0.2, 0.4), [])).toEqual({ kind: 'part', part: 0.3 })
    const half = { kind: 'running', received: 50, total: 100, perSecond: null } as const
    expect(taskbarProgress(jobs(0.1), [half])).toEqual({ kind: 'part', part: 0.3 })
  })

  test('shows that something is running when its progress is unknown', () => {
    expect(taskbarProgress(jobs(null), [])).toEqual({ kind: 'unknown' })
  })

  test('shows nothing when nothing runs, or all has stalled', () => {
    expect(taskbarProgress([], [])).toEqual({ kind: 'none' })
    expect(taskbarProgress([progressAfter([[0, 0.5]], 70_000)], [])).toEqual({ kind: 'none' })
  })
})
