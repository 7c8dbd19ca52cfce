import type { Item } from '../model/item.ts'
import type { JobProgress } from '../model/job-progress.ts'

/** What was seen of a job's progress, oldest first. */
export type Trail = readonly { readonly at: number; readonly progress: number }[]
export type Trails = ReadonlyMap<Item['key'], Trail>

// Long enough to even out a server that works in fits, short enough to follow one that slows down.
const windowMs = 60_000
const longestTrail = 120
/** Over a shorter time a rate is a guess. */
const leastMs = 1_500

/** Notes the progress of the jobs that run, and forgets those that no longer do. */
export function extendTrails(trails: Trails, running: readonly Item[]): Trails {
  return new Map(running.map((job) => [job.key, extended(trails.get(job.key) ?? [], job)]))
}

function extended(trail: Trail, { progress, updatedAt: at }: Item): Trail {
  if (progress === null) return []
  const last = trail.at(-1)
  if (last !== undefined && at <= last.at) return trail
  // Starting over, or a clock that was set back: what came before tells nothing.
  const known = last !== undefined && progress < last.progress ? [] : trail
  const recent = known.filter((sample) => sample.at > at - windowMs)
  // One from before the window keeps the rate of a job that rarely speaks.
  const older = known.findLast((sample) => sample.at <= at - windowMs)
  return [
    ...(older === undefined || recent.length > 1 ? [] : [older]),
    ...recent.slice(-longestTrail),
    { at, progress },
  ]
}

/** How a job is getting on. @param stalledAfterMs how long a job may be without news */
export function jobProgressOf(job: Item, trail: Trail, stalledAfterMs: number, now: number): JobProgress {
  const isStalled = now - job.updatedAt >= stalledAfterMs
  const perSecond = isStalled ? null : rateOf(trail)
  const last = trail.at(-1)
  const leftMs =
    perSecond === null || last === undefined
      ? null
      : Math.max(0, ((1 - last.progress) / perSecond) * 1_000 - Math.max(0, now - last.at))
  return {
    key: job.key,
    title: job.title,
    state: job.state === 'queued' ? 'queued' : 'running',
    progress: job.progress,
    perSecond,
    leftMs,
    stalledSince: isStalled ? job.updatedAt : null,
  }
}

function rateOf(trail: Trail): number | null {
  const [first] = trail
  const last = trail.at(-1)
  if (first === undefined || last === undefined) return null
  const ms = last.at - first.at
  const done = last.progress - first.progress
  return ms >= leastMs && done > 0 ? (done / ms) * 1_000 : null
}

/** When the next of these jobs will have been without news for too long; null: none will. */
export function nextStallAt(running: readonly Item[], stalledAfterMs: number, now: number): number | null {
  const times = running.map(({ updatedAt }) => updatedAt + stalledAfterMs).filter((at) => at > now)
  return times.length === 0 ? null : Math.min(...times)
}
