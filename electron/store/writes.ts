import type { StoredDownloads } from './downloads.ts'
import type { NotificationQueue } from './notification-queue.ts'
import type { Store } from './open-store.ts'

/** All that the running app writes, by name: it can be asked for from another thread. Tidying up is no such wish. */
export function writesOn({ notificationQueue, downloads, ...store }: Store) {
  return {
    append: store.append,
    keepCursor: store.keepCursor,
    markRead: store.markRead,
    markUnread: store.markUnread,
    markAllRead: store.markAllRead,
    remove: store.remove,
    restore: store.restore,
    setLearntRhythm: store.setLearntRhythm,
    recordConnection: store.recordConnection,
    setToasts: notificationQueue.set,
    holdBackToasts: notificationQueue.holdBack,
    releaseHeldToasts: notificationQueue.releaseHeld,
    snoozeToast: notificationQueue.snooze,
    setReminded: notificationQueue.setReminded,
    putTransfer: downloads.put,
    forgetTransfer: downloads.forget,
  }
}

export type WritesOnStore = ReturnType<typeof writesOn>
export type WriteName = keyof WritesOnStore

/** The same, each answered once it is on file, in the order they were asked for. */
export type Writes = {
  readonly [Name in WriteName]: (
    ...values: Parameters<WritesOnStore[Name]>
  ) => Promise<ReturnType<WritesOnStore[Name]>>
} & {
  /** Waits for all that was asked for so far. */
  readonly settled: () => Promise<void>
}

/** What is left of a store where others write: it can be read. */
export type Reads = Omit<
  Store,
  WriteName | 'notificationQueue' | 'downloads' | 'maintain' | 'revision' | 'close'
> & {
  readonly notificationQueue: Pick<
    NotificationQueue,
    'groups' | 'newest' | 'keys' | 'anyHeld' | 'nextSnoozedAt' | 'expiring'
  >
  readonly downloads: Pick<StoredDownloads, 'serverOf' | 'find' | 'running'>
}
