import { notificationServer } from './freedesktop-toasts.ts'
import type { SessionBus } from './session-bus.ts'

const answerWithinMs = 500

/**
 * Asks whether the desktop is holding toasts back by itself; null where it can't be asked.
 *
 * On Linux the notification server says so, by the property `Inhibited` of the specification or by one of its own
 * (dunst). It would keep the toasts and show all of them at the end; we tell them in one instead. Windows and macOS
 * offer no such question to ordinary programs; there the system itself keeps toasts quietly in its notification centre.
 */
export function doNotDisturbOf(platform: string, bus: SessionBus): (() => Promise<boolean>) | null {
  if (platform !== 'linux') return null
  return async () => {
    const answers = await Promise.all([
      bus.property(notificationServer, 'Inhibited', answerWithinMs),
      bus.property({ ...notificationServer, interface: 'org.dunstproject.cmd0' }, 'paused', answerWithinMs),
    ])
    return answers.includes(true)
  }
}
