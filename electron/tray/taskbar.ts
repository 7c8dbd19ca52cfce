import type { Download } from '../model/download.ts'
import type { JobProgress } from '../model/job.ts'

/** The app's icon in the taskbar or dock. */
export interface Taskbar {
  /** Makes the icon show this state; draws only what differs. */
  readonly draw: (state: TaskbarState) => void
  readonly stop: () => void
}

export interface TaskbarState {
  readonly progress: TaskbarProgress
  readonly unread: number
  /** A critical notification has not been read; a dock may let the icon glow or move. */
  readonly isUrgent: boolean
}

/** The progress bar on the icon. */
export type TaskbarProgress =
  | { readonly kind: 'none' }
  /** Something is running, but its progress is unknown. */
  | { readonly kind: 'unknown' }
  /** 0 to 1, rounded to hundredths. */
  | { readonly kind: 'part'; readonly part: number }

/** The average progress of all running jobs and downloads. Stalled jobs are left out: their bar would never go away. */
export function taskbarProgress(
  jobs: readonly JobProgress[],
  downloads: readonly Download[],
): TaskbarProgress {
  const parts = [
    ...jobs.filter(({ stalledSince }) => stalledSince === null).map(({ progress }) => progress),
    ...downloads.flatMap((download) =>
      download.kind === 'running'
        ? [download.total === null || download.total === 0 ? null : download.received / download.total]
        : [],
    ),
  ]
  const known = parts.filter((part) => part !== null)
  if (parts.length === 0) return { kind: 'none' }
  if (known.length === 0) return { kind: 'unknown' }
  const sum = known.reduce((total, part) => total + Math.min(Math.max(part, 0), 1), 0)
  return { kind: 'part', part: Math.round((sum / known.length) * 100) / 100 }
}
