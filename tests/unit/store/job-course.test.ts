import { describe, expect, test } from 'vitest'
import type { CoursePoint, JobState } from '../../../electron/model/job.ts'
import { limits } from '../../../electron/model/limits.ts'
import { addPoint, decodeCourse, encodeCourse } from '../../../electron/store/job-course.ts'
import { seededRandom } from '../../support/seeded-random.ts'

const { max } = limits.stored.coursePoints

const point = (at: number, progress: number | null = null, state: JobState = 'running'): CoursePoint => ({
  at,
  state,
  progress,
})

function courseOf(...points: readonly CoursePoint[]): readonly CoursePoint[] {
  return points.reduce<readonly CoursePoint[]>(addPoint, [])
}

describe('the course of a job', () => {
  test('has each change of its state and of its progress', () => {
    const points = [point(1, null, 'queued'), point(50, 0), point(70, 0.5), point(90, null, 'succeeded')]
    expect(courseOf(...points)).toEqual(points)
  })

  test('has the beginning and the end of a time in which nothing changed', () => {
    const still = Array.from({ length: 9 }, (_, index) => point(200 + 100 * index, 0.4))
    expect(courseOf(point(100, 0), ...still, point(1_100, 0.5))).toEqual([
      point(100, 0),
      point(200, 0.4),
      point(1_000, 0.4),
      point(1_100, 0.5),
    ])
  })

  test('stays in the order of time when the clock is set back', () => {
    expect(courseOf(point(500, 0), point(300, null, 'failed'))).toEqual([
      point(500, 0),
      point(500, null, 'failed'),
    ])
  })

  test('is the same one when an event adds nothing that could be seen', () => {
    const course = courseOf(point(0, 0), point(60_000, 0.5))
    expect(addPoint(course, point(60_100, 0.501))).toBe(course)
    expect(addPoint(course, point(60_100, null, 'failed'))).toHaveLength(3)
  })

  test('has sixty points at most, spread evenly over a time of any length, and every change of its state', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = seededRandom(seed)
      const stepMs = 10 ** (1 + seed)
      let at = 1_000_000
      let course: readonly CoursePoint[] = [point(at, null, 'queued')]
      for (let index = 1; index <= 2_000; index += 1) {
        at += Math.round(stepMs * (0.5 + random()))
        course = addPoint(course, point(at, index / 2_000))
        if (index === 700) course = addPoint(course, point(at + 1, null, 'queued'))
        expect(course.length).toBeLessThanOrEqual(max)
      }
      course = addPoint(course, point(at + stepMs, null, 'succeeded'))
      expect(
        course.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]),
      ).toEqual(['queued', 'running', 'queued', 'running', 'succeeded'])
      const times = course.map((one) => one.at)
      expect(times).toEqual([...times].sort((one, other) => one - other))
      expect([times[0], times.at(-1)]).toEqual([1_000_000, at + stepMs])
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      expect(Math.max(...gaps)).toBeLessThan((4 * (at - 1_000_000)) / max)
      expect(course.length).toBeGreaterThan(max / 2)
    }
  })

  test('of a job that is tried again for ever is limited, too', () => {
    let course: readonly CoursePoint[] = []
    for (let index = 0; index < 500; index += 1)
      course = addPoint(course, point(index * 1_000, null, index % 2 === 0 ? 'running' : 'failed'))
    expect(course).toHaveLength(max)
    expect([course[0]?.at, course.at(-1)?.at]).toEqual([0, 499_000])
  })

  test('is the same after it was stored, but for digits that nobody sees', () => {
    const course = [
      point(1_790_000_000_000, null, 'queued'),
      point(1_790_000_000_500, 0.25),
      point(1_790_000_060_000, null, 'cancelled'),
    ]
    expect(decodeCourse(encodeCourse(course))).toEqual(course)
    expect(decodeCourse(encodeCourse([point(1, 1 / 3)]))).toEqual([point(1, 0.333)])
  })
})
