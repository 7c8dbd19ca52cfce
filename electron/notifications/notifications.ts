import type { I18n, TextValues } from '../i18n/i18n.ts'
import { throttle } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { createTroubleWatch, type Trouble } from './connection-trouble.ts'
import type { DesktopNotification, DesktopNotifications } from './desktop-notification.ts'
import { createDownloadNotification } from './download-notification.ts'
import { commandOf, type NotifierOptions, startNotifier } from './notifier.ts'

/** What the app notifies about on its own behalf. */
export type AppNotificationKind = 'test' | 'settings-damaged' | 'history-damaged' | 'update-ready' | Trouble

export interface NotificationsOptions extends NotifierOptions {
  readonly reader: Pick<HistoryReader, 'notificationQueue' | 'unread' | 'anyUnread'>
  readonly desktop: DesktopNotifications
  /** What to call the server in a notification, like `app.example.com`. */
  readonly serverName: () => string
}

const closeReadEveryMs = 500
/** A digest of more items than this is closed only when nothing is unread at all: the lookup would take too long. */
const maxKeysLookedUp = 1_000

/** All notifications of the app: those of items, and those about the app itself. */
export function createNotifications(options: NotificationsOptions) {
  const { reader, desktop, i18n, clock } = options
  const notifier = startNotifier(options)
  const closeRead = throttle(closeReadEveryMs, clock, () => {
    const isAllRead = reader.unread() === 0
    desktop.close(
      ({ keys, closeWhenRead }) =>
        closeWhenRead && (isAllRead || (keys.length <= maxKeysLookedUp && !reader.anyUnread(keys))),
    )
  })

  const showAppNotification = (kind: AppNotificationKind, values: TextValues = {}): void =>
    void desktop.show(createAppNotification(kind, i18n(), values), {
      onClick: () => options.dispatch({ type: 'open-window' }),
      onAction: () => {},
    })
  const showDownloadNotification = (item: Item): void => {
    // The answer is in the row, too.
    if (notifier.silence().kind === 'on') return
    const notification = createDownloadNotification(item, options.settings(), i18n())
    if (notification === null) return
    void desktop.show(notification, {
      onClick: () => options.dispatch({ type: 'show-item', key: item.key }),
      onAction: (action) => options.dispatch(commandOf(action, item.key)),
    })
  }
  const troubleWatch = createTroubleWatch({
    clock,
    show: (trouble) => showAppNotification(trouble, { server: options.serverName() }),
    close: (trouble) => desktop.close(({ id }) => id === trouble),
  })

  return {
    ...notifier,
    /** The history may have changed: notifications whose items are all read or deleted are closed. */
    historyChanged: closeRead.call,
    /** Raises a notification about the app itself, which stands for no item. */
    showAppNotification,
    /** Raises a notification about the download of this item, which has ended; none during silence. */
    showDownloadNotification,
    /** The connection may have changed. Null: no server is known. */
    onConnection: troubleWatch.onConnection,
    /** False where the desktop is known to play no sounds for notifications. */
    playsSounds: desktop.playsSounds,
    /** Stops `desktop` as well. */
    stop: () => {
      closeRead.stop()
      troubleWatch.stop()
      notifier.stop()
      desktop.stop()
    },
  }
}

/** A notification that stands for no item. */
function createAppNotification(
  kind: AppNotificationKind,
  i18n: I18n,
  values: TextValues,
): DesktopNotification {
  return {
    id: kind,
    group: 'notifications',
    title: i18n.t(`toast.${kind}-title`, values),
    body: i18n.t(`toast.${kind}-body`, values),
    urgency: kind === 'update-ready' ? 'low' : 'normal',
    silent: kind === 'update-ready',
    keys: [],
    closeWhenRead: false,
    actions: [],
  }
}
