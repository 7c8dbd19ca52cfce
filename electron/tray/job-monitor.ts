import type { Clock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { JobProgress } from '../model/job.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'

/** The progress of a job, and whether that is news. */
export interface MonitoredJob extends JobProgress {
  /** When its last event arrived, milliseconds since the epoch. */
  readonly updatedAt: number
  /** Whether the next event is overdue, so that nobody knows how it goes. */
  readonly isOverdue: boolean
}

export interface JobMonitorOptions {
  readonly reader: Pick<HistoryReader, 'runningJobs'>
  readonly settings: () => Pick<Settings, 'stalledAfterMinutes'>
  readonly clock: Clock
  /** A job has sent no event for too long: the next one is overdue, or it has stalled. */
  readonly onSilence: () => void
}

/** Further jobs have no progress shown; the history lists them nevertheless. */
const maxJobs = 50

export type JobMonitor = ReturnType<typeof createJobMonitor>

/** Measures the jobs that have not ended. */
export function createJobMonitor({ reader, settings, clock, onSilence }: JobMonitorOptions) {
  let samples: SamplesByJob = new Map()
  let cancelTimer: (() => void) | null = null

  return {
    /** Reads their current progress, newest job first. Rates are measured between these calls. */
    progress: (): readonly MonitoredJob[] => {
      const running = reader.runningJobs(maxJobs)
      const now = clock.now()
      const stalledAfterMs = settings().stalledAfterMinutes * 60_000
      samples = addSamples(samples, running)
      const jobs = running.map((job) => jobProgressOf(job, samples.get(job.key) ?? [], stalledAfterMs, now))
      cancelTimer?.()
      const silentAt = nextSilenceAt(jobs, stalledAfterMs, now)
      cancelTimer = silentAt === null ? null : clock.after(silentAt - now, onSilence)
      return jobs
    },
    stop: (): void => cancelTimer?.(),
  }
}

/** The measured progress of a job, oldest first. */
export type Samples = readonly { readonly at: number; readonly progress: number }[]
export type SamplesByJob = ReadonlyMap<Item['key'], Samples>

// Long enough to even out a server that works in bursts, short enough to follow one that slows down.
const windowMs = 60_000
const maxSamples = 120
/** Over a shorter time the rate would be a guess. */
const minRateMs = 1_500
/** A server that sends an event every second is not overdue after three. */
const minOverdueMs = 60_000

/** Adds the current progress of the running jobs, and forgets the jobs that have ended. */
export function addSamples(samples: SamplesByJob, running: readonly Item[]): SamplesByJob {
  return new Map(running.map((job) => [job.key, addSample(samples.get(job.key) ?? [], job)]))
}

function addSample(samples: Samples, { progress, updatedAt: at }: Item): Samples {
  if (progress === null) return []
  const last = samples.at(-1)
  if (last !== undefined && at <= last.at) return samples
  // A job that starts over makes its earlier samples useless.
  const valid = last !== undefined && progress < last.progress ? [] : samples
  const recent = valid.filter((sample) => sample.at > at - windowMs)
  // A job that rarely sends an event has a rate only with the last sample from before the window.
  const older = valid.findLast((sample) => sample.at <= at - windowMs)
  return [
    ...(older === undefined || recent.length > 1 ? [] : [older]),
    ...recent.slice(-maxSamples),
    { at, progress },
  ]
}

/** The progress of a job that has not ended. @param stalledAfterMs how long a job may send no event */
export function jobProgressOf(
  job: Item,
  samples: Samples,
  stalledAfterMs: number,
  now: number,
): MonitoredJob {
  const isStalled = now - job.updatedAt >= stalledAfterMs
  const perSecond = isStalled ? null : rateOf(samples)
  const last = samples.at(-1)
  const overdueAt = overdueAtOf(samples)
  const isOverdue = overdueAt !== null && now >= overdueAt
  const leftMs =
    perSecond === null || last === undefined || isOverdue
      ? null
      : Math.max(0, ((1 - last.progress) / perSecond) * 1_000 - Math.max(0, now - last.at))
  return {
    key: job.key,
    title: job.title,
    state: job.state === 'queued' ? 'queued' : 'running',
    progress: job.progress,
    perSecond,
    leftMs,
    overdueAt,
    isOverdue,
    updatedAt: job.updatedAt,
    stalledSince: isStalled ? job.updatedAt : null,
  }
}

/** When the next event is overdue; null: there were too few to know. */
function overdueAtOf(samples: Samples): number | null {
  const [first] = samples
  const last = samples.at(-1)
  if (first === undefined || last === undefined || samples.length < 2) return null
  const usualMs = (last.at - first.at) / (samples.length - 1)
  return last.at + Math.max(minOverdueMs, 3 * usualMs)
}

function rateOf(samples: Samples): number | null {
  const [first] = samples
  const last = samples.at(-1)
  if (first === undefined || last === undefined) return null
  const ms = last.at - first.at
  const done = last.progress - first.progress
  return ms >= minRateMs && done > 0 ? (done / ms) * 1_000 : null
}

/** When the next of these jobs will be overdue, or will have stalled; null: none will. */
export function nextSilenceAt(
  jobs: readonly Pick<MonitoredJob, 'updatedAt' | 'overdueAt'>[],
  stalledAfterMs: number,
  now: number,
): number | null {
  const times = jobs
    .flatMap(({ updatedAt, overdueAt }) => [updatedAt + stalledAfterMs, overdueAt ?? now])
    .filter((at) => at > now)
  return times.length === 0 ? null : Math.min(...times)
}
