import type { Item, NotificationOutcome } from '../model/item.ts'
import type { NotificationProblem } from '../model/notification-problem.ts'

/**
 * What a button on a notification does with its item. `snooze` is for an hour; `show-download` shows the downloaded file in
 * its folder; `open-download` opens it as far as it is data, and so does a click on a notification with such a button;
 * `acknowledge` is about all items of the notification, which then do not come again.
 */
export type NotificationAction =
  | 'download'
  | 'open'
  | 'snooze'
  | 'snooze-tomorrow'
  | 'show-download'
  | 'open-download'
  | 'acknowledge'

/** What stays known of a notification after it was shown, also when the app is started again. */
export interface ShownNotification {
  /** Where the platform can do that, a notification replaces the one with the same id. */
  readonly id: string
  /** The items it stands for: one, or those of a digest; none when the app speaks about itself. */
  readonly keys: readonly Item['key'][]
  /** Whether to close it once all its items are read; not so a reminder, which may be about items read long ago. */
  readonly closeWhenRead: boolean
  /** When what it says is no longer true, in milliseconds since the epoch; null: never. */
  readonly validUntil: number | null
  readonly actions: readonly { readonly type: NotificationAction }[]
}

/** A desktop notification, independent of the platform that draws it. Texts are plain, never markup. */
export interface DesktopNotification extends ShownNotification {
  /** Where the platform can do that, notifications of the same group are shown together. */
  readonly group: 'jobs' | 'notifications' | 'digests'
  readonly title: string
  readonly body: string
  readonly urgency: 'low' | 'normal' | 'critical'
  readonly silent: boolean
  /** It stays on the screen until the user closes it, where the desktop can do that. */
  readonly keepOnScreen: boolean
  readonly picture: 'plain' | 'ready' | 'failed' | 'critical'
  /** Buttons, on platforms that have them. */
  readonly actions: readonly { readonly type: NotificationAction; readonly label: string }[]
}

/** Whether the desktop accepted a notification, and if not, why. */
export type NotificationResult =
  | { readonly kind: 'shown' }
  /** It was surely not shown, because none can be at the moment. */
  | { readonly kind: 'unavailable'; readonly problem: NotificationProblem }
  /** It was surely not shown; others may be. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It was handed over, but the desktop did not answer: it may be shown. */
  | { readonly kind: 'unknown'; readonly reason: string }

export type Availability =
  | { readonly kind: 'available' }
  | { readonly kind: 'unavailable'; readonly problem: NotificationProblem }

/** Called for what becomes of a notification, for as long as the desktop knows it. */
export interface NotificationHandlers {
  readonly onClick: () => void
  /** A button was pressed. */
  readonly onAction: (action: NotificationAction) => void
  /** `shown`: the desktop has answered after all, after the result was `unknown`. */
  readonly onOutcome: (outcome: Extract<NotificationOutcome, 'shown' | 'closed' | 'expired'>) => void
}

/** The notifications of the desktop; each platform has its own implementation. */
export interface DesktopNotifications {
  /** Prepares a notification, which the returned function shows; it may be called once. */
  readonly prepare: (
    notification: DesktopNotification,
    handlers: NotificationHandlers,
  ) => () => Promise<NotificationResult>
  /** Queries whether the desktop can show notifications. Never rejects. */
  readonly availability: () => Promise<Availability>
  /** Calls back when the availability may have changed. Returns an unsubscribe function. */
  readonly watchAvailability: (listener: () => void) => () => void
  /**
   * Takes over the notifications that the app has shown before it was started again, where the desktop still knows
   * them. Resolves to those.
   */
  readonly adopt: (
    handlersOf: (notification: ShownNotification) => NotificationHandlers,
  ) => Promise<readonly ShownNotification[]>
  /** Whether a notification with this id is on the screen, as far as the desktop tells. */
  readonly isOnScreen: (id: string) => boolean
  /** False where the desktop is known to play no sounds for notifications. */
  readonly playsSounds: () => boolean
  /** Closes all notifications for which `shouldClose` returns true. */
  readonly close: (shouldClose: (notification: ShownNotification) => boolean) => void
  /** Forgets all notifications and their handlers, without closing them. */
  readonly stop: () => void
}
