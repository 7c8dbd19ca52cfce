import { type NativeImage, Notification } from 'electron'
import type { Alert, AlertAction } from '../notify/alert.ts'

/** What became of a toast: the desktop took it, or why it could not be shown. */
export type ToastResult = { readonly kind: 'shown' } | { readonly kind: 'failed'; readonly reason: string }

/** What the user may do with a toast. All are called for as long as the desktop keeps it. */
export interface ToastCalls {
  readonly onClick: () => void
  /** One of its buttons was pressed; they are there only where the platform has them. */
  readonly onAction: (action: AlertAction) => void
}

export interface Toasts {
  /** Hands a toast to the desktop. */
  readonly show: (alert: Alert, calls: ToastCalls) => Promise<ToastResult>
  /** Lets go of what is still showing, without closing it. */
  readonly stop: () => void
}

// Some platforms report neither success nor failure.
const answerWithinMs = 5_000

// A desktop that never says that a toast was closed must not cost memory for ever.
const mostHeld = 1_000

export function openToasts(icon: NativeImage, asBody: (text: string) => string): Toasts {
  // Held until closed: a collected Notification loses its click (electron#16922).
  const showing = new Set<Notification>()

  const show = (alert: Alert, { onClick, onAction }: ToastCalls): Promise<ToastResult> => {
    if (!Notification.isSupported()) {
      return Promise.resolve({ kind: 'failed', reason: 'this desktop has no notification service' })
    }
    // What a platform or an older Electron does not know (buttons, id, group) it leaves out.
    const toast = new Notification({
      id: alert.id,
      groupId: alert.group,
      title: alert.title,
      body: asBody(alert.body),
      icon,
      urgency: alert.urgency,
      silent: alert.silent,
      timeoutType: alert.urgency === 'critical' ? 'never' : 'default',
      actions: alert.actions.map(({ label }) => ({ type: 'button', text: label })),
    })
    hold(showing, toast)
    return new Promise((resolve) => {
      const silence = setTimeout(() => resolve({ kind: 'shown' }), answerWithinMs)
      const answer = (result: ToastResult) => {
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

  return { show, stop: () => showing.clear() }
}

function hold(showing: Set<Notification>, toast: Notification): void {
  showing.add(toast)
  const [oldest] = showing
  if (showing.size > mostHeld && oldest !== undefined) showing.delete(oldest)
}
