import { dirname, join } from 'node:path'
import { app, clipboard, dialog, nativeImage, nativeTheme, session, shell } from 'electron'
import { createHistory } from './history/history.ts'
import { explainDetail } from './i18n/explain.ts'
import { followLanguage } from './i18n/follow-language.ts'
import type { Source } from './model/source.ts'
import { createNotifications } from './notifications/notifications.ts'
import { createSessionBus } from './platform/dbus/session-bus.ts'
import type { TokenOrigin } from './platform/files/token-file.ts'
import { unpackedFile } from './platform/files/unpacked-file.ts'
import { startDownloads } from './platform/network/start-downloads.ts'
import { systemClock as clock } from './platform/system/clock.ts'
import { onInstanceMessage } from './platform/system/instance.ts'
import type { CaughtLinks } from './platform/system/links.ts'
import { localTime } from './platform/system/local-time.ts'
import { createLog } from './platform/system/log.ts'
import { wasStartedAtLogin } from './platform/system/login-item.ts'
import { onWake } from './platform/system/power.ts'
import { versions } from './platform/system/versions.ts'
import { disableSpellcheck } from './platform/window/disable-spellcheck.ts'
import { createServers } from './servers/servers.ts'
import { createSettings } from './settings/settings-file.ts'
import { type Settled, settleIn } from './settle-in.ts'
import { createTrayController } from './tray/controller.ts'
import { createJobMonitor } from './tray/job-monitor.ts'
import { createCommandHandler } from './window/command-handler.ts'
import { createWindowController } from './window/controller.ts'
import { reportOf } from './window/diagnostics.ts'
import { reportAsText } from './window/report.ts'

export interface RunOptions {
  /** The server to listen to; null: the one that is remembered. */
  readonly source: Source | null
  readonly token: TokenOrigin
  /** Start without a window. */
  readonly hidden: boolean
  /** Everything else the app writes goes into the same folder. */
  readonly historyFile: string
  readonly links: CaughtLinks
  /** The `tidings:` link that the app was started with; null: none. */
  readonly startLink: string | null
}

/** Opens the rooms of the running app and joins them. The app must be ready, and the only instance. */
export function runApp({ source, token, hidden, historyFile, links, startLink }: RunOptions): void {
  const folder = dirname(historyFile)
  const log = createLog(join(folder, 'logs'))
  disableSpellcheck(session.defaultSession)
  process.on('uncaughtException', (error) => log.error('Unexpected error', error))
  process.on('unhandledRejection', (error) => log.error('Unexpected error', error))

  const settings = createSettings({
    path: join(folder, 'settings.json'),
    clock,
    log,
    onChange: () => {
      settingsChanged()
      announcements.look()
      changed()
      settled?.settingsChanged()
    },
  })
  let settled: Settled | null = null
  const i18n = followLanguage(() => settings.current().language, app.getPreferredSystemLanguages())
  const history = createHistory({
    file: historyFile,
    writerProgram: join(app.getAppPath(), 'dist/writer-worker.js'),
    retention: () => settings.current().retention,
    i18n,
    clock,
    log,
    onChange: () => changed(),
    onDamaged: (file) => {
      announcements.showAppNotification('history-damaged', { file })
      servers.restart()
    },
  })
  if (history.kind !== 'kept') {
    log.error(`The history ${historyFile} could not be opened: ${history.reason}`)
    dialog.showErrorBox(
      i18n().t('dialog.not-started-title'),
      `${i18n().t('dialog.not-started-body', { reason: explainDetail(history.reason, i18n()) })}\n\n${historyFile}`,
    )
    app.exit(1)
    return
  }
  const { store, writes } = history
  const resource = (file: string) => join(app.getAppPath(), 'resources/icons', file)
  const appIcon = nativeImage.createFromPath(resource('toast.png'))
  const servers = createServers({
    named: { source, token },
    settings,
    folder,
    i18n,
    store,
    writes,
    log,
    onStatus: () => changed(),
    onOpen: (isFirstConnect) => announcements.connected(isFirstConnect),
    onArrival: (item) => announcements.arrived(item.priority === 'critical'),
    onChange: () => changed(),
  })

  const jobs = createJobMonitor({ store, settings: settings.current, clock, onStall: () => changed() })
  const downloads = startDownloads({
    store,
    writes,
    tokenOf: servers.tokenOf,
    clock,
    onChange: () => changed(),
  })
  const actions = createCommandHandler({
    store,
    writes,
    window: { open: () => inside.open() },
    showRow: (key) => inside.showRow(key),
    downloads,
    localTime,
    openPage: (url) =>
      void shell.openExternal(url.href).catch((error) => log.error('The browser could not be opened', error)),
    servers,
    changeSettings: (change) => settings.change({ ...settings.current(), ...change }),
    testToast: () => announcements.showAppNotification('test'),
    rememberWindow: (state) => inside.rememberWindow(state),
    showDiagnostics: (open) => inside.showDiagnostics(open),
    copyReport: () =>
      clipboard.writeText(reportAsText(reportOf(store, servers.source(), versions(), settings.current()))),
    saveHistory: (format) => void history.save(format),
    dismissNotice: history.dismissNotice,
    quit: () => app.quit(),
    now: clock.now,
    onChange: () => changed(),
  })
  const inside = createWindowController({
    folder,
    icon: appIcon,
    store,
    history,
    servers,
    settings,
    jobs,
    silence: () => announcements.silence(),
    playsSounds: () => announcements.playsSounds(),
    i18n,
    trayPlace: () => outside.trayPlace(),
    onCommand: actions.fromWindow,
    clock,
    log,
  })

  const settingsChanged = () => {
    nativeTheme.themeSource = settings.current().theme
    history.settingsChanged()
  }
  const changed = () => {
    announcements.changed()
    outside.changed()
    inside.changed()
  }

  const bus = createSessionBus(process.env)
  const announcements = createNotifications({
    ...{ store, writes, bus, i18n, clock, log },
    iconFile: unpackedFile(resource('toast.png')),
    settings: settings.current,
    onClick: actions.fromToast,
    onAction: actions.fromToastButton,
    onOwnClick: inside.open,
    onChange: () => changed(),
  })
  const outside = createTrayController({
    store,
    connection: () => (servers.source() === null ? null : servers.status().connection),
    silence: announcements.silence,
    jobs,
    downloads,
    onAction: actions.fromTray,
    i18n,
    icons: resource('tray'),
    clock,
  })
  if (settings.wereDamaged) announcements.showAppNotification('settings-damaged')
  servers.start()
  settingsChanged()
  changed()
  settled = settleIn({
    link: startLink,
    links,
    bus,
    folder,
    settings: settings.current,
    i18n,
    isBusy: () => downloads.running().length > 0,
    itemById: store.itemById,
    show: inside.showRow,
    current: servers.source,
    connect: (source) => servers.connect(source.id, null),
    openWindow: inside.open,
    tellOfUpdate: (version) => announcements.showAppNotification('update-ready', { version }),
    clock,
    log,
  })
  const stopWatchingPower = onWake(() => {
    servers.restart()
    announcements.look()
  })

  onInstanceMessage((wish) => {
    if (wish.type === 'quit') app.quit()
    if (wish.type === 'show') inside.open()
    if (wish.type === 'link') settled?.follow(wish.link)
  })
  app.on('activate', () => inside.open())
  // The app lives in the tray: closing the window ends nothing.
  app.on('window-all-closed', () => {})
  app.on('will-quit', () => {
    stopWatchingPower()
    settled?.stop()
    servers.stop()
    announcements.stop()
    downloads.stop()
    jobs.stop()
    bus.close()
    inside.stop()
    settings.stop()
    outside.close()
    history.stop()
  })
  if (!hidden && !wasStartedAtLogin()) inside.open()
}
