import type { DesktopNotification, NotificationHandlers } from '../../notifications/desktop-notification.ts'

/** A notification on the screen, or in the notification centre. */
export interface ShownNotification {
  readonly notification: DesktopNotification
  readonly handlers: NotificationHandlers
}

/** The shown notifications by what the platform knows them by, oldest first. */
export type ShownNotifications<Handle> = Map<Handle, ShownNotification>

// Some desktops never report that a notification was closed.
const maxTracked = 1_000

/** Adds a notification, and forgets the oldest one when there are too many. */
export function track<Handle>(
  shown: ShownNotifications<Handle>,
  handle: Handle,
  notification: ShownNotification,
): void {
  shown.set(handle, notification)
  const [oldest] = shown.keys()
  if (shown.size > maxTracked && oldest !== undefined) shown.delete(oldest)
}

/** Forgets the notifications for which `shouldClose` returns true, and calls `close` for each of them. */
export function closeWhere<Handle>(
  shown: ShownNotifications<Handle>,
  shouldClose: (notification: DesktopNotification) => boolean,
  close: (handle: Handle) => void,
): void {
  for (const [handle, { notification }] of [...shown]) {
    if (!shouldClose(notification)) continue
    shown.delete(handle)
    close(handle)
  }
}
