import type { App } from 'electron'

export interface LoginItemOptions {
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
  readonly platform: NodeJS.Platform
  readonly program: string
  readonly args: readonly string[]
}

/** Start at login on Windows and macOS. */
export function createLoginItem({ app, platform, program, args }: LoginItemOptions) {
  // Without quotes Electron looks up a path only to its first space.
  const item = { path: platform === 'win32' ? `"${program}"` : program, args: [...args] }
  const isSet = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item)
    // On Windows the registration stays when the user disables it in Task Manager.
    return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin)
  }
  return {
    /** Whether the system would start it. False also where the user has disabled it in the system's settings. */
    isSet,
    /** Makes the system start the program at login, or stops that. */
    set: (isEnabled: boolean): void => {
      // Even to set the same again would enable on Windows what the user has disabled, and tell macOS of a new item.
      if (isEnabled && isSet()) return
      app.setLoginItemSettings({ ...item, openAtLogin: isEnabled })
    },
  }
}
