import type { TextValues } from '../i18n/i18n.ts'
import { throttle } from '../model/clock.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { type AppNotificationKind, createAppNotification } from './app-notification.ts'
import type { DesktopNotifications } from './desktop-notification.ts'
import { type Notifier, type NotifierOptions, startNotifier } from './notifier.ts'

/** All notifications of the app: those of items, and those about the app itself. */
export interface Notifications extends Notifier {
  /** The history may have changed: notifications whose items are all read or deleted are closed. */
  readonly historyChanged: () => void
  /** Raises a notification about the app itself, which stands for no item. */
  readonly showAppNotification: (kind: AppNotificationKind, values?: TextValues) => void
  /** False where the desktop is known to play no sounds for notifications. */
  readonly playsSounds: () => boolean
  /** Stops `desktop` as well. */
  readonly stop: () => void
}

export interface NotificationsOptions extends NotifierOptions {
  readonly reader: Pick<HistoryReader, 'notificationQueue' | 'unread' | 'anyUnread'>
  readonly desktop: DesktopNotifications
}

const closeReadEveryMs = 500
/** A digest of more items than this is closed only when nothing is unread at all: the lookup would take too long. */
const maxKeysLookedUp = 1_000

export function createNotifications(options: NotificationsOptions): Notifications {
  const { reader, desktop, i18n, clock } = options
  const notifier = startNotifier(options)
  const closeRead = throttle(closeReadEveryMs, clock, () => {
    const isAllRead = reader.unread() === 0
    desktop.close(
      ({ keys, closeWhenRead }) =>
        closeWhenRead && (isAllRead || (keys.length <= maxKeysLookedUp && !reader.anyUnread(keys))),
    )
  })

  return {
    ...notifier,
    historyChanged: closeRead.call,
    showAppNotification: (kind, values = {}) =>
      void desktop.show(createAppNotification(kind, i18n(), values), {
        onClick: () => options.dispatch({ type: 'open-window' }),
        onAction: () => {},
      }),
    playsSounds: desktop.playsSounds,
    stop: () => {
      closeRead.stop()
      notifier.stop()
      desktop.stop()
    },
  }
}
