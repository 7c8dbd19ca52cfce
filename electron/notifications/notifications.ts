import { explainNotificationProblem } from '../i18n/explain.ts'
import type { I18n, TextValues } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import { throttle } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { TestNotification } from '../model/notification-problem.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { watchAvailability } from './availability.ts'
import { createOutdatedWatch } from './close-outdated.ts'
import { createTroubleWatch, isTroubleId, type Trouble, troubleId } from './connection-trouble.ts'
import { minSpacingMs } from './delivery-schedule.ts'
import type {
  DesktopNotification,
  DesktopNotifications,
  NotificationHandlers,
  NotificationResult,
} from './desktop-notification.ts'
import { createDownloadNotification } from './download-notification.ts'
import { createItemNotification, hiddenContent, itemNotificationId } from './item-notification.ts'
import { commandOf } from './notification-handlers.ts'
import { type NotifierOptions, startNotifier } from './notifier.ts'
import { createPresence, type UserActivity } from './presence.ts'
import { shortValues } from './short-values.ts'

/** What the app notifies about on its own behalf. */
export type AppNotificationKind =
  | 'test'
  | 'settings-damaged'
  | 'settings-repaired'
  | 'not-done'
  | 'history-damaged'
  | 'update-ready'
  | 'sign-in'
  | Trouble

export interface NotificationsOptions
  extends Omit<NotifierOptions, 'isAvailable' | 'onUnavailable' | 'presence'> {
  readonly user: UserActivity
  readonly reader: Pick<HistoryReader, 'notificationQueue' | 'unread' | 'anyUnread'>
  readonly desktop: DesktopNotifications
}

const followEveryMs = 500
/** A digest of more items than this is closed only when nothing is unread at all: the lookup would take too long. */
const maxKeysLookedUp = 1_000

/** All notifications of the app: those of items, and those about the app itself. */
export function createNotifications(options: NotificationsOptions) {
  const { reader, writer, i18n, clock } = options
  const presence = createPresence({
    user: options.user,
    isEnabled: () => options.settings().waitWhileAway,
    clock,
  })
  /** Items whose notification was shown without its content, because the screen was locked. */
  const shownWhileLocked = new Set<Item['key']>()
  const outdated = createOutdatedWatch(options.desktop, clock)
  const desktop: DesktopNotifications = {
    ...options.desktop,
    prepare: (notification, handlers) => {
      const show = options.desktop.prepare(notification, handlers)
      return () => {
        outdated.add(notification)
        const [key, ...others] = notification.keys
        if (key !== undefined && others.length === 0 && presence.isLocked()) shownWhileLocked.add(key)
        return show()
      }
    },
  }
  let test: NotificationResult | null = null
  let nextTestAt = Number.NEGATIVE_INFINITY
  const storeProblem = () => {
    const reason = availability.problem()?.reason ?? null
    void writer.write({ type: 'set-notification-problem', reason })
  }
  const availability = watchAvailability({
    ...{ desktop, clock },
    onAvailable: () => notifier.availableAgain(),
    onChange: () => {
      storeProblem()
      options.onChange()
    },
  })
  const notifier = startNotifier({
    ...{ ...options, desktop, presence },
    isAvailable: availability.isAvailable,
    onUnavailable: availability.onUnavailable,
  })
  // The run before may have left a problem that is gone.
  void availability.isAvailable().then(storeProblem)
  let nextSnoozedAt: number | null = null
  /** The user wants to see the only item of a notification later. */
  const isSnoozed = (keys: readonly Item['key'][]): boolean => {
    const [item] = keys.length === 1 ? reader.notificationQueue.items(keys) : []
    return item?.notification === 'pending' && item.heldUntil !== null
  }
  const followHistory = throttle(followEveryMs, clock, () => {
    const isAllRead = reader.unread() === 0
    desktop.close(
      ({ keys, closeWhenRead }) =>
        closeWhenRead &&
        (isAllRead || isSnoozed(keys) || (keys.length <= maxKeysLookedUp && !reader.anyUnread(keys))),
    )
    // A reminder that the user has just asked for is due at its time, also when nothing else happens until then.
    const at = reader.notificationQueue.nextSnoozedAt()
    if (at === nextSnoozedAt) return
    nextSnoozedAt = at
    notifier.checkAgain()
  })

  /** What it names is nobody's business while the screen is locked. */
  const appNotification = (kind: AppNotificationKind, values: TextValues): DesktopNotification => ({
    ...createAppNotification(kind, i18n(), values),
    ...(presence.isLocked() && Object.keys(values).length > 0 ? hiddenContent(1, i18n()) : {}),
  })
  const appHandlers: NotificationHandlers = {
    onClick: () => options.dispatch({ type: 'open-window' }),
    onAction: () => {},
    onOutcome: () => {},
  }
  const show = (
    kind: AppNotificationKind,
    values: TextValues = {},
    id: string = kind,
    handlers = appHandlers,
  ): Promise<NotificationResult> => desktop.prepare({ ...appNotification(kind, values), id }, handlers)()
  const showAppNotification = (kind: AppNotificationKind, values?: TextValues): void =>
    void show(kind, values)
  const showDownloadNotification = (item: Item): void => {
    // The answer is in the row, too.
    if (notifier.silence().kind === 'on') return
    const notification = createDownloadNotification(item, options.settings(), i18n())
    if (notification === null) return
    const show = desktop.prepare(notification, {
      onClick: () => options.dispatch({ type: 'show-item', key: item.key }),
      onAction: (action) => options.dispatch(commandOf(action, [item.key])),
      // What became of the item's own notification is another thing.
      onOutcome: () => {},
    })
    void show()
  }
  const revised = (item: Item): void => {
    if (item.read || !desktop.isOnScreen(itemNotificationId(item.key))) return
    const settings = { ...options.settings(), ...(presence.isLocked() && { hideContent: true }) }
    const notification = createItemNotification(item, settings, clock.now(), i18n())
    void desktop.prepare({ ...notification, silent: true }, notifier.handlersOf(notification))()
  }
  const stopWatchingLock = options.user.watchLock(() => {
    notifier.checkAgain()
    if (options.user.isLocked()) return
    const keys = [...shownWhileLocked]
    shownWhileLocked.clear()
    for (const item of reader.notificationQueue.items(keys)) revised(item)
  })
  const troubleWatch = createTroubleWatch({
    clock,
    show: (trouble, server) => {
      const isSignIn = trouble === 'signed-out' && server.offersSignIn
      void show(isSignIn ? 'sign-in' : trouble, { server: server.name }, troubleId(trouble, server.id), {
        ...appHandlers,
        onClick: () =>
          options.dispatch(
            trouble === 'signed-out'
              ? { type: 'open-page', page: 'sign-in', server: server.key }
              : { type: 'open-window' },
          ),
      })
    },
    close: (trouble, source) => desktop.close(({ id }) => id === troubleId(trouble, source)),
  })

  void desktop
    .adopt((shown) => (shown.keys.length === 0 ? appHandlers : notifier.handlersOf(shown)))
    .then((adopted) => {
      for (const shown of adopted) outdated.add(shown)
      // What they are about may be over; if it lasts it is announced again.
      desktop.close(({ id }) => isTroubleId(id))
      followHistory.call()
    })

  return {
    ...notifier,
    /** The item has changed after it was announced: the notification on the screen says what it is now. */
    revised,
    /** Why no notification can appear on this desktop, and what helps, in the user's language; null: they can. */
    problem: (): string | null => {
      const problem = availability.problem()
      return problem === null ? null : explainNotificationProblem(problem, i18n())
    },
    /** What became of the last test; null: there was none, or it is on its way. */
    test: (): TestNotification | null => (test === null ? null : testOf(test, i18n())),
    /** Raises a notification to see whether it appears; `onChange` is called with what became of it. */
    sendTest: (): void => {
      // However often the button is pressed: one after the other, and never two within a second.
      if (clock.elapsed() < nextTestAt) return
      nextTestAt = Number.POSITIVE_INFINITY
      test = null
      options.onChange()
      void show('test').then((result) => {
        test = result
        nextTestAt = clock.elapsed() + minSpacingMs
        if (result.kind === 'unavailable') availability.onUnavailable(result.problem)
        options.onChange()
      })
    },
    /**
     * The history may have changed: notifications whose items are all read, deleted or snoozed are closed, and reminders
     * are due at their time.
     */
    historyChanged: followHistory.call,
    /** Raises a notification about the app itself, which stands for no item. */
    showAppNotification,
    /** Raises a notification about the download of this item, which has ended; none during silence. */
    showDownloadNotification,
    /** The connections may have changed. */
    onConnections: troubleWatch.onConnections,
    /** False where the desktop is known to play no sounds for notifications. */
    playsSounds: desktop.playsSounds,
    /** Stops `desktop` as well. */
    stop: () => {
      stopWatchingLock()
      followHistory.stop()
      outdated.stop()
      availability.stop()
      troubleWatch.stop()
      notifier.stop()
      desktop.stop()
    },
  }
}

function testOf(result: NotificationResult, i18n: I18n): TestNotification {
  switch (result.kind) {
    case 'shown':
      return { kind: 'sent', reason: null }
    case 'unavailable':
      return { kind: 'failed', reason: explainNotificationProblem(result.problem, i18n) }
    case 'refused':
    case 'unknown':
      return {
        kind: 'failed',
        reason: i18n.t(`problem.notification.${result.kind}`, { detail: result.reason }),
      }
    default:
      return assertNever(result)
  }
}

/** A notification that stands for no item. */
function createAppNotification(
  kind: AppNotificationKind,
  i18n: I18n,
  given: TextValues,
): DesktopNotification {
  const values = shortValues(given)
  return {
    id: kind,
    group: 'notifications',
    title: i18n.t(`notification.${kind}-title`, values),
    body: i18n.t(`notification.${kind}-body`, values),
    urgency: kind === 'update-ready' ? 'low' : 'normal',
    silent: kind === 'update-ready',
    keepOnScreen: false,
    picture: 'plain',
    validUntil: null,
    keys: [],
    closeWhenRead: false,
    actions: [],
  }
}
