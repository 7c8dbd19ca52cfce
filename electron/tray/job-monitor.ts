import type { Clock } from '../model/clock.ts'
import type { JobProgress } from '../model/job-progress.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { extendTrails, jobProgressOf, nextStallAt, type Trails } from './job-progress.ts'

/** Follows the jobs that have not ended. */
export interface JobMonitor {
  /** How they are getting on, newest first. */
  readonly progress: () => readonly JobProgress[]
  readonly stop: () => void
}

export interface JobMonitorOptions {
  readonly reader: Pick<HistoryReader, 'runningJobs'>
  readonly settings: () => Pick<Settings, 'stalledAfterMinutes'>
  readonly clock: Clock
  /** A job has been without news for too long. */
  readonly onStall: () => void
}

/** More than this run unnoticed; their rows are in the history all the same. */
const mostJobs = 50

export function createJobMonitor({ reader, settings, clock, onStall }: JobMonitorOptions): JobMonitor {
  let trails: Trails = new Map()
  let cancelStall: (() => void) | null = null

  return {
    progress: () => {
      const running = reader.runningJobs(mostJobs)
      const now = clock.now()
      const stalledAfterMs = settings().stalledAfterMinutes * 60_000
      trails = extendTrails(trails, running)
      cancelStall?.()
      const stallAt = nextStallAt(running, stalledAfterMs, now)
      cancelStall = stallAt === null ? null : clock.after(stallAt - now, onStall)
      return running.map((job) => jobProgressOf(job, trails.get(job.key) ?? [], stalledAfterMs, now))
    },
    stop: () => cancelStall?.(),
  }
}
