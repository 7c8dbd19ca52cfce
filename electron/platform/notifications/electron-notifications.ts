import type {
  ActivationArguments,
  Notification as ElectronNotification,
  NativeImage,
  NotificationActionEventParams,
  NotificationCloseEventParams,
  NotificationConstructorOptions,
} from 'electron'
import { textForSystem } from '../../model/text.ts'
import type {
  Availability,
  DesktopNotification,
  DesktopNotifications,
  NotificationHandlers,
  NotificationResult,
  ShownNotification,
} from '../../notifications/desktop-notification.ts'
import { rememberById } from './remembered-by-id.ts'
import { closeWhere, handleOf, leaveScreen, type TrackedNotifications, track } from './shown-notifications.ts'

/** What is needed of Electron's `Notification`. */
export interface NativeNotification extends Pick<ElectronNotification, 'id' | 'show' | 'close'> {
  on(event: 'show' | 'click', listener: () => void): unknown
  on(
    event: 'action',
    listener: (details: Partial<NotificationActionEventParams>, index: number) => void,
  ): unknown
  on(event: 'close', listener: (details: NotificationCloseEventParams) => void): unknown
  on(event: 'failed', listener: (event: unknown, reason: string) => void): unknown
}

/** Electron's class. Some of its functions are of one platform only, and newer than the oldest Electron that works. */
export interface NotificationClass
  extends Pick<typeof ElectronNotification, 'isSupported'>,
    Partial<Pick<typeof ElectronNotification, 'handleActivation'>> {
  readonly getHistory?: () => Promise<readonly NativeNotification[]>
  new (options: NotificationConstructorOptions): NativeNotification
}

export interface ElectronNotificationsOptions {
  readonly Notification: NotificationClass
  readonly pictureOf: (picture: DesktopNotification['picture']) => NativeImage
  /** Where to store which notifications are shown, so that they can be clicked after a restart of the app. */
  readonly memory: Parameters<typeof rememberById>[0]
}

// Some platforms report neither success nor failure.
const resultTimeoutMs = 5_000

const notSupported: Availability = {
  kind: 'unavailable',
  problem: { kind: 'not-allowed', reason: 'this system supports no notifications', program: '' },
}

/** What is known of a notification that is not remembered: a click on it opens the window. */
const unknown: ShownNotification = {
  ...{ id: '', keys: [], closeWhenRead: false, validUntil: null, actions: [] },
}

/** Notifications on Windows and macOS. */
export function createElectronNotifications({
  Notification,
  pictureOf,
  memory,
}: ElectronNotificationsOptions): DesktopNotifications {
  // Referenced until closed: a garbage-collected Notification loses its click (electron#16922).
  const shown: TrackedNotifications<NativeNotification, ShownNotification> = new Map()
  const remembered = rememberById(memory)
  const availability = (): Availability => (Notification.isSupported() ? { kind: 'available' } : notSupported)

  /** From now on `native` is the notification, until it is clicked or closed. */
  const connect = (
    native: NativeNotification,
    notification: ShownNotification,
    handlers: NotificationHandlers,
    isOnScreen: boolean,
  ): void => {
    track(shown, native, { notification, handlers, isOnScreen })
    const leave = () => {
      leaveScreen(shown, native)
      remembered.delete(notification.id)
    }
    native.on('click', () => {
      leave()
      handlers.onClick()
    })
    native.on('action', (details, index) => {
      const action = notification.actions[details.actionIndex ?? index]
      if (action === undefined) return
      leave()
      handlers.onAction(action.type)
    })
    native.on('close', ({ reason }) => {
      // Otherwise its time is over, and it stays in the system's list of notifications, where it can be clicked. Older
      // versions of Electron, and macOS, give no reason.
      if (reason !== 'userCanceled' && reason !== 'applicationHidden') {
        leaveScreen(shown, native)
        if (reason === 'timedOut') handlers.onOutcome('expired')
        return
      }
      shown.delete(native)
      remembered.delete(notification.id)
      if (reason === 'userCanceled') handlers.onOutcome('closed')
    })
  }

  const show = (
    notification: DesktopNotification,
    handlers: NotificationHandlers,
  ): Promise<NotificationResult> => {
    const current = availability()
    if (current.kind === 'unavailable') return Promise.resolve(current)
    // Options that a platform or an older Electron does not know (buttons, id, group) are ignored.
    const native = new Notification({
      id: notification.id,
      groupId: notification.group,
      title: textForSystem(notification.title),
      body: textForSystem(notification.body),
      icon: pictureOf(notification.picture),
      urgency: notification.urgency,
      silent: notification.silent,
      timeoutType: notification.keepOnScreen ? 'never' : 'default',
      actions: notification.actions.map(({ label }) => ({ type: 'button', text: textForSystem(label) })),
    })
    connect(native, notification, handlers, true)
    remembered.add(notification)
    return new Promise((resolve) => {
      const timeout = setTimeout(() => resolve({ kind: 'shown' }), resultTimeoutMs)
      const finish = (result: NotificationResult) => {
        clearTimeout(timeout)
        resolve(result)
      }
      native.on('show', () => finish({ kind: 'shown' }))
      native.on('failed', (_event, reason) => {
        shown.delete(native)
        remembered.delete(notification.id)
        finish({ kind: 'refused', reason })
      })
      native.show()
    })
  }

  /** Windows: one of any run was clicked. Those that this run has shown get events of their own. */
  const activate = (
    { type, arguments: text, actionIndex }: ActivationArguments,
    handlersOf: (notification: ShownNotification) => NotificationHandlers,
  ): void => {
    const id = new URLSearchParams(text).get('tag') ?? ''
    if ([...shown.values()].some(({ notification }) => notification.id === id)) return
    const notification = remembered.get(id) ?? unknown
    const action = type === 'action' ? notification.actions[actionIndex ?? -1] : undefined
    remembered.delete(id)
    const handlers = handlersOf(notification)
    if (action === undefined) handlers.onClick()
    else handlers.onAction(action.type)
  }

  return {
    prepare: (notification, handlers) => () => show(notification, handlers),
    availability: () => Promise.resolve(availability()),
    watchAvailability: () => () => {},
    // macOS hands over those that are still there. Windows starts the app, or calls it, when one is clicked.
    adopt: async (handlersOf) => {
      // The `await` is needed on every system: Electron reports the click that started the app as soon as a handler is
      // set, and what the click leads to is connected only after this function has returned.
      const delivered = (await Notification.getHistory?.().catch(() => [])) ?? []
      Notification.handleActivation?.((details) => activate(details, handlersOf))
      return delivered.flatMap((native) => {
        const notification = remembered.get(native.id)
        if (notification === undefined) return []
        connect(native, notification, handlersOf(notification), false)
        return [notification]
      })
    },
    isOnScreen: (id) => handleOf(shown, id) !== null,
    playsSounds: () => true,
    close: (shouldClose) =>
      closeWhere(shown, shouldClose, (native, { id }) => {
        remembered.delete(id)
        native.close()
      }),
    stop: () => shown.clear(),
  }
}
