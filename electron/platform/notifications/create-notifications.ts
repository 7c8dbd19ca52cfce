import { nativeImage } from 'electron'
import type { Clock } from '../../model/clock.ts'
import type { DesktopNotifications } from '../../notifications/desktop-notifications.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { createElectronNotifications } from './electron-notifications.ts'
import { createFreedesktopNotifications } from './freedesktop-notifications.ts'
import { soundFile } from './sound-file.ts'

export interface DesktopNotificationsOptions {
  readonly platform: NodeJS.Platform
  readonly bus: SessionBus
  /** The app's icon, a file that other programs can read. */
  readonly iconFile: string
  /** What a click on a toast does, in a word, for desktops that offer it as a button. */
  readonly clickLabel: () => string
  readonly clock: Clock
  /** Whether the desktop plays sounds for toasts has become known, or has changed. */
  readonly onChange: () => void
}

/**
 * On Linux Electron's own toasts have no buttons and no sound, replace nothing, and hold up the main process while they
 * ask the notification server (shell/browser/notifications/linux); so we ask it ourselves.
 *
 * What that costs: on Wayland a click on one of Electron's brings along the right to come to the front (electron#50568),
 * and nothing lets us hand on the server's `ActivationToken` (electron#50269). The window appears anew instead.
 */
export function createDesktopNotifications(options: DesktopNotificationsOptions): DesktopNotifications {
  const { platform, iconFile } = options
  return platform === 'linux'
    ? createFreedesktopNotifications({
        ...options,
        processId: process.pid,
        soundFile: (name) => soundFile(name, process.env.XDG_DATA_DIRS),
      })
    : createElectronNotifications(nativeImage.createFromPath(iconFile))
}
