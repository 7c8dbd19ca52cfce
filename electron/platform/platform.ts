import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { arch, type as systemName } from 'node:os'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  app,
  clipboard,
  type Dock,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  safeStorage,
  shell,
  Tray,
} from 'electron'
import type { z } from 'zod'
import { bugs } from '../../package.json'
import type { Command } from '../model/command.ts'
import type { JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'
import type { Settings } from '../model/settings.ts'
import type { DesktopNotification } from '../notifications/desktop-notification.ts'
import type { ProgressViewsOptions } from '../tray/progress-views.ts'
import type { DesktopPlatform } from '../window/contract.ts'
import { createSessionBus, createSystemBus } from './dbus/session-bus.ts'
import { archiveHistory, deleteArchives } from './files/archive-history.ts'
import { createDownloadFolder } from './files/download-folder.ts'
import { createJsonFile } from './files/json-file.ts'
import { writeFileInPieces } from './files/write-file.ts'
import {
  answerCertificateRequests,
  canChooseCertificates,
  type SelectCertificate,
} from './network/certificate-requests.ts'
import { newMark } from './network/doctor-network.ts'
import { openLoopback } from './network/loopback-listener.ts'
import { createMeteredQuery } from './network/metered.ts'
import { createNetwork } from './network/network.ts'
import { proxyLogin } from './network/proxy-login.ts'
import { createDoNotDisturbQuery } from './notifications/do-not-disturb.ts'
import { createElectronNotifications } from './notifications/electron-notifications.ts'
import {
  createFreedesktopNotifications,
  type FreedesktopNotificationsOptions,
} from './notifications/freedesktop-notifications.ts'
import { notificationProgram } from './notifications/notification-server.ts'
import { findSoundFile } from './notifications/notify-arguments.ts'
import { followUserActivity } from './presence/user-activity.ts'
import { systemClock as clock, localTime } from './system/clock.ts'
import { missingDesktopSupport } from './system/desktop-support.ts'
import { historyKeyParts } from './system/history-key-parts.ts'
import { createKeychain } from './system/keychain.ts'
import { openWithXdg } from './system/open-page.ts'
import { readCatalog } from './system/read-catalog.ts'
import { isStartAtLogin, registerDeepLinks, setStartAtLogin } from './system/registration.ts'
import { sandboxOf } from './system/sandbox.ts'
import { onActivate, onTimeZoneHint, onWake, onWindowShown } from './system/system-events.ts'
import { timeLocaleOf } from './system/time-locale.ts'
import { readTimeZone, startTimeZone } from './system/time-zone.ts'
import { createLinuxProgress, type DesktopProgress } from './tray/linux-progress.ts'
import { createTaskbar } from './tray/taskbar.ts'
import { createTray } from './tray/tray.ts'
import { watchTrayHost } from './tray/tray-host.ts'
import { createUpdatePlatform } from './updates/update-platform.ts'
import { pageAddress, serveApp } from './window/app-protocol.ts'
import {
  type AppWindowOptions,
  createAppWindow,
  type PlatformWindow,
  workAreas,
} from './window/app-window.ts'
import { chooseFile, chooseFolder, confirm } from './window/dialogs.ts'
import { createDock } from './window/dock.ts'
import { createMenuBar } from './window/menu-bar.ts'
import { createWindowIpc } from './window/window-ipc.ts'
import { createWindowSession } from './window/window-session.ts'

/**
 * Everything that the features need from Electron and the operating system, in one object. A part that holds resources
 * is created by a function, and released by the caller of that function.
 *
 * @param dataFolder everything the app writes is below this folder
 * @param usersUmask the file mode creation mask of programs that the app starts
 */
export function createPlatform(dataFolder: string, log: Log, usersUmask: number) {
  const { platform, env } = process
  const icons = join(app.getAppPath(), 'resources/icons')
  const iconFile = join(icons, 'notification.png')
  const iconsFolder = join(icons, 'tray')
  const pictureFile = (picture: DesktopNotification['picture']) =>
    unpackedFile(picture === 'plain' ? iconFile : join(icons, `notification-${picture}.png`))
  const dragIcon = nativeImage.createFromPath(iconFile).resize({ width: 48, height: 48 })
  const bus = createSessionBus(env)
  const systemBus = createSystemBus(env)
  /** @param elsewhere opens it on other systems than Linux; resolves to why that failed, or to nothing */
  const open = async (what: string, url: URL, elsewhere: () => Promise<unknown>): Promise<boolean> => {
    const opening = platform === 'linux' ? openWithXdg(url, env, usersUmask) : elsewhere()
    const reason = await opening.catch(String)
    if (reason) log.warn(`${what} could not be opened: ${reason}`)
    return !reason
  }
  /** Resolves to false when no browser could be opened. */
  const openPage = (url: URL) => open('The browser', url, () => shell.openExternal(url.href))
  /** Opens a file in the program for it. Resolves to false when that failed. */
  const openFile = (path: string) => open('A file', pathToFileURL(path), () => shell.openPath(path))

  return {
    clock,
    localTime,
    timeZone: (onChange: () => void) =>
      startTimeZone({ read: readTimeZone, clock, onHint: onTimeZoneHint, onChange }),
    versions: versions(),
    desktopPlatform: desktopPlatform(platform),
    trackerPage: new URL(bugs.url),
    languages: app.getPreferredSystemLanguages(),
    readCatalog,
    timeLocale: timeLocaleOf(platform, env, app.getSystemLocale()),
    createNetwork,
    proxyLoginOf: (proxy: string) => proxyLogin(proxy, env),
    canChooseCertificates: canChooseCertificates(process.versions.electron),
    answerCertificateRequests: (select: SelectCertificate) => answerCertificateRequests(app, select),
    newMark,
    historyKeyParts: <Value>(schema: z.ZodType<Value>) => historyKeyParts(dataFolder, schema),
    newReceiptBatch: () => randomUUID(),
    keychain: createKeychain(safeStorage, platform),
    writerProgram: join(app.getAppPath(), 'dist/writer-worker.js'),

    jsonFile: <Value, Written = Value>(name: string, schema: z.ZodType<Value>): JsonFile<Value, Written> =>
      createJsonFile<Value, Written>(join(dataFolder, name), schema, clock.now),
    archiveHistory,
    deleteArchives: (historyFile: string): void => {
      if (!deleteArchives(historyFile)) log.warn('A history that was put aside could not be deleted.')
    },
    chooseFile,
    chooseFolder,
    writeFile: writeFileInPieces,
    /** False: the file does not exist. */
    showInFolder: (path: string): boolean => {
      const exists = existsSync(path)
      if (exists) shell.showItemInFolder(path)
      return exists
    },
    openFile,
    downloadFolder: (numberedName: (name: string, n: number) => string) =>
      createDownloadFolder({ path: () => app.getPath('downloads'), numberedName, platform }),
    chosenFolder: (path: string, numberedName: (name: string, n: number) => string) =>
      createDownloadFolder({ path: () => path, numberedName, platform, isChosen: true }),
    isMetered: createMeteredQuery(platform, { session: bus, system: systemBus }),

    bus,
    systemBus,
    /** Whether the desktop itself silences notifications; null where it can't be queried. */
    doNotDisturb: createDoNotDisturbQuery(platform, bus, env),
    /** Whether the user is there. The bus of the system serves nothing else. */
    userActivity: () => {
      const systemBus = createSystemBus(env)
      const { pid: processId } = process
      const userId = process.getuid?.() ?? 0
      const { stop, ...user } = followUserActivity({
        ...{ platform, env, powerMonitor, sessionBus: bus, systemBus, processId, userId, clock },
      })
      return {
        ...user,
        stop: () => {
          stop()
          systemBus.close()
        },
      }
    },
    desktopNotifications: (
      options: Pick<FreedesktopNotificationsOptions, 'clickLabel' | 'memory' | 'onChange'>,
    ) =>
      platform === 'linux'
        ? createFreedesktopNotifications({
            ...{ ...options, bus, clock, pictureFile },
            program: notificationProgram(env.ORIGINAL_XDG_CURRENT_DESKTOP ?? env.XDG_CURRENT_DESKTOP),
            processId: process.pid,
            soundFile: (name) => findSoundFile(name, env.XDG_DATA_DIRS),
          })
        : createElectronNotifications({
            Notification,
            pictureOf: (picture) => nativeImage.createFromPath(pictureFile(picture)),
            memory: options.memory,
          }),
    missingDesktopSupport: () => missingDesktopSupport(platform, env, bus),

    tray: (onCommand: (command: Command) => void) =>
      createTray({
        ...{ electron: { Tray, Menu, nativeImage }, iconsFolder, platform, onCommand },
        watchHost: (onHost) => (platform === 'linux' ? watchTrayHost(bus, onHost) : () => {}),
        now: clock.now,
      }),
    /** The app's icon in the taskbar or dock, and where the desktop shows single jobs and downloads. */
    progress: (options: ProgressViewsOptions): DesktopProgress =>
      platform === 'linux'
        ? createLinuxProgress({ ...options, bus, clock, watchWindows: onWindowShown })
        : { taskbar: createTaskbar(iconsFolder, platform), progressViews: null },
    menuBar: (onCommand: (command: Command) => void) => createMenuBar({ Menu, platform, onCommand }),

    workAreas,
    /** The window and the channel to its page. */
    window: (options: Pick<AppWindowOptions, 'bounds' | 'onClose'>) => {
      const page = pageAddress()
      const { session, ready } = createWindowSession(page.origin)
      const stopServing = serveApp(join(app.getAppPath(), 'dist/renderer'), session.protocol)
      const window = createAppWindow({
        ...options,
        preload: join(app.getAppPath(), 'dist/preload.cjs'),
        icon: nativeImage.createFromPath(iconFile),
        url: page.url,
        ...{ session, ready },
        allowDevTools: !app.isPackaged,
        isWayland: env.XDG_SESSION_TYPE === 'wayland',
      })
      const channel = createWindowIpc({ window, origin: page.origin, clock, log })
      const stopFollowing = app.dock === undefined ? () => {} : followInDock(app.dock, window)
      const stop = () => {
        stopFollowing()
        window.dispose()
        stopServing()
      }
      /** Begins to drag a file out of the window; false: the file does not exist. */
      const dragFile = (path: string): boolean => {
        if (!existsSync(path)) return false
        window.page()?.startDrag({ file: path, icon: dragIcon })
        return true
      }
      const sandbox = () => sandboxOf(window.page()?.getOSProcessId() ?? null)
      return { window, channel, dragFile, sandbox, stop }
    },
    setTheme: (theme: Settings['theme']) => {
      nativeTheme.themeSource = theme
    },

    setStartAtLogin,
    isStartAtLogin,
    updates: (onMoved: (program: string) => void) => createUpdatePlatform(log, onMoved),
    registerDeepLinks,
    confirm,
    openPage,
    /** What signing in with the browser needs. */
    signIn: { loopback: openLoopback, openBrowser: openPage, random: Math.random },
    /** The file lies outside the app's archive, which other programs can't read. */
    showLicenses: (): void => {
      const folder = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'dist')
      void openFile(join(folder, 'third-party-licenses.txt'))
    },
    copyText: (text: string) => clipboard.writeText(text),
    quit: () => app.quit(),

    onWake,
    onActivate,
  }
}

export type Platform = ReturnType<typeof createPlatform>

/** macOS: shows the app in the dock while the window is open. Returns a function that stops it. */
function followInDock(dock: Dock, window: Pick<PlatformWindow, 'isOpen' | 'watchVisibility'>): () => void {
  const { follow, stop } = createDock({ app: { dock, focus: (options) => app.focus(options) }, clock })
  const stopWatching = window.watchVisibility(() => follow(window.isOpen()))
  return () => {
    stopWatching()
    stop()
  }
}

function desktopPlatform(platform: NodeJS.Platform): DesktopPlatform {
  if (platform === 'darwin') return 'mac'
  return platform === 'win32' ? 'windows' : 'linux'
}

/** The versions of the app and of what it runs on, for developers. */
function versions(): Readonly<Record<string, string>> {
  const { electron = '', chrome = '', node } = process.versions
  const os = `${systemName()} ${process.getSystemVersion()} ${arch()}`
  return { tidings: app.getVersion(), electron, chrome, node, os }
}

/** The path of a file that is packed beside the app's archive, for programs that can't read the archive. */
function unpackedFile(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
}
