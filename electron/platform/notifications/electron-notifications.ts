import { type NativeImage, Notification } from 'electron'
import type { DesktopNotification } from '../../notifications/desktop-notification.ts'
import {
  type DesktopNotifications,
  maxTracked,
  type NotificationHandlers,
  type NotificationResult,
} from '../../notifications/desktop-notifications.ts'

// Some platforms report neither success nor failure.
const answerWithinMs = 5_000

/** Toasts of Windows and macOS. */
export function createElectronNotifications(icon: NativeImage): DesktopNotifications {
  // Held until closed: a collected Notification loses its click (electron#16922).
  const showing = new Map<Notification, DesktopNotification>()

  const show = (
    alert: DesktopNotification,
    { onClick, onAction }: NotificationHandlers,
  ): Promise<NotificationResult> => {
    if (!Notification.isSupported()) {
      return Promise.resolve({ kind: 'failed', reason: 'this desktop has no notification service' })
    }
    // What a platform or an older Electron does not know (buttons, id, group) it leaves out.
    const toast = new Notification({
      id: alert.id,
      groupId: alert.group,
      title: alert.title,
      body: alert.body,
      icon,
      urgency: alert.urgency,
      silent: alert.silent,
      timeoutType: alert.urgency === 'critical' ? 'never' : 'default',
      actions: alert.actions.map(({ label }) => ({ type: 'button', text: label })),
    })
    hold(showing, toast, alert)
    return new Promise((resolve) => {
      const silence = setTimeout(() => resolve({ kind: 'shown' }), answerWithinMs)
      const answer = (result: NotificationResult) => {
        clearTimeout(silence)
        resolve(result)
      }
      toast.on('show', () => answer({ kind: 'shown' }))
      toast.on('failed', (_event, reason) => {
        showing.delete(toast)
        answer({ kind: 'failed', reason })
      })
      toast.on('click', onClick)
      toast.on('action', (details, index) => {
        const action = alert.actions[details.actionIndex ?? index]
        if (action !== undefined) onAction(action.type)
      })
      toast.on('close', () => showing.delete(toast))
      toast.show()
    })
  }

  return {
    show,
    playsSounds: () => true,
    withdraw: (isOver) => {
      for (const [toast, alert] of [...showing]) {
        if (!isOver(alert)) continue
        showing.delete(toast)
        toast.close()
      }
    },
    stop: () => showing.clear(),
  }
}

function hold(
  showing: Map<Notification, DesktopNotification>,
  toast: Notification,
  alert: DesktopNotification,
): void {
  showing.set(toast, alert)
  const [oldest] = showing.keys()
  if (showing.size > maxTracked && oldest !== undefined) showing.delete(oldest)
}
