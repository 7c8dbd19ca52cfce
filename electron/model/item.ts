import type { Download, DownloadOffer } from './download.ts'
import type { Priority } from './event.ts'
import type { JobState } from './job.ts'
import type { SourceId } from './source.ts'

/**
 * The state of an item's notification. `none`: none is due (a running job, a read item). `pending`: it is due, but not
 * raised yet. `shown`: it was raised. `suppressed`: it was not raised, for a `NotificationReason`.
 */
export type NotificationState = 'none' | 'pending' | 'shown' | 'suppressed'

/**
 * What became of a notification, as far as the desktop tells: `shown` is on the screen, or was closed without a word.
 * `clicked`, `closed` (by the user) and `expired` (the desktop's time-out) are how it ended. `unknown`: it was handed
 * over to the desktop, which did not answer. `held`: a digest follows at the end of a silence. `failed`: the desktop
 * refused it.
 */
export type NotificationOutcome = 'shown' | 'clicked' | 'closed' | 'expired' | 'unknown' | 'held' | 'failed'

/**
 * Why a notification was not raised. After `paused`, `quiet-hours`, `do-not-disturb` and `away` a digest follows when
 * that time has ended. `watched`: the user was looking at the newest items in the window.
 */
export type NotificationReason =
  | 'low'
  | 'muted'
  | 'watched'
  | 'paused'
  | 'quiet-hours'
  | 'do-not-disturb'
  | 'away'
  | `failed: ${string}`

/** One row of the history: a notification or a job. Times are milliseconds since the epoch. */
export interface Item {
  /** The row's key, unique in this store; commands carry it. */
  readonly key: number
  /** Newer items have higher positions; the history is sorted and paged by it. A job moves up when it ends. */
  readonly position: number
  /** The item's own id within its source. */
  readonly id: string
  /** The server it came from. */
  readonly source: SourceId
  readonly type: 'notification' | 'job'
  readonly title: string | null
  readonly message: string | null
  readonly category: string | null
  readonly priority: Priority
  /** The highest `revision` that was received; null: none was, or it is a job. */
  readonly revision: number | null
  /** The attempt that a job is in, from 1; null for a notification. */
  readonly attempt: number | null
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
  readonly pinned: boolean
  readonly notification: NotificationState
  /** Why it was not raised, or why a pending one could not be shown yet; null otherwise. */
  readonly notificationReason: NotificationReason | null
  /** Null: nothing was done about it yet. */
  readonly notificationOutcome: NotificationOutcome | null
  /** Until when it is held back or snoozed; null: it is not, or that is not known. */
  readonly heldUntil: number | null
  /** The state of its download on this computer; null when none was started. */
  readonly download: Download | null
}

/**
 * The message of an item whose encrypted content can't be read, as other programs and a terminal get it. The window shows it
 * in the user's language.
 */
export const unreadableMessage = '(can’t be decrypted)'
