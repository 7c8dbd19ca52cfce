import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { autostartFile, type CommandLine, removeAutostart, writeAutostart } from './autostart-file.ts'

/**
 * Has the system start the app at login, in the tray; or no longer. Throws when the system refuses.
 *
 * @param program the app's own file; an AppImage unpacks itself anew at each start: what stays is the file itself
 */
export function setStartAtLogin(
  isWanted: boolean,
  program: string = process.env.APPIMAGE ?? process.execPath,
): void {
  const args = [...hiddenStart()]
  if (process.platform === 'linux') {
    const file = autostartFile(process.env, homedir())
    if (isWanted) writeAutostart(file, [program, ...args])
    else removeAutostart(file)
    return
  }
  app.setLoginItemSettings({ openAtLogin: isWanted, path: program, args })
}

/** Whether macOS, which passes no arguments on, has started the app at login. The app must be ready. */
export function wasStartedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}

function hiddenStart(): CommandLine {
  const profile = app.getPath('userData')
  const isUsual = profile === join(app.getPath('appData'), app.getName())
  return [
    ...(app.isPackaged ? [] : [resolve(app.getAppPath())]),
    ...(isUsual ? [] : ['--user-data-dir', resolve(profile)]),
    '--hidden',
  ]
}
