import type { Clock } from '../model/clock.ts'
import type { JobProgress } from '../model/job.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { addSamples, jobProgressOf, nextStallAt, type SamplesByJob } from './job-progress.ts'

/** Follows the jobs that have not ended. */
export interface JobMonitor {
  /** Reads their current progress, newest job first. Rates are measured between these calls. */
  readonly progress: () => readonly JobProgress[]
  readonly stop: () => void
}

export interface JobMonitorOptions {
  readonly reader: Pick<HistoryReader, 'runningJobs'>
  readonly settings: () => Pick<Settings, 'stalledAfterMinutes'>
  readonly clock: Clock
  /** A job has sent no event for too long. */
  readonly onStall: () => void
}

/** Further jobs have no progress shown; the history lists them nevertheless. */
const maxJobs = 50

export function createJobMonitor({ reader, settings, clock, onStall }: JobMonitorOptions): JobMonitor {
  let samples: SamplesByJob = new Map()
  let cancelStallTimer: (() => void) | null = null

  return {
    progress: () => {
      const running = reader.runningJobs(maxJobs)
      const now = clock.now()
      const stalledAfterMs = settings().stalledAfterMinutes * 60_000
      samples = addSamples(samples, running)
      cancelStallTimer?.()
      const stallAt = nextStallAt(running, stalledAfterMs, now)
      cancelStallTimer = stallAt === null ? null : clock.after(stallAt - now, onStall)
      return running.map((job) => jobProgressOf(job, samples.get(job.key) ?? [], stalledAfterMs, now))
    },
    stop: () => cancelStallTimer?.(),
  }
}
