/** The state of a job. The last three are final: a job never leaves them. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export function isFinal(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}

/** A progress from 0 to 1 as it is shown everywhere, in hundredths. Rounding must not announce the end. */
export function shownProgress(progress: number): number {
  return progress >= 1 ? 1 : Math.min(0.99, Math.max(0, Math.round(progress * 100) / 100))
}

/** How many jobs have not ended. */
export interface JobCounts {
  readonly queued: number
  readonly running: number
}

/** One point of the course of a job. */
export interface CoursePoint {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly state: JobState
  /** 0 to 1; null: unknown. */
  readonly progress: number | null
}

/** The progress of a job that has not ended, and what was measured of it. */
export interface JobProgress {
  /** The key of the job's item. */
  readonly key: number
  readonly title: string | null
  readonly state: 'queued' | 'running'
  /** 0 to 1; null when unknown. */
  readonly progress: number | null
  /** Parts of the whole per second; null when unknown. */
  readonly perSecond: number | null
  /** The time left in milliseconds; null when unknown. */
  readonly leftMs: number | null
  /**
   * When the next event is overdue: after three of the job's usual intervals. From then on the time left is a guess.
   * Milliseconds since the epoch; null when unknown.
   */
  readonly overdueAt: number | null
  /** When the last event of a stalled job arrived (milliseconds since the epoch); null: it is not stalled. */
  readonly stalledSince: number | null
}
