import type { DesktopNotification, NotificationAction } from './desktop-notification.ts'

/** What became of a toast: the desktop took it, or why it could not be shown. */
export type NotificationResult =
  | { readonly kind: 'shown' }
  | { readonly kind: 'failed'; readonly reason: string }

/** What the user may do with a toast. All are called for as long as the desktop keeps it. */
export interface NotificationHandlers {
  readonly onClick: () => void
  /** One of its buttons was pressed; they are there only where the platform has them. */
  readonly onAction: (action: NotificationAction) => void
}

export interface DesktopNotifications {
  /** Hands a toast to the desktop. */
  readonly show: (alert: DesktopNotification, calls: NotificationHandlers) => Promise<NotificationResult>
  /**
   * False where the desktop is known to play no sounds for toasts, whatever they ask for. Where that can change it is
   * looked up after the answer, and `onChange` is told when it was no longer true.
   */
  readonly playsSounds: () => boolean
  /** Takes those off the screen of which this is true. */
  readonly withdraw: (isOver: (alert: DesktopNotification) => boolean) => void
  /** Lets go of what is still showing, without closing it. */
  readonly stop: () => void
}

/** A desktop that never says that a toast was closed must not cost memory for ever. */
export const maxTracked = 1_000
