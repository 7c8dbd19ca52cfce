import { dirname, join } from 'node:path'
import { app, clipboard, nativeImage, nativeTheme, safeStorage, shell } from 'electron'
import { createDeepLinkHandler } from './deep-links/deep-links.ts'
import { createDownloads } from './downloads/downloads.ts'
import { numberedName } from './downloads/file-name.ts'
import { createHistory } from './history/history.ts'
import { explainDetail } from './i18n/explain.ts'
import { followLanguage } from './i18n/follow-language.ts'
import type { Command } from './model/command.ts'
import { createEventHub } from './model/event-hub.ts'
import type { Item } from './model/item.ts'
import { parseSource, type Source } from './model/source.ts'
import { chooseWindowBounds } from './model/window-bounds.ts'
import { createNotifications } from './notifications/notifications.ts'
import { createSessionBus } from './platform/dbus/session-bus.ts'
import { archiveHistory } from './platform/files/archive-history.ts'
import { createDownloadFolder } from './platform/files/download-folder.ts'
import { createJsonFile } from './platform/files/json-file.ts'
import { chooseFile } from './platform/files/save-dialog.ts'
import { showInFolder } from './platform/files/show-in-folder.ts'
import { unpackedFile } from './platform/files/unpacked-file.ts'
import { writeFileInPieces } from './platform/files/write-file.ts'
import { networkFetch } from './platform/network/network-fetch.ts'
import { systemNetwork } from './platform/network/system-network.ts'
import { createDesktopNotifications } from './platform/notifications/create-notifications.ts'
import { createDoNotDisturbQuery } from './platform/notifications/do-not-disturb.ts'
import { systemClock as clock } from './platform/system/clock.ts'
import { missingDesktopSupport } from './platform/system/desktop-support.ts'
import { onInstanceMessage } from './platform/system/instance.ts'
import { confirm, type EarlyLinks, registerDeepLinks } from './platform/system/links.ts'
import { localTime } from './platform/system/local-time.ts'
import type { createLog } from './platform/system/log.ts'
import { setStartAtLogin } from './platform/system/login-item.ts'
import { onWake } from './platform/system/power.ts'
import { createUpdater } from './platform/system/updater.ts'
import { versions } from './platform/system/versions.ts'
import { createTaskbar } from './platform/tray/taskbar.ts'
import { createTray } from './platform/tray/tray.ts'
import { pageAddress, serveApp } from './platform/window/app-protocol.ts'
import { createAppWindow } from './platform/window/app-window.ts'
import { createWindowIpc } from './platform/window/window-ipc.ts'
import { workAreas } from './platform/window/work-areas.ts'
import { createSecrets, secretsFileSchema } from './servers/secrets.ts'
import { createServers } from './servers/servers.ts'
import type { CliOverride } from './servers/tokens.ts'
import { createSettings, settingsFileSchema } from './settings/settings.ts'
import { createStartAtLogin } from './start-at-login/start-at-login.ts'
import { createTrayController } from './tray/controller.ts'
import { createJobMonitor } from './tray/job-monitor.ts'
import { createUpdateNotice, updateFileSchema } from './updates/update-notice.ts'
import { startUpdateScheduler } from './updates/update-scheduler.ts'
import { createCommandHandler } from './window/command-handler.ts'
import { createWindowController } from './window/controller.ts'
import { createReport } from './window/report.ts'
import { createSavedBounds, windowFileSchema } from './window/window-bounds.ts'

export interface AppOptions {
  readonly historyFile: string
  readonly cliOverride: CliOverride
  /** Start without a window. */
  readonly hidden: boolean
  readonly links: EarlyLinks
  /** The `tidings:` link that the app was started with; null: none. */
  readonly startLink: string | null
  readonly log: ReturnType<typeof createLog>
  /** Tokens that are kept until the app quits, by origin. */
  readonly memory: Map<string, string | null>
  /** The name of the damaged history that this start follows; null: it follows none. */
  readonly archivedHistory: string | null
  /** The history turned out to be damaged: the app has to be stopped, the file archived, and the app started again. */
  readonly onHistoryDamaged: () => void
  /** The app can't go on; a reason for a dialog, in the user's language. */
  readonly onFatal: (title: string, text: string) => void
}

export interface App {
  readonly isWindowOpen: () => boolean
  /** Releases everything, in the reverse order of its creation. */
  readonly stop: () => void
}

/** What is announced within the app. */
interface AppEvents {
  /** Something that is shown may have changed. */
  readonly changed: undefined
  readonly settingsChanged: undefined
  /** The stream has opened: what comes now was missed. */
  readonly connected: { readonly isFirstConnect: boolean }
  /** An item whose notification is pending was stored. */
  readonly arrived: Item
  readonly command: Command
}

/** The composition root: creates, connects and starts. The app must be ready, and the only instance. */
export function startApp(options: AppOptions): App | null {
  const { historyFile, log, startLink } = options
  const { platform, env } = process
  const folder = dirname(historyFile)
  const icons = join(app.getAppPath(), 'resources/icons')
  const icon = nativeImage.createFromPath(join(icons, 'toast.png'))
  const disposables: (() => void)[] = []
  const stop = () => {
    for (const dispose of disposables.splice(0).reverse()) dispose()
  }

  const events = createEventHub<AppEvents>()
  const changed = () => events.emit('changed', undefined)
  const dispatch = (command: Command) => events.emit('command', command)

  const settings = createSettings({
    file: createJsonFile(join(folder, 'settings.json'), settingsFileSchema, clock.now),
    onChange: () => events.emit('settingsChanged', undefined),
    ...{ clock, log },
  })
  disposables.push(settings.stop)
  const i18n = followLanguage(() => settings.current().language, app.getPreferredSystemLanguages())

  const history = createHistory({
    file: historyFile,
    archivedAs: options.archivedHistory,
    writerProgram: join(app.getAppPath(), 'dist/writer-worker.js'),
    retention: () => settings.current().retention,
    archive: archiveHistory,
    chooseFile,
    writeFile: writeFileInPieces,
    onChange: changed,
    onDamaged: options.onHistoryDamaged,
    onFailed: (error) => {
      log.error('The history’s worker fails again and again', error)
      const reason = explainDetail('history-closed', i18n())
      options.onFatal(i18n().t('dialog.not-started-title'), reason)
    },
    ...{ i18n, clock, log },
  })
  if (history.kind !== 'open') {
    stop()
    log.error(`The history ${historyFile} could not be opened: ${history.reason}`)
    const reason = explainDetail(history.reason, i18n())
    options.onFatal(
      i18n().t('dialog.not-started-title'),
      `${i18n().t('dialog.not-started-body', { reason })}\n\n${historyFile}`,
    )
    return null
  }
  const { reader, writer } = history
  disposables.push(history.stop)

  const bus = createSessionBus(env)
  disposables.push(bus.close)
  const desktop = createDesktopNotifications({
    iconFile: unpackedFile(join(icons, 'toast.png')),
    clickLabel: () => i18n().t('toast.open'),
    onChange: changed,
    ...{ platform, bus, clock },
  })
  disposables.push(desktop.stop)

  const servers = createServers({
    cliOverride: options.cliOverride,
    secrets: createSecrets({
      file: createJsonFile(join(folder, 'secrets.json'), secretsFileSchema, clock.now),
      keychain: safeStorage,
      ...{ memory: options.memory, log },
    }),
    storedServer: () => settings.current().server,
    storeServer: (server) => settings.change({ server }),
    network: systemNetwork,
    fetch: networkFetch,
    onStatus: changed,
    onOpen: (isFirstConnect) => events.emit('connected', { isFirstConnect }),
    onArrival: (item) => events.emit('arrived', item),
    onChange: changed,
    ...{ reader, writer, i18n, clock, log },
  })
  disposables.push(servers.stop)

  const downloads = createDownloads({
    folder: createDownloadFolder({ path: () => app.getPath('downloads'), numberedName, platform }),
    fetch: networkFetch,
    tokenFor: (server) => {
      const source = parseSource(server)
      return source.kind === 'source' ? servers.tokenFor(source) : null
    },
    showFile: showInFolder,
    onChange: changed,
    ...{ reader, writer, clock },
  })
  disposables.push(downloads.stop)

  const jobs = createJobMonitor({ reader, settings: settings.current, clock, onStall: changed })
  disposables.push(jobs.stop)

  const notifications = createNotifications({
    doNotDisturb: createDoNotDisturbQuery(platform, bus, env),
    settings: settings.current,
    onClick: (keys) => dispatch({ type: 'open-notification', keys }),
    onAction: (action, key) =>
      dispatch(action === 'open' ? { type: 'open-notification', keys: [key] } : { type: action, key }),
    onAppNotificationClick: () => dispatch({ type: 'open-window' }),
    onChange: changed,
    ...{ reader, writer, desktop, localTime, i18n, clock, log },
  })
  disposables.push(notifications.stop)

  const tray = createTrayController({
    tray: createTray({ iconsFolder: join(icons, 'tray'), platform, onCommand: dispatch, now: clock.now }),
    taskbar: createTaskbar(nativeImage.createFromPath(join(icons, 'tray/unread.png'))),
    connection: () => (servers.source() === null ? null : servers.status().connection),
    silence: notifications.silence,
    ...{ reader, jobs, downloads, i18n, clock },
  })
  disposables.push(tray.stop)

  const savedBounds = createSavedBounds(
    createJsonFile(join(folder, 'window.json'), windowFileSchema, clock.now),
    log,
  )
  const page = pageAddress()
  disposables.push(serveApp(join(app.getAppPath(), 'dist/renderer')))
  const appWindow = createAppWindow({
    preload: join(app.getAppPath(), 'dist/preload.cjs'),
    url: page.url,
    allowDevTools: !app.isPackaged,
    isWayland: env.XDG_SESSION_TYPE === 'wayland',
    bounds: () =>
      chooseWindowBounds({ remembered: savedBounds.current(), tray: tray.bounds(), workAreas: workAreas() }),
    onClose: savedBounds.save,
    icon,
  })
  disposables.push(appWindow.dispose)
  const window = createWindowController({
    window: appWindow,
    channel: createWindowIpc({ window: appWindow, origin: page.origin, clock, log }),
    settings: settings.current,
    versions: versions(),
    ...{ reader, history, servers, jobs, notifications, i18n, dispatch, clock },
  })
  disposables.push(window.stop)

  const handleCommand = createCommandHandler({
    openPage: (url) =>
      void shell.openExternal(url.href).catch((error) => log.error('The browser could not be opened', error)),
    changeSettings: settings.change,
    testNotification: () => notifications.showAppNotification('test'),
    copyReport: () =>
      clipboard.writeText(
        createReport({
          reader,
          source: servers.source(),
          versions: versions(),
          settings: settings.current(),
        }),
      ),
    quit: () => app.quit(),
    now: clock.now,
    ...{ reader, writer, window, downloads, servers, history, localTime },
  })

  const startAtLogin = createStartAtLogin({
    isEnabled: () => settings.current().startAtLogin,
    register: setStartAtLogin,
    log,
  })
  const updater = createUpdater(log, startAtLogin.onMoved)
  disposables.push(updater.stop)
  const updates = startUpdateScheduler({
    notice: createUpdateNotice(createJsonFile(join(folder, 'update.json'), updateFileSchema, clock.now), log),
    isEnabled: () => settings.current().updates,
    isBusy: () => downloads.running().length > 0,
    notify: (version) => notifications.showAppNotification('update-ready', { version }),
    onFailed: (reason) => log.warn(`The check for updates failed: ${reason}`),
    firstCheckMs: firstUpdateCheckMs(env.TIDINGS_UPDATES_AFTER),
    random: Math.random,
    ...{ updater, clock },
  })
  disposables.push(updates.stop)

  const followLink = createDeepLinkHandler({
    itemById: reader.itemById,
    showItem: window.showItem,
    confirmConnect: ({ url }: Source) => {
      const { t } = i18n()
      return confirm({
        title: t('link.connect-title'),
        message: t('link.connect-message', { origin: url.origin }),
        detail: t('link.connect-detail', { address: url.href }),
        yes: t('link.connect-yes'),
        no: t('link.connect-no'),
      })
    },
    currentSource: servers.source,
    connect: (source) => servers.connect(source.id, null),
    openWindow: window.open,
    onRefused: (reason) => log.warn(`A link was not followed: ${reason}.`),
  })

  const applySettings = () => {
    nativeTheme.themeSource = settings.current().theme
    history.onSettingsChanged()
    startAtLogin.onSettingsChanged()
    updates.onSettingsChanged()
    notifications.check()
  }
  disposables.push(
    events.on('changed', notifications.onChange),
    events.on('changed', tray.onChange),
    events.on('changed', window.onChange),
    events.on('settingsChanged', applySettings),
    events.on('settingsChanged', changed),
    events.on('connected', ({ isFirstConnect }) => notifications.onConnected(isFirstConnect)),
    events.on('arrived', (item) => notifications.onArrival(item.priority === 'critical')),
    events.on('command', handleCommand),
    events.on('command', changed),
    onWake(() => {
      servers.restart()
      notifications.check()
    }),
    onInstanceMessage((message) => {
      if (message.type === 'quit') app.quit()
      if (message.type === 'show') window.open()
      if (message.type === 'link') followLink(message.link)
    }),
    onActivate(window.open),
    options.links.onLink(followLink),
  )

  registerDeepLinks()
  if (settings.wereDamaged) notifications.showAppNotification('settings-damaged')
  if (history.archivedAs !== null) {
    notifications.showAppNotification('history-damaged', { file: history.archivedAs })
  }
  servers.start()
  applySettings()
  changed()
  void missingDesktopSupport(platform, env, bus).then((missing) => missing.forEach(log.warn))
  if (startLink !== null) followLink(startLink)
  if (!options.hidden) window.open()
  return { isWindowOpen: window.isOpen, stop }
}

/** macOS: the dock icon was clicked. Returns an unsubscribe function. */
function onActivate(listener: () => void): () => void {
  app.on('activate', listener)
  return () => app.off('activate', listener)
}

/** For trying out an update server without waiting: seconds after the start; null: as usual. */
function firstUpdateCheckMs(seconds: string | undefined): number | null {
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null
}
