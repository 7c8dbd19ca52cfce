import { join } from 'node:path'
import type { TrayIcon } from '../../tray/tray-model.ts'

/** The file of a tray icon in the form its platform wants; scaled variants beside it are found by Electron. */
export function trayIconFile(folder: string, platform: string, icon: TrayIcon): string {
  switch (platform) {
    case 'darwin':
      return join(folder, `${icon}Template.png`)
    case 'win32':
      return join(folder, `${icon}.ico`)
    default:
      return join(folder, `${icon}.png`)
  }
}
