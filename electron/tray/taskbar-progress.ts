import type { Download } from '../model/download.ts'
import type { JobProgress } from '../model/job-progress.ts'

/** What taskbar or dock show of the work that is under way. */
export type TaskbarProgress =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  /** 0 to 1, in steps of a hundredth. */
  | { readonly kind: 'part'; readonly part: number }

/** One bar for all that runs: how much of it is done. What stalls is left out, or the bar would stay for ever. */
export function taskbarProgress(
  jobs: readonly JobProgress[],
  transfers: readonly Download[],
): TaskbarProgress {
  const parts = [
    ...jobs.filter(({ stalledSince }) => stalledSince === null).map(({ progress }) => progress),
    ...transfers.flatMap((transfer) =>
      transfer.kind === 'running'
        ? [transfer.total === null || transfer.total === 0 ? null : transfer.received / transfer.total]
        : [],
    ),
  ]
  const known = parts.filter((part) => part !== null)
  if (parts.length === 0) return { kind: 'none' }
  if (known.length === 0) return { kind: 'unknown' }
  const sum = known.reduce((total, part) => total + Math.min(Math.max(part, 0), 1), 0)
  return { kind: 'part', part: Math.round((sum / known.length) * 100) / 100 }
}
