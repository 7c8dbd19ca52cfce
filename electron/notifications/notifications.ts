import type { TextValues } from '../i18n/i18n.ts'
import { throttle } from '../model/throttle.ts'
import type { SessionBus } from '../platform/dbus/session-bus.ts'
import { createDesktopNotifications } from '../platform/notifications/create-notifications.ts'
import { createDoNotDisturbQuery } from '../platform/notifications/do-not-disturb.ts'
import { localTime } from '../platform/system/local-time.ts'
import type { Log } from '../platform/system/log.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { type AppNotificationKind, createAppNotification } from './app-notification.ts'
import { type Notifier, type NotifierOptions, startNotifier } from './notifier.ts'

/** All that the app says on the desktop. */
export interface Notifications extends Notifier {
  /** The history may have changed: toasts whose items are all read or gone have nothing to say any more. */
  readonly changed: () => void
  /** Raises a toast of the app's own, which stands for no item. */
  readonly showAppNotification: (about: AppNotificationKind, values?: TextValues) => void
  /** False where the desktop is known to play no sounds for toasts. */
  readonly playsSounds: () => boolean
}

export interface NotificationsOptions
  extends Pick<
    NotifierOptions,
    'writer' | 'settings' | 'i18n' | 'clock' | 'onClick' | 'onAction' | 'onChange'
  > {
  readonly reader: Pick<HistoryReader, 'notificationQueue' | 'unread' | 'anyUnread'>
  readonly bus: SessionBus
  /** The app's icon, a file that other programs can read. */
  readonly iconFile: string
  /** A toast of the app's own was clicked. */
  readonly onOwnClick: () => void
  readonly log: Log
}

const takeBackEveryMs = 500
/** A digest of more than that is taken back when nothing at all is unread any more: so nobody waits for a look at all. */
const mostLookedAt = 1_000

/** Announces on the system's own desktop. */
export function createNotifications(options: NotificationsOptions): Notifications {
  const { reader, bus, i18n, clock, log } = options
  const { platform } = process
  const toasts = createDesktopNotifications({
    ...{ platform, bus, clock },
    iconFile: options.iconFile,
    clickLabel: () => i18n().t('toast.open'),
    onChange: options.onChange,
  })
  const announcer = startNotifier({
    ...options,
    toasts,
    localTime,
    doNotDisturb: createDoNotDisturbQuery(platform, bus, process.env),
    onFailed: (reason) => log.warn(`A toast could not be shown: ${reason}`),
  })
  const takeBack = throttle(takeBackEveryMs, clock, () => {
    const isAllRead = reader.unread() === 0
    toasts.withdraw(
      ({ keys, closeWhenRead }) =>
        closeWhenRead && (isAllRead || (keys.length <= mostLookedAt && !reader.anyUnread(keys))),
    )
  })

  return {
    ...announcer,
    changed: takeBack.ask,
    showAppNotification: (about, values = {}) =>
      void toasts.show(createAppNotification(about, i18n(), values), {
        onClick: options.onOwnClick,
        onAction: () => {},
      }),
    playsSounds: toasts.playsSounds,
    stop: () => {
      takeBack.stop()
      announcer.stop()
      toasts.stop()
    },
  }
}
