import { type NativeImage, Notification } from 'electron'
import { textForSystem } from '../../model/text.ts'
import type { DesktopNotifications, NotificationResult } from '../../notifications/desktop-notification.ts'
import { closeWhere, type ShownNotifications, track } from './shown-notifications.ts'

// Some platforms report neither success nor failure.
const resultTimeoutMs = 5_000

/** Notifications on Windows and macOS. */
export function createElectronNotifications(icon: NativeImage): DesktopNotifications {
  // Referenced until closed: a garbage-collected Notification loses its click (electron#16922).
  const shown: ShownNotifications<Notification> = new Map()

  const show: DesktopNotifications['show'] = (notification, handlers) => {
    if (!Notification.isSupported()) {
      return Promise.resolve({ kind: 'failed', reason: 'this desktop has no notification service' })
    }
    // Options that a platform or an older Electron does not know (buttons, id, group) are ignored.
    const native = new Notification({
      id: notification.id,
      groupId: notification.group,
      title: textForSystem(notification.title),
      body: textForSystem(notification.body),
      icon,
      urgency: notification.urgency,
      silent: notification.silent,
      timeoutType: notification.urgency === 'critical' ? 'never' : 'default',
      actions: notification.actions.map(({ label }) => ({ type: 'button', text: textForSystem(label) })),
    })
    track(shown, native, { notification, handlers })
    return new Promise((resolve) => {
      const timeout = setTimeout(() => resolve({ kind: 'shown' }), resultTimeoutMs)
      const finish = (result: NotificationResult) => {
        clearTimeout(timeout)
        resolve(result)
      }
      native.on('show', () => finish({ kind: 'shown' }))
      native.on('failed', (_event, reason) => {
        shown.delete(native)
        finish({ kind: 'failed', reason })
      })
      native.on('click', handlers.onClick)
      native.on('action', (details, index) => {
        const action = notification.actions[details.actionIndex ?? index]
        if (action !== undefined) handlers.onAction(action.type)
      })
      native.on('close', () => shown.delete(native))
      native.show()
    })
  }

  return {
    show,
    playsSounds: () => true,
    close: (shouldClose) => closeWhere(shown, shouldClose, (native) => native.close()),
    stop: () => shown.clear(),
  }
}
