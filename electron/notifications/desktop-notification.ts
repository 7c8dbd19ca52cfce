import type { Item } from '../model/item.ts'

/** What a button on a notification does with its one item. `show-download` shows the downloaded file in its folder. */
export type NotificationAction = 'download' | 'open' | 'snooze' | 'show-download'

/** A desktop notification, independent of the platform that draws it. Texts are plain, never markup. */
export interface DesktopNotification {
  /** Where the platform can do that, a notification replaces the one with the same id. */
  readonly id: string
  /** Where the platform can do that, notifications of the same group are shown together. */
  readonly group: 'jobs' | 'notifications' | 'digests'
  readonly title: string
  readonly body: string
  readonly urgency: 'low' | 'normal' | 'critical'
  readonly silent: boolean
  /** The items it stands for: one, or those of a digest; none when the app speaks about itself. */
  readonly keys: readonly Item['key'][]
  /** Whether to close it once all its items are read; not so a reminder, which may be about items read long ago. */
  readonly closeWhenRead: boolean
  /** Buttons, on platforms that have them. */
  readonly actions: readonly { readonly type: NotificationAction; readonly label: string }[]
}

/** Whether the desktop accepted a notification, and if not, why. */
export type NotificationResult =
  | { readonly kind: 'shown' }
  | { readonly kind: 'failed'; readonly reason: string }

/** Called for what the user does with a notification, for as long as it exists. */
export interface NotificationHandlers {
  readonly onClick: () => void
  /** A button was pressed. */
  readonly onAction: (action: NotificationAction) => void
}

/** The notifications of the desktop; each platform has its own implementation. */
export interface DesktopNotifications {
  readonly show: (
    notification: DesktopNotification,
    handlers: NotificationHandlers,
  ) => Promise<NotificationResult>
  /** False where the desktop is known to play no sounds for notifications. */
  readonly playsSounds: () => boolean
  /** Closes all notifications for which `shouldClose` returns true. */
  readonly close: (shouldClose: (notification: DesktopNotification) => boolean) => void
  /** Forgets all notifications and their handlers, without closing them. */
  readonly stop: () => void
}
