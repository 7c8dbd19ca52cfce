import type { TextValues } from '../i18n/i18n.ts'
import { atMostEvery } from '../model/throttle.ts'
import type { SessionBus } from '../platform/dbus/session-bus.ts'
import { openToasts } from '../platform/notifications/create-notifications.ts'
import { doNotDisturbOf } from '../platform/notifications/do-not-disturb.ts'
import { localTime } from '../platform/system/local-time.ts'
import type { Log } from '../platform/system/log.ts'
import type { Reads } from '../store/writes.ts'
import { type OwnNews, ownAlert } from './app-notification.ts'
import { type Announcer, type AnnouncerOptions, startAnnouncer } from './notifier.ts'

/** All that the app says on the desktop. */
export interface Announcements extends Announcer {
  /** The history may have changed: toasts whose items are all read or gone have nothing to say any more. */
  readonly changed: () => void
  /** Raises a toast of the app's own, which stands for no item. */
  readonly tell: (about: OwnNews, values?: TextValues) => void
  /** False where the desktop is known to play no sounds for toasts. */
  readonly playsSounds: () => boolean
}

export interface AnnouncementsOptions
  extends Pick<
    AnnouncerOptions,
    'writes' | 'settings' | 'words' | 'clock' | 'onClick' | 'onAction' | 'onChange'
  > {
  readonly store: Pick<Reads, 'toastQueue' | 'unread' | 'anyUnread'>
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
export function openAnnouncements(options: AnnouncementsOptions): Announcements {
  const { store, bus, words, clock, log } = options
  const { platform } = process
  const toasts = openToasts({
    ...{ platform, bus, clock },
    iconFile: options.iconFile,
    clickLabel: () => words().say('toast.open'),
    onChange: options.onChange,
  })
  const announcer = startAnnouncer({
    ...options,
    toasts,
    localTime,
    doNotDisturb: doNotDisturbOf(platform, bus, process.env),
    onFailed: (reason) => log.warn(`A toast could not be shown: ${reason}`),
  })
  const takeBack = atMostEvery(takeBackEveryMs, clock, () => {
    const isAllRead = store.unread() === 0
    toasts.takeBack(
      ({ keys, isOverWhenRead }) =>
        isOverWhenRead && (isAllRead || (keys.length <= mostLookedAt && !store.anyUnread(keys))),
    )
  })

  return {
    ...announcer,
    changed: takeBack.ask,
    tell: (about, values = {}) =>
      void toasts.show(ownAlert(about, words(), values), { onClick: options.onOwnClick, onAction: () => {} }),
    playsSounds: toasts.playsSounds,
    stop: () => {
      takeBack.stop()
      announcer.stop()
      toasts.stop()
    },
  }
}
