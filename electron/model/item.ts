import type { Download, DownloadOffer } from './download.ts'
import type { Priority } from './event.ts'
import type { JobState } from './job.ts'
import type { SourceId } from './source.ts'

/**
 * What became of a thing's one toast: `none` is due yet (a running job, a read thing), `pending` is due but not
 * raised, `shown` was raised, `suppressed` was held back on purpose.
 */
export type NotificationState = 'none' | 'pending' | 'shown' | 'suppressed'

/**
 * Why a toast was held back, or could not be shown. The three that pass (`paused`, `quiet-hours`, `do-not-disturb`) end
 * in a digest.
 */
export type NotificationReason =
  | 'low'
  | 'muted'
  | 'paused'
  | 'quiet-hours'
  | 'do-not-disturb'
  | `failed: ${string}`

/** One row of the history: a notification or a job. Times are milliseconds since the epoch. */
export interface Item {
  /** The row's key, unique in this store; commands carry it. */
  readonly key: number
  /** Newer news is higher; the history is sorted and paged by it. A job moves up once, when it ends. */
  readonly position: number
  /** The thing's own id within its source. */
  readonly id: string
  /** The server it came from. */
  readonly source: SourceId
  readonly type: 'notification' | 'job'
  readonly title: string | null
  readonly message: string | null
  readonly category: string | null
  readonly priority: Priority
  /** Null for a notification. */
  readonly state: JobState | null
  /** 0 to 1; null when unknown or not a job. */
  readonly progress: number | null
  readonly url: string | null
  readonly offer: DownloadOffer | null
  readonly createdAt: number | null
  readonly receivedAt: number
  readonly updatedAt: number
  readonly read: boolean
  readonly notification: NotificationState
  /** Why `notification` is `suppressed`; null when it is not. */
  readonly notificationReason: NotificationReason | null
  /** The state of its download on this computer; null when none was started. */
  readonly download: Download | null
}
