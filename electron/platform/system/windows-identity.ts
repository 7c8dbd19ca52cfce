import type { App } from 'electron'

/** As in electron-builder.yml. */
const appId = 'example.tidings.app'
/** The COM class that Windows calls when a notification is clicked. As in resources/packaging/installer.nsh. */
const activatorClassId = '{1756B16D-0D0C-4997-A3E8-990A0F07E451}'

export interface WindowsIdentityOptions {
  readonly app: Pick<App, 'isPackaged' | 'setAppUserModelId'> & Partial<Pick<App, 'setToastActivatorCLSID'>>
  readonly platform: NodeJS.Platform
  /** The path of the running program. */
  readonly program: string
}

/**
 * Tells Windows which app this is: it shows no notification of one that it can't identify. The installer's shortcut has the
 * same identity. Must be called before anything else is asked of Electron about notifications.
 */
export function identifyToWindows({ app, platform, program }: WindowsIdentityOptions): void {
  if (platform !== 'win32') return
  app.setAppUserModelId(app.isPackaged ? appId : program)
  // Otherwise each start makes a class of its own: a click on an older notification starts nothing, and the uninstaller
  // can't know what to remove. An app that is not packaged must not take the place of the installed one.
  if (app.isPackaged) app.setToastActivatorCLSID?.(activatorClassId)
}
