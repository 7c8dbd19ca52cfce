import { type NativeImage, Notification } from 'electron'
import type { Alert } from '../notify/alert.ts'

/** What became of a toast: the desktop took it, or why it could not be shown. */
export type ToastResult = { readonly kind: 'shown' } | { readonly kind: 'failed'; readonly reason: string }

export interface Toasts {
  /** Hands a toast to the desktop. `onClick` is called for as long as the desktop keeps the toast. */
  readonly show: (alert: Alert, onClick: () => void) => Promise<ToastResult>
  /** Lets go of what is still showing, without closing it. */
  readonly stop: () => void
}

// Some platforms report neither success nor failure.
const answerWithinMs = 5_000

export function openToasts(icon: NativeImage, asBody: (text: string) => string): Toasts {
  // Held until closed: a collected Notification loses its click (electron#16922).
  const showing = new Set<Notification>()

  const show = (alert: Alert, onClick: () => void): Promise<ToastResult> => {
    if (!Notification.isSupported()) {
      return Promise.resolve({ kind: 'failed', reason: 'this desktop has no notification service' })
    }
    const toast = new Notification({
      title: alert.title,
      body: asBody(alert.body),
      icon,
      urgency: alert.urgency,
    })
    showing.add(toast)
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
      toast.on('close', () => showing.delete(toast))
      toast.show()
    })
  }

  return { show, stop: () => showing.clear() }
}
