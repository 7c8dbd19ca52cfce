import { describe, expect, test } from 'vitest'
import { courseChart, phasesOf } from '../../renderer/history/detail/course.ts'

const point = (at: number, state: 'queued' | 'running' | 'failed', progress: number | null = null) => ({
  at,
  state,
  progress,
})

describe('the phases of a job', () => {
  test('are its states in turn, each with its length but the last', () => {
    const course = [
      point(0, 'queued'),
      point(10, 'running', 0),
      point(20, 'running', 0.5),
      point(30, 'failed'),
    ]
    expect(phasesOf(course)).toEqual([
      { state: 'queued', at: 0, ms: 10 },
      { state: 'running', at: 10, ms: 20 },
      { state: 'failed', at: 30, ms: null },
    ])
  })

  test('list a state again that comes again', () => {
    const states = phasesOf([point(0, 'running'), point(1, 'queued'), point(2, 'running')])
    expect(states.map(({ state }) => state)).toEqual(['running', 'queued', 'running'])
  })
})

describe('the chart of a job', () => {
  test('runs from its first to its last moment when it has ended', () => {
    const course = [point(0, 'queued'), point(50, 'running', 0), point(100, 'failed', 0.4)]
    expect(courseChart(course, 900)).toEqual({
      waits: [{ from: 0, to: 0.5 }],
      lines: [
        [
          { x: 0.5, y: 0 },
          { x: 1, y: 0.4 },
        ],
      ],
    })
  })

  test('runs up to now as long as it has not', () => {
    const chart = courseChart([point(0, 'running', 0), point(50, 'running', 0.5)], 100)
    expect(chart?.lines[0]?.at(-1)).toEqual({ x: 0.5, y: 0.5 })
  })

  test('begins a new line where the job started over', () => {
    const course = [point(0, 'running', 0.2), point(10, 'running', 0.8), point(20, 'running', 0.1)]
    expect(courseChart(course, 20)?.lines.map((line) => line.length)).toEqual([2, 1])
  })

  test('leaves out points of which the progress is not known', () => {
    const course = [point(0, 'running', 0.2), point(10, 'running', null), point(20, 'running', 0.4)]
    expect(courseChart(course, 20)?.lines[0]).toHaveLength(2)
  })

  test.each([
    ['nothing is known', []],
    ['there is one point', [point(5, 'running', 0.5)]],
    ['all happened at once', [point(5, 'queued'), point(5, 'failed', 1)]],
  ])('is not drawn where %s', (_why, course) => {
    expect(courseChart(course, 5)).toBeNull()
  })
})
