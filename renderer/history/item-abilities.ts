import { type DownloadError, expiryOf } from '../../electron/model/download.ts'
import type { Item } from '../../electron/model/item.ts'
import { isFinal } from '../../electron/model/job.ts'

/** A job that has not ended can't be unread: there is nothing to read yet. */
export function canToggleRead({ read, state }: Item): boolean {
  return !read || state === null || isFinal(state)
}

/** Whether they are marked as read next, and not as unread. */
export function isAnyUnread(items: readonly Item[]): boolean {
  return items.some(({ read }) => !read)
}

/** A job that has not ended raises its notification by itself. */
export function canRemind({ state }: Item): boolean {
  return state === null || isFinal(state)
}

/** When the user is reminded of an item, milliseconds since the epoch; null: no reminder is set. */
export function remindsAt({ notification, notificationReason, heldUntil }: Item): number | null {
  return notification === 'pending' && notificationReason === null ? heldUntil : null
}

/** What can be done about the file of a job. */
export type DownloadState =
  | 'none'
  /** It can be downloaded, for the first time or again. */
  | 'offered'
  | 'active'
  | 'done'
  /** The server no longer has it, or will never give it. */
  | 'gone'

export function downloadStateOf(item: Item, now: number): DownloadState {
  const { offer, download } = item
  if (offer === null) return 'none'
  switch (download?.kind) {
    case 'queued':
    case 'running':
      return 'active'
    case 'done':
      return 'done'
    case 'interrupted':
    case 'failed':
      return lastingErrors.has(download.reason.kind) || expiryOf(item, now) === 'expired' ? 'gone' : 'offered'
    default:
      return expiryOf(item, now) === 'expired' ? 'gone' : 'offered'
  }
}

export function canDownload(item: Item, now: number): boolean {
  return downloadStateOf(item, now) === 'offered'
}

/** After these, another attempt could not succeed either. */
const lastingErrors: ReadonlySet<DownloadError['kind']> = new Set([
  'gone',
  'server-expired',
  'expired',
  'unsafe-address',
  'local-address',
])
