import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { deepLinkScheme } from '../../model/deep-link.ts'
import { autostartFile, removeAutostart, writeAutostart } from './autostart-file.ts'
import { createLoginItem } from './login-item.ts'

/**
 * Makes the system start the app at login, without a window, or stops that.
 *
 * @param program the app's executable; for an AppImage the file itself, as it is unpacked to another path at each start
 * @throws when the system refuses
 */
export function setStartAtLogin(
  isEnabled: boolean,
  program: string = process.env.APPIMAGE ?? process.execPath,
): void {
  if (process.platform === 'linux') {
    const file = autostartFile(process.env, homedir())
    if (isEnabled) writeAutostart(file, [program, ...hiddenStartArguments()])
    else removeAutostart(file)
    return
  }
  loginItem(program).set(isEnabled)
}

/** Whether the system would start the app at login: the user may have removed or disabled the registration there. */
export function isStartAtLogin(program: string = process.env.APPIMAGE ?? process.execPath): boolean {
  if (process.platform === 'linux') return existsSync(autostartFile(process.env, homedir()))
  return loginItem(program).isSet()
}

/** Whether macOS started the app at login; macOS can't pass `--hidden` to it. The app must be ready. */
export function wasStartedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

/**
 * Registers the app for `tidings:` links. On Linux the desktop entry of the package does that: a registration at run
 * time would be written into the user's settings and stay when the app is removed.
 */
export function registerDeepLinks(): void {
  if (process.platform === 'linux') return
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  else app.setAsDefaultProtocolClient(deepLinkScheme, process.execPath, [resolve(app.getAppPath())])
}

function loginItem(program: string) {
  return createLoginItem({ app, platform: process.platform, program, args: hiddenStartArguments() })
}

function hiddenStartArguments(): string[] {
  const userData = app.getPath('userData')
  const isDefault = userData === join(app.getPath('appData'), app.getName())
  return [
    ...(app.isPackaged ? [] : [resolve(app.getAppPath())]),
    ...(isDefault ? [] : ['--user-data-dir', resolve(userData)]),
    '--hidden',
  ]
}
