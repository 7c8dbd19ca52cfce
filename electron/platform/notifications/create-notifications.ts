import { nativeImage } from 'electron'
import type { DesktopNotifications } from '../../notifications/desktop-notification.ts'
import { createElectronNotifications } from './electron-notifications.ts'
import {
  createFreedesktopNotifications,
  type FreedesktopNotificationsOptions,
} from './freedesktop-notifications.ts'
import { findSoundFile } from './notify-arguments.ts'

export interface DesktopNotificationsOptions
  extends Omit<FreedesktopNotificationsOptions, 'processId' | 'soundFile'> {
  readonly platform: NodeJS.Platform
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
