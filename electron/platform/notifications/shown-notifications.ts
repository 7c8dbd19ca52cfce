import type {
  DesktopNotification,
  NotificationHandlers,
  ShownNotification,
} from '../../notifications/desktop-notification.ts'

/** A notification that the desktop knows, and that can still be clicked. */
export interface TrackedNotification {
  readonly notification: DesktopNotification
  readonly handlers: NotificationHandlers
  /** False: its time is over, but desktops keep such a notification in a list. */
  readonly isOnScreen: boolean
}

/** The notifications by what the platform knows them by, oldest first. */
export type TrackedNotifications<Handle> = Map<Handle, TrackedNotification>

// Some desktops never report that a notification was closed.
const maxTracked = 1_000

/** Adds a notification, and forgets the oldest one when there are too many. */
export function track<Handle>(
  tracked: TrackedNotifications<Handle>,
  handle: Handle,
  notification: TrackedNotification,
): void {
  tracked.delete(handle)
  tracked.set(handle, notification)
  const [oldest] = tracked.keys()
  if (tracked.size > maxTracked && oldest !== undefined) tracked.delete(oldest)
}

/** The time of a notification is over. */
export function leaveScreen<Handle>(tracked: TrackedNotifications<Handle>, handle: Handle): void {
  const notification = tracked.get(handle)
  if (notification !== undefined) tracked.set(handle, { ...notification, isOnScreen: false })
}

/** Forgets the notifications for which `shouldClose` returns true, and calls `close` for each of them. */
export function closeWhere<Handle>(
  tracked: TrackedNotifications<Handle>,
  shouldClose: (notification: ShownNotification) => boolean,
  close: (handle: Handle) => void,
): void {
  for (const [handle, { notification }] of [...tracked]) {
    if (!shouldClose(notification)) continue
    tracked.delete(handle)
    close(handle)
  }
}

/** The handle of the latest notification with this id of ours that is on the screen; null: there is none. */
export function handleOf<Handle>(tracked: TrackedNotifications<Handle>, id: string): Handle | null {
  const found = [...tracked].findLast(
    ([, { notification, isOnScreen }]) => isOnScreen && notification.id === id,
  )
  return found === undefined ? null : found[0]
}
