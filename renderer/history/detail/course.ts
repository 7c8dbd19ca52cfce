import type { JobState } from '../../../electron/model/job.ts'
import type { ItemDetail } from '../../../electron/window/contract.ts'

type Course = ItemDetail['course']

/** A time during which a job was in one state. */
export interface Phase {
  readonly state: JobState
  /** Milliseconds since the epoch. */
  readonly at: number
  /** How long it lasted; null: it is the last one. */
  readonly ms: number | null
}

/** The states that a job went through, in the order of time. */
export function phasesOf(course: Course): readonly Phase[] {
  const starts = course.filter(({ state }, index) => state !== course[index - 1]?.state)
  return starts.map(({ state, at }, index) => {
    const next = starts[index + 1]
    return { state, at, ms: next === undefined ? null : next.at - at }
  })
}

/** A point of the chart: both from 0 to 1, `y` upwards. */
export interface ChartPoint {
  readonly x: number
  readonly y: number
}

export interface CourseChart {
  /** The known progress over time: a line for each time that the job began. */
  readonly lines: readonly (readonly ChartPoint[])[]
  /** Where the job waited, from 0 to 1. */
  readonly waits: readonly { readonly from: number; readonly to: number }[]
}

/** The course of a job as a chart; null: there is nothing to draw. @param now milliseconds since the epoch */
export function courseChart(course: Course, now: number): CourseChart | null {
  const [first] = course
  const last = course.at(-1)
  if (first === undefined || last === undefined) return null
  const hasEnded = last.state !== 'queued' && last.state !== 'running'
  const end = hasEnded ? last.at : Math.max(last.at, now)
  const spanMs = end - first.at
  if (spanMs <= 0) return null
  const xOf = (at: number) => (at - first.at) / spanMs
  const lines: ChartPoint[][] = []
  for (const { at, progress } of course) {
    if (progress === null) continue
    const line = lines.at(-1)
    const before = line?.at(-1)
    // A job that starts over has a new line: the old one did not fall.
    if (line === undefined || before === undefined || progress < before.y)
      lines.push([{ x: xOf(at), y: progress }])
    else line.push({ x: xOf(at), y: progress })
  }
  const waits = phasesOf(course).flatMap(({ state, at, ms }) =>
    state === 'queued' ? [{ from: xOf(at), to: ms === null ? 1 : xOf(at + ms) }] : [],
  )
  return lines.every((line) => line.length < 2) && waits.length === 0 ? null : { lines, waits }
}
