import { formatTimeLeft } from '../i18n/duration.ts'
import { explainDownloadError } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Item } from '../model/item.ts'
import { shownProgress } from '../model/job.ts'
import type { MonitoredJob } from './job-monitor.ts'
import { oneLine, type TrayDownload } from './tray-entries.ts'

/** A running job or download, as the desktop shows it among the work of all programs. */
export interface ProgressView {
  readonly id: `job-${number}` | `download-${number}`
  /** The key of its item. */
  readonly key: Item['key']
  readonly title: string
  /** How it goes, besides the progress: the time left, when it is known. */
  readonly status: string
  /** 0 to 100, a whole number; null: unknown. */
  readonly percent: number | null
  /** Of a download; null: it is a job, whose size nobody knows. */
  readonly bytes: ProgressBytes | null
  /** A job runs on a server, which can't be told to stop. */
  readonly canCancel: boolean
}

export interface ProgressBytes {
  readonly received: number
  /** Null: the server does not say. */
  readonly total: number | null
  readonly perSecond: number | null
}

/** How a view ends. */
export type ProgressEnd =
  | { readonly kind: 'succeeded' }
  /** `reason` is a text for the user. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Cancelled, or not to be shown any longer. */
  | { readonly kind: 'hidden' }

/** Shows views outside the app's window. */
export interface ProgressViews {
  /** Whether the desktop has a place for them at present. The first call begins to find out. */
  readonly isAvailable: () => boolean
  /** Shows these and ends all others. */
  readonly draw: (views: readonly ProgressView[]) => void
  /** Ends all. */
  readonly stop: () => void
}

export interface ProgressViewsOptions {
  /** Whether there is a place for them has changed. */
  readonly onAvailability: () => void
  /** The user cancels it. */
  readonly onCancel: (key: ProgressView['key']) => void
  /** How that which this view showed has ended. */
  readonly endOf: (view: ProgressView) => ProgressEnd
}

/** More would fill the screen; the tray and the window show the others. */
export const maxProgressViews = 10

export interface ProgressState {
  readonly jobs: readonly MonitoredJob[]
  readonly downloads: readonly TrayDownload[]
  /** The ids of the views so far. */
  readonly shown: ReadonlySet<ProgressView['id']>
  /** Whether this job would raise a notification if it ended now. */
  readonly isAnnounced: (key: Item['key']) => boolean
  /** Name no item: others may see the screen. */
  readonly hideContent: boolean
}

/**
 * What is shown: running downloads and jobs, those that are shown already before others. A view comes onto the screen like
 * a notification, so a job has none where it raises no notification. A download was started by the user.
 */
export function createProgressViews(state: ProgressState, i18n: I18n): readonly ProgressView[] {
  const views = [
    ...state.downloads.flatMap((download) => downloadView(download, state.hideContent, i18n)),
    ...state.jobs.flatMap((job) => jobView(job, state.hideContent, i18n)),
  ]
  const shown = views.filter(({ id }) => state.shown.has(id))
  const others = views.filter(({ id }) => !state.shown.has(id))
  const chosen: ProgressView[] = []
  for (const view of [...shown, ...others]) {
    if (chosen.length === maxProgressViews) break
    if (view.canCancel || state.isAnnounced(view.key)) chosen.push(view)
  }
  return chosen
}

/** A stalled job has no view: it might never end. */
function jobView(job: MonitoredJob, hideContent: boolean, i18n: I18n): readonly ProgressView[] {
  if (job.state !== 'running' || job.stalledSince !== null) return []
  const title = (hideContent ? null : job.title) ?? i18n.t('tray.untitled-job')
  return [
    {
      id: `job-${job.key}`,
      key: job.key,
      title: oneLine(title, i18n),
      status: job.isOverdue
        ? i18n.t('tray.job-last-update', { at: job.updatedAt })
        : statusOf(job.leftMs, i18n),
      percent: percentOf(job.progress),
      bytes: null,
      canCancel: false,
    },
  ]
}

function downloadView(
  { key, name, download }: TrayDownload,
  hideContent: boolean,
  i18n: I18n,
): readonly ProgressView[] {
  if (download.kind !== 'running') return []
  const { received, total, perSecond } = download
  const leftMs =
    total === null || perSecond === null || perSecond <= 0
      ? null
      : (Math.max(0, total - received) / perSecond) * 1_000
  const shownName = (hideContent ? null : name) ?? i18n.t('tray.untitled-job')
  return [
    {
      id: `download-${key}`,
      key,
      title: i18n.t('download.progress', { name: oneLine(shownName, i18n) }),
      status: statusOf(leftMs, i18n),
      percent: percentOf(total === null || total === 0 ? null : received / total),
      bytes: { received, total, perSecond },
      canCancel: true,
    },
  ]
}

function statusOf(leftMs: number | null, i18n: I18n): string {
  return leftMs === null ? i18n.t('tray.job-running') : formatTimeLeft(leftMs, i18n)
}

function percentOf(progress: number | null): number | null {
  return progress === null ? null : Math.round(shownProgress(progress) * 100)
}

/** @param item its current state; null: it was deleted */
export function progressEnd(
  view: Pick<ProgressView, 'canCancel'>,
  item: Item | null,
  hideContent: boolean,
  i18n: I18n,
): ProgressEnd {
  if (view.canCancel) {
    const download = item?.download ?? null
    if (download?.kind === 'done') return { kind: 'succeeded' }
    return download?.kind === 'failed' || download?.kind === 'interrupted'
      ? { kind: 'failed', reason: explainDownloadError(download.reason, i18n) }
      : { kind: 'hidden' }
  }
  if (item?.state === 'succeeded') return { kind: 'succeeded' }
  if (item?.state !== 'failed') return { kind: 'hidden' }
  return { kind: 'failed', reason: hideContent ? '' : oneLine(item.message ?? '', i18n) }
}
