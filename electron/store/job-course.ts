import type { CoursePoint, JobState } from '../model/job.ts'
import { limits } from '../model/limits.ts'

const { max: maxPoints } = limits.stored.coursePoints

/**
 * The course of a job after one more event; the same one if that adds nothing that a picture could show. Of too many points
 * that goes which says least: where the points around it are closest together in time, and changes of the state last. So
 * the rest are spread evenly, however long the job takes.
 */
export function addPoint(course: readonly CoursePoint[], next: CoursePoint): readonly CoursePoint[] {
  const last = course.at(-1)
  if (last === undefined) return [next]
  // The clock may have been set back.
  const point = { ...next, at: Math.max(next.at, last.at) }
  if (point.state === last.state && isClose(course, last, point)) return course
  // Of several points at which nothing changes, the first and the last are enough.
  const isStill = [course.at(-2), last].every((earlier) => earlier !== undefined && isSame(earlier, point))
  return thinned([...(isStill ? course.slice(0, -1) : course), point])
}

function isClose([first]: readonly CoursePoint[], last: CoursePoint, { at }: CoursePoint): boolean {
  return first !== undefined && at - last.at < (at - first.at) / maxPoints
}

function thinned(course: readonly CoursePoint[]): readonly CoursePoint[] {
  if (course.length <= maxPoints) return course
  let least = 1
  let leastWorth = Number.POSITIVE_INFINITY
  for (let index = 1; index < course.length - 1; index += 1) {
    const worth = worthOf(course[index - 1], course[index], course[index + 1])
    if (worth >= leastWorth) continue
    least = index
    leastWorth = worth
  }
  return course.toSpliced(least, 1)
}

/** The time between the points around it; more than any such time for a change of the state. */
function worthOf(before?: CoursePoint, point?: CoursePoint, after?: CoursePoint): number {
  const gapMs = (after?.at ?? 0) - (before?.at ?? 0)
  return before?.state === point?.state ? gapMs : Number.MAX_SAFE_INTEGER / 2 + gapMs
}

function isSame(one: CoursePoint, other: CoursePoint): boolean {
  return one.state === other.state && one.progress === other.progress
}

const states: readonly JobState[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled']

/** For each point the milliseconds since the one before, the state's place in `states`, and the progress. */
export function encodeCourse(course: readonly CoursePoint[]): string {
  return JSON.stringify(
    course.flatMap(({ at, state, progress }, index) => [
      at - (course[index - 1]?.at ?? 0),
      states.indexOf(state),
      progress === null ? null : Math.round(progress * 1_000) / 1_000,
    ]),
  )
}

export function decodeCourse(text: string): readonly CoursePoint[] {
  const values: readonly (number | null)[] = JSON.parse(text)
  const course: CoursePoint[] = []
  let at = 0
  for (let index = 0; index < values.length; index += 3) {
    at += values[index] ?? 0
    const state = states[values[index + 1] ?? -1]
    if (state !== undefined) course.push({ at, state, progress: values[index + 2] ?? null })
  }
  return course
}
