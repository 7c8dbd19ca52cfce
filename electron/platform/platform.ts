import { join } from 'node:path'
import { app, clipboard, nativeImage, nativeTheme, safeStorage, shell } from 'electron'
import type { z } from 'zod'
import type { Command } from '../model/command.ts'
import type { JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'
import type { Settings } from '../model/settings.ts'
import { createSessionBus } from './dbus/session-bus.ts'
import { archiveHistory } from './files/archive-history.ts'
import { createDownloadFolder } from './files/download-folder.ts'
import { createJsonFile } from './files/json-file.ts'
import { chooseFile } from './files/save-dialog.ts'
import { showInFolder } from './files/show-in-folder.ts'
import { unpackedFile } from './files/unpacked-file.ts'
import { writeFileInPieces } from './files/write-file.ts'
import { networkFetch } from './network/network-fetch.ts'
import { systemNetwork } from './network/system-network.ts'
import { createDesktopNotifications } from './notifications/create-notifications.ts'
import { createDoNotDisturbQuery } from './notifications/do-not-disturb.ts'
import { systemClock as clock } from './system/clock.ts'
import { missingDesktopSupport } from './system/desktop-support.ts'
import { onInstanceMessage } from './system/instance.ts'
import { confirm, registerDeepLinks } from './system/links.ts'
import { localTime } from './system/local-time.ts'
import { setStartAtLogin } from './system/login-item.ts'
import { onWake } from './system/power.ts'
import { createUpdater } from './system/updater.ts'
import { versions } from './system/versions.ts'
import { createTaskbar } from './tray/taskbar.ts'
import { createTray } from './tray/tray.ts'
import { pageAddress, serveApp } from './window/app-protocol.ts'
import { type AppWindowOptions, createAppWindow } from './window/app-window.ts'
import { createWindowIpc } from './window/window-ipc.ts'
import { workAreas } from './window/work-areas.ts'

export interface PlatformOptions {
  /** Everything the app writes is below this folder. */
  readonly dataFolder: string
  readonly log: Log
}

/**
 * Everything that the features need of Electron and the operating system, in one object. Parts that hold resources are
 * made by a function and released by whoever made them.
 */
export function createPlatform({ dataFolder, log }: PlatformOptions) {
  const { platform, env } = process
  const icons = join(app.getAppPath(), 'resources/icons')
  const iconFile = join(icons, 'toast.png')
  const iconsFolder = join(icons, 'tray')
  const bus = createSessionBus(env)

  return {
    clock,
    localTime,
    versions: versions(),
    languages: app.getPreferredSystemLanguages(),
    network: systemNetwork,
    fetch: networkFetch,
    keychain: safeStorage,
    writerProgram: join(app.getAppPath(), 'dist/writer-worker.js'),

    jsonFile: <Value>(name: string, schema: z.ZodType<Value>): JsonFile<Value> =>
      createJsonFile(join(dataFolder, name), schema, clock.now),
    archiveHistory,
    chooseFile,
    writeFile: writeFileInPieces,
    showInFolder,
    downloadFolder: (numberedName: (name: string, n: number) => string) =>
      createDownloadFolder({ path: () => app.getPath('downloads'), numberedName, platform }),

    bus,
    /** Whether the desktop itself silences notifications; null where it can't be queried. */
    doNotDisturb: createDoNotDisturbQuery(platform, bus, env),
    desktopNotifications: (options: { readonly clickLabel: () => string; readonly onChange: () => void }) =>
      createDesktopNotifications({
        ...{ ...options, platform, bus, clock },
        iconFile: unpackedFile(iconFile),
      }),
    missingDesktopSupport: () => missingDesktopSupport(platform, env, bus),

    tray: (onCommand: (command: Command) => void) =>
      createTray({ iconsFolder, platform, onCommand, now: clock.now }),
    taskbar: () => createTaskbar({ iconsFolder, platform }),

    workAreas,
    /** The window and the channel to its page. */
    window: (options: Pick<AppWindowOptions, 'bounds' | 'onClose'>) => {
      const page = pageAddress()
      const stopServing = serveApp(join(app.getAppPath(), 'dist/renderer'))
      const window = createAppWindow({
        ...options,
        preload: join(app.getAppPath(), 'dist/preload.cjs'),
        icon: nativeImage.createFromPath(iconFile),
        url: page.url,
        allowDevTools: !app.isPackaged,
        isWayland: env.XDG_SESSION_TYPE === 'wayland',
      })
      const channel = createWindowIpc({ window, origin: page.origin, clock, log })
      const dispose = () => {
        window.dispose()
        stopServing()
      }
      return { window, channel, dispose }
    },
    setTheme: (theme: Settings['theme']) => {
      nativeTheme.themeSource = theme
    },

    setStartAtLogin,
    updater: (onMoved: (program: string) => void) => createUpdater(log, onMoved),
    registerDeepLinks,
    confirm,
    openPage: (url: URL) => {
      void shell.openExternal(url.href).catch((error) => log.error('The browser could not be opened', error))
    },
    copyText: (text: string) => clipboard.writeText(text),
    quit: () => app.quit(),

    onWake,
    onInstanceMessage,
    /** macOS: the dock icon was clicked. Returns an unsubscribe function. */
    onActivate: (listener: () => void): (() => void) => {
      app.on('activate', listener)
      return () => app.off('activate', listener)
    },
  }
}

export type Platform = ReturnType<typeof createPlatform>
