import { describe, expect, test } from 'vitest'
import { extendTrails, jobProgressOf, nextStallAt, type Trails } from '../../../electron/tray/job-progress.ts'
import { taskbarProgress } from '../../../electron/tray/taskbar-progress.ts'
import { buildItem } from '../../support/build-item.ts'

const job = (progress: number | null, updatedAt: number) =>
  buildItem({ key: 7, state: 'running', title: 'Orders', progress, updatedAt })

/** What is known of a job after these pieces of news. */
function look(news: readonly (readonly [at: number, progress: number | null])[], now: number) {
  let trails: Trails = new Map()
  for (const [at, progress] of news) trails = extendTrails(trails, [job(progress, at)])
  const [at, progress] = news.at(-1) ?? [0, null]
  return jobProgressOf(job(progress, at), trails.get(7) ?? [], 60_000, now)
}

describe('a running job', () => {
  test('has a rate and a time left once there is something to tell them by', () => {
    const steady = look(
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

  test('has its time left run down between two pieces of news', () => {
    const news = [
      [0, 0],
      [10_000, 0.5],
    ] as const
    expect(look(news, 10_000).leftMs).toBeCloseTo(10_000)
    expect(look(news, 14_000).leftMs).toBeCloseTo(6_000)
    expect(look(news, 40_000).leftMs).toBe(0)
  })

  test.each([
    ['a single piece of news', [[0, 0.4]]],
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
  ] as const)('has neither with %s', (_name, news) => {
    expect(look(news, 9_000)).toMatchObject({ perSecond: null, leftMs: null })
  })

  test('follows a server that slows down', () => {
    const fast = Array.from({ length: 50 }, (_, index) => [index * 1_000, index * 0.01] as const)
    const slow = Array.from(
      { length: 70 },
      (_, index) => [50_000 + index * 1_000, 0.5 + index * 0.001] as const,
    )
    expect(look([...fast, ...slow], 119_000).perSecond).toBeCloseTo(0.001)
  })

  test('that has been silent for too long has stalled, and tells no time', () => {
    const news = [
      [0, 0.1],
      [10_000, 0.2],
    ] as const
    expect(look(news, 69_999).stalledSince).toBeNull()
    expect(look(news, 70_000)).toMatchObject({ stalledSince: 10_000, perSecond: null, leftMs: null })
  })

  test('that ended is forgotten', () => {
    const trails = extendTrails(new Map(), [job(0.1, 0)])
    expect(extendTrails(trails, []).size).toBe(0)
  })
})

test('the next stall is that of the job which has been silent longest', () => {
  expect(nextStallAt([job(0, 5_000), job(0, 3_000)], 60_000, 10_000)).toBe(63_000)
  expect(nextStallAt([job(0, 3_000)], 60_000, 99_000)).toBeNull()
})

describe('the taskbar', () => {
  const jobs = (...parts: (number | null)[]) => parts.map((progress) => look([[0, progress]], 0))

  test('shows one bar for all that runs', () => {
    expect(taskbarProgress(jobs(0.2, 0.4), [])).toEqual({ kind: 'part', part: 0.3 })
    const half = { kind: 'running', received: 50, total: 100, perSecond: null } as const
    expect(taskbarProgress(jobs(0.1), [half])).toEqual({ kind: 'part', part: 0.3 })
  })

  test('shows that something goes on where nobody says how far it is', () => {
    expect(taskbarProgress(jobs(null), [])).toEqual({ kind: 'unknown' })
  })

  test('shows nothing when nothing runs, or all has stalled', () => {
    expect(taskbarProgress([], [])).toEqual({ kind: 'none' })
    expect(taskbarProgress([look([[0, 0.5]], 70_000)], [])).toEqual({ kind: 'none' })
  })
})
