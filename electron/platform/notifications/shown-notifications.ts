import type {
  DesktopNotification,
  NotificationHandlers,
  ShownNotification,
} from '../../notifications/desktop-notification.ts'

/** A notification that the desktop knows, and that can still be clicked. */
export interface TrackedNotification<Known extends ShownNotification = DesktopNotification> {
  readonly notification: Known
  readonly handlers: NotificationHandlers
  /** False: its time is over, but desktops keep such a notification in a list. */
  readonly isOnScreen: boolean
}

/** The notifications by what the platform knows them by, oldest first. */
export type TrackedNotifications<Handle, Known extends ShownNotification = DesktopNotification> = Map<
  Handle,
  TrackedNotification<Known>
>

// Some desktops never report that a notification was closed.
const maxTracked = 1_000

/** Adds a notification, and forgets the oldest one when there are too many. */
export function track<Handle, Known extends ShownNotification>(
  tracked: TrackedNotifications<Handle, Known>,
  handle: Handle,
  notification: TrackedNotification<Known>,
): void {
  tracked.delete(handle)
  tracked.set(handle, notification)
  const [oldest] = tracked.keys()
  if (tracked.size > maxTracked && oldest !== undefined) tracked.delete(oldest)
}

/** The time of a notification is over. */
export function leaveScreen<Handle, Known extends ShownNotification>(
  tracked: TrackedNotifications<Handle, Known>,
  handle: Handle,
): void {
  const notification = tracked.get(handle)
  if (notification !== undefined) tracked.set(handle, { ...notification, isOnScreen: false })
}

/** Forgets the notifications for which `shouldClose` returns true, and calls `close` for each of them. */
export function closeWhere<Handle, Known extends ShownNotification>(
  tracked: TrackedNotifications<Handle, Known>,
  shouldClose: (notification: ShownNotification) => boolean,
  close: (handle: Handle, notification: ShownNotification) => void,
): void {
  for (const [handle, { notification }] of [...tracked]) {
    if (!shouldClose(notification)) continue
    tracked.delete(handle)
    close(handle, notification)
  }
}

/** The handle of the latest notification with this id of ours that is on the screen; null: there is none. */
export function handleOf<Handle, Known extends ShownNotification>(
  tracked: TrackedNotifications<Handle, Known>,
  id: string,
): Handle | null {
  const found = [...tracked].findLast(
    ([, { notification, isOnScreen }]) => isOnScreen && notification.id === id,
  )
  return found === undefined ? null : found[0]
}
