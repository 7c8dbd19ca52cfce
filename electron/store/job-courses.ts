import type { Item } from '../model/item.ts'
import type { CoursePoint, JobState } from '../model/job.ts'
import type { Database } from './database.ts'
import { isVisible } from './deleted-sources.ts'
import { addPoint, decodeCourse, encodeCourse } from './job-course.ts'

export type JobCourses = ReturnType<typeof createJobCourses>

/** The job as it was before an event. */
type Before = Pick<Item, 'key' | 'updatedAt' | 'progress'>

/** How jobs went. A job of a single event needs no row: most are of that kind, where a server reports only the end. */
export function createJobCourses(database: Database) {
  const select = database.prepare('SELECT points FROM job_course WHERE item = ?')
  const put = database.prepare(`
    INSERT INTO job_course (item, points) VALUES (:item, :points)
    ON CONFLICT (item) DO UPDATE SET points = excluded.points`)
  const job = database.prepare(`
    SELECT state, progress, updated_at AS at FROM item WHERE key = ? AND state IS NOT NULL AND ${isVisible}`)

  const stored = (key: Item['key']): readonly CoursePoint[] | null => {
    const row: { readonly points: string } | undefined = select.get(key)
    return row === undefined ? null : decodeCourse(row.points)
  }

  return {
    /** Adds a point, inside the transaction of the event that brings it. */
    add({ key, updatedAt, progress }: Before, state: JobState, point: CoursePoint): void {
      const before = stored(key) ?? [{ at: updatedAt, state, progress }]
      const after = addPoint(before, point)
      if (after !== before) put.run({ item: key, points: encodeCourse(after) })
    },

    /** Ends with the job as it is now: that point may not be stored. */
    of: (key: Item['key']): readonly CoursePoint[] => {
      const current: CoursePoint | undefined = job.get(key)
      if (current === undefined) return []
      const course = stored(key) ?? []
      const last = course.at(-1)
      return last === undefined || last.at < current.at ? [...course, { ...current }] : course
    },
  }
}
