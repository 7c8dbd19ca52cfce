import { type NativeImage, Notification } from 'electron'
import { textForSystem } from '../../model/text.ts'
import type {
  Availability,
  DesktopNotification,
  DesktopNotifications,
  NotificationResult,
} from '../../notifications/desktop-notification.ts'
import { closeWhere, handleOf, leaveScreen, type TrackedNotifications, track } from './shown-notifications.ts'

// Some platforms report neither success nor failure.
const resultTimeoutMs = 5_000

const notSupported: Availability = {
  kind: 'unavailable',
  problem: { kind: 'not-allowed', reason: 'this system supports no notifications', program: '' },
}

/** Notifications on Windows and macOS. */
export function createElectronNotifications(
  pictureOf: (picture: DesktopNotification['picture']) => NativeImage,
): DesktopNotifications {
  // Referenced until closed: a garbage-collected Notification loses its click (electron#16922).
  const shown: TrackedNotifications<Notification> = new Map()
  const availability = (): Availability => (Notification.isSupported() ? { kind: 'available' } : notSupported)

  const show: DesktopNotifications['show'] = (notification, handlers) => {
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
      timeoutType: notification.urgency === 'critical' ? 'never' : 'default',
      actions: notification.actions.map(({ label }) => ({ type: 'button', text: textForSystem(label) })),
    })
    track(shown, native, { notification, handlers, isOnScreen: true })
    return new Promise((resolve) => {
      const timeout = setTimeout(() => resolve({ kind: 'shown' }), resultTimeoutMs)
      const finish = (result: NotificationResult) => {
        clearTimeout(timeout)
        resolve(result)
      }
      native.on('show', () => finish({ kind: 'shown' }))
      native.on('failed', (_event, reason) => {
        shown.delete(native)
        finish({ kind: 'refused', reason })
      })
      native.on('click', handlers.onClick)
      native.on('action', (details, index) => {
        const action = notification.actions[details.actionIndex ?? index]
        if (action !== undefined) handlers.onAction(action.type)
      })
      // Older versions of Electron, and macOS, give no reason.
      native.on('close', ({ reason }) => {
        if (reason === 'timedOut') {
          // It stays in the notification centre, where it can be clicked.
          leaveScreen(shown, native)
          handlers.onOutcome('expired')
          return
        }
        shown.delete(native)
        if (reason === 'userCanceled') handlers.onOutcome('closed')
      })
      native.show()
    })
  }

  return {
    show,
    availability: () => Promise.resolve(availability()),
    watchAvailability: () => () => {},
    // Windows starts the app, or calls it, for a click on a notification that an earlier run has shown. Which one it was
    // is not known then: the window shows what is new.
    adopt: (handlersOf) => {
      const unknown = { id: '', keys: [], closeWhenRead: false, validUntil: null, actions: [] }
      activations()?.((details) => {
        if (shown.size === 0 && details.type === 'click') handlersOf(unknown).onClick()
      })
      return Promise.resolve([])
    },
    isOnScreen: (id) => handleOf(shown, id) !== null,
    playsSounds: () => true,
    close: (shouldClose) => closeWhere(shown, shouldClose, (native) => native.close()),
    stop: () => shown.clear(),
  }
}

/** Windows only, and newer than the oldest Electron that the app runs on. */
function activations(): typeof Notification.handleActivation | undefined {
  return 'handleActivation' in Notification ? Notification.handleActivation : undefined
}
