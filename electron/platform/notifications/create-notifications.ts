import { nativeImage } from 'electron'
import type { Clock } from '../../model/clock.ts'
import type { DesktopNotifications } from '../../notifications/desktop-notification.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { createElectronNotifications } from './electron-notifications.ts'
import { createFreedesktopNotifications } from './freedesktop-notifications.ts'
import { findSoundFile } from './notify-arguments.ts'

export interface DesktopNotificationsOptions {
  readonly platform: NodeJS.Platform
  readonly bus: SessionBus
  /** The app's icon, a file that other programs can read. */
  readonly iconFile: string
  /** A word for what a click on a notification does, for desktops that show it as a button. */
  readonly clickLabel: () => string
  readonly clock: Clock
  /** The result of `playsSounds` has changed. */
  readonly onChange: () => void
}

/**
 * On Linux, Electron's own notifications have no buttons and no sound, replace nothing, and block the main process while
 * they call the notification server (shell/browser/notifications/linux), so we call it ourselves.
 *
 * The price: on Wayland a click on one of Electron's notifications carries the permission to raise a window
 * (electron#50568), and there is no way to pass on the server's `ActivationToken` (electron#50269). So on Wayland the
 * window is hidden and shown again instead of being raised.
 */
export function createDesktopNotifications(options: DesktopNotificationsOptions): DesktopNotifications {
  const { platform, iconFile } = options
  return platform === 'linux'
    ? createFreedesktopNotifications({
        ...options,
        processId: process.pid,
        soundFile: (name) => findSoundFile(name, process.env.XDG_DATA_DIRS),
      })
    : createElectronNotifications(nativeImage.createFromPath(iconFile))
}
