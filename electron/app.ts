import { createClientCertificates } from './certificates/client-certificates.ts'
import { createDeepLinkHandler } from './deep-links/deep-links.ts'
import { createDoctor } from './doctor/doctor.ts'
import { folderOf, withFolder } from './downloads/choose-folder.ts'
import { createDownloads } from './downloads/downloads.ts'
import { createFetcher } from './downloads/fetcher.ts'
import { numberedName } from './downloads/file-name.ts'
import { createEncryption } from './history/encryption.ts'
import { createHistory } from './history/history.ts'
import { createHistoryKeys, historyKeySchema } from './history/history-key.ts'
import { withEnglish } from './i18n/english.ts'
import { explainDetail } from './i18n/explain.ts'
import type { I18n } from './i18n/i18n.ts'
import { followLanguage } from './i18n/language.ts'
import type { Command } from './model/command.ts'
import type { FeedEvent } from './model/event.ts'
import { createEventHub } from './model/event-hub.ts'
import type { Item } from './model/item.ts'
import { createStoredValue, type FileError } from './model/json-file.ts'
import type { Log } from './model/log.ts'
import { movedRules } from './model/moved-rules.ts'
import { type ManagedBy, noPolicy } from './model/policy.ts'
import { ruleMatcher } from './model/rule-matcher.ts'
import type { SourceId } from './model/source.ts'
import { withoutServer } from './model/without-server.ts'
import { createAnnounceCheck } from './notifications/announced-items.ts'
import { mayBeAnnounced } from './notifications/may-be-announced.ts'
import { createNotifications } from './notifications/notifications.ts'
import { startQuietWatch } from './notifications/quiet-watch.ts'
import type { Platform } from './platform/platform.ts'
import type { OnInstanceMessage } from './platform/system/instance.ts'
import { serverPolicy } from './policy/apply-policy.ts'
import { logPolicy } from './policy/log-policy.ts'
import { createProxyLogins } from './proxies/proxy-logins.ts'
import { createReceipts } from './receipts/receipts.ts'
import { createSecrets, secretsFileSchema } from './servers/secrets.ts'
import { createServers } from './servers/servers.ts'
import { type CliOverride, tokenOriginSchema } from './servers/tokens.ts'
import { settingsFileSchema } from './settings/read-settings.ts'
import { createSettings } from './settings/settings.ts'
import { createStartAtLogin } from './start-at-login/start-at-login.ts'
import { createTrayController } from './tray/controller.ts'
import { createJobMonitor } from './tray/job-monitor.ts'
import { progressEnd } from './tray/progress-views.ts'
import { startUpdateScheduler, updateFileSchema } from './updates/update-scheduler.ts'
import { createUpdater } from './updates/updater.ts'
import { createCommandHandler } from './window/command-handler.ts'
import { createWindowController } from './window/controller.ts'
import { createReport } from './window/diagnostics.ts'
import { createMenuBarModel } from './window/menu-bar.ts'
import { createUserWriter } from './window/user-writer.ts'
import { chooseWindowBounds, windowFileSchema } from './window/window-bounds.ts'

export interface AppOptions {
  readonly platform: Platform
  readonly log: Log
  readonly historyFile: string
  readonly cliOverride: CliOverride
  /** What the organization has decided; null: nothing. */
  readonly managed: ManagedBy | null
  /** Start without a window. */
  readonly hidden: boolean
  /** Calls back for every `tidings:` link that the system delivers as an event. Returns an unsubscribe function. */
  readonly onLink: (listener: (link: string) => void) => () => void
  /** Calls back with what every further start of the app requests. Returns an unsubscribe function. */
  readonly onInstanceMessage: OnInstanceMessage
  /** The `tidings:` link that the app was started with; null: none. */
  readonly startLink: string | null
  /** When to check for updates first; null: as usual. */
  readonly firstUpdateCheckMs: number | null
  /** Access tokens by origin, in memory until the app quits. */
  readonly tokenMemory: Map<string, string | null>
  /** Of a history that is encrypted; null: it is not. */
  readonly historyKey: Uint8Array | null
  /** The name under which a damaged history was archived just before this start; null: there was none. */
  readonly archivedHistory: string | null
  /** The history turned out to be damaged: the app has to be stopped, the file archived, and the app started again. */
  readonly onHistoryDamaged: () => void
  /** The app can't run without its history. @param reason the key of a text (`problem.detail`), or the system's message */
  readonly onHistoryFailed: (reason: string, i18n: I18n) => void
}

export interface App {
  readonly isWindowOpen: () => boolean
  /** Releases everything, in the reverse order of its creation. Calls after the first have no effect. */
  readonly stop: () => void
}

/** The events within the app. */
interface AppEvents {
  /** Something that is shown may have changed. */
  readonly changed: undefined
  readonly settingsChanged: undefined
  /** The stream has opened: events that arrive now may have been missed before. */
  readonly connected: { readonly isFirstConnect: boolean; readonly source: SourceId }
  /** This event has come and is being stored. */
  readonly received: FeedEvent
  /** An item was stored for which a notification is due. */
  readonly arrived: Item
  /** A stored item has changed after it may have been announced. */
  readonly revised: Item
  /** The user requests something. */
  readonly command: Command
  /** What the user asked for was not written. The value is the key of a text, or the system's message. */
  readonly actionFailed: string
  readonly fileNotSaved: FileError
  readonly downloadEnded: Item
  readonly timeZoneChanged: undefined
}

/** Chromium tells the window of another time zone a moment after the system tells us. */
const windowZoneDelayMs = 2_000

/**
 * The composition root: creates, connects and starts. Null: the history could not be opened.
 *
 * @throws what can't be helped, like a `FileError`: the app must not go on half started
 */
export function startApp(options: AppOptions): App | null {
  const { platform, log, managed } = options
  const { policy } = managed ?? { policy: noPolicy }
  const { clock, localTime, versions, jsonFile } = platform

  // Create.

  const events = createEventHub<AppEvents>()
  const onChange = () => events.emit('changed', undefined)
  const dispatch = (command: Command) => events.emit('command', command)

  const settingsStore = createSettings({
    file: jsonFile('settings.json', settingsFileSchema),
    onChange: () => events.emit('settingsChanged', undefined),
    onNotSaved: (error) => events.emit('fileNotSaved', error),
    ...{ policy, clock, log },
  })
  const settings = settingsStore.current
  const timeZone = platform.timeZone(() => events.emit('timeZoneChanged', undefined))
  const loadCatalog = withEnglish(platform.readCatalog)
  const systemLocale = {
    preferred: platform.languages,
    systemTimes: platform.timeLocale,
    timeZone: timeZone.current,
  }
  const i18n = followLanguage(() => settings().language, systemLocale, loadCatalog)

  const history = createHistory({
    file: options.historyFile,
    archivedAs: options.archivedHistory,
    writerProgram: platform.writerProgram,
    retention: () => settings().retention,
    key: options.historyKey,
    archive: platform.archiveHistory,
    chooseFile: platform.chooseFile,
    writeFile: platform.writeFile,
    onDamaged: options.onHistoryDamaged,
    onFailed: (error) => {
      log.error('The history’s worker fails again and again', error)
      options.onHistoryFailed('history-closed', i18n())
    },
    ...{ i18n, clock, log, onChange },
  })
  if (history.kind !== 'open') {
    settingsStore.stop()
    timeZone.stop()
    log.error(`The history ${options.historyFile} could not be opened: ${history.reason}`)
    options.onHistoryFailed(history.reason, i18n())
    return null
  }
  const { reader, writer } = history
  const encryption = createEncryption({
    isWanted: () => settings().encryptHistory,
    keys: createHistoryKeys({ ...platform.historyKeyParts(historyKeySchema), log }),
    setKey: history.setKey,
    onNotEncrypted: () => history.showNotice(i18n().t('notice.not-encrypted')),
    ...{ reader, writer, log, onChange },
  })
  const userWriter = createUserWriter({
    onFailed: (detail) => events.emit('actionFailed', detail),
    ...{ writer, onChange },
  })

  const secrets = createSecrets({
    file: jsonFile('secrets.json', secretsFileSchema),
    keychain: platform.keychain,
    memory: options.tokenMemory,
    onNotSaved: (error) => events.emit('fileNotSaved', error),
    ...{ log, onChange },
  })
  const proxyLogins = createProxyLogins({
    fromEnvironment: platform.proxyLoginOf,
    onEntered: () => {
      servers.reconnect(null)
      servers.checkAgain()
      onChange()
    },
    onForgotten: () => {
      void network.forgetLogins().then(servers.restart)
      onChange()
    },
    ...{ secrets, clock },
  })
  const certificates = createClientCertificates({
    isSupported: platform.canChooseCertificates,
    stored: () => settings().certificates,
    store: (list) => settingsStore.change({ certificates: list }),
    ...{ clock, onChange },
  })
  const network = platform.createNetwork({
    beginAttempt: proxyLogins.beginAttempt,
    connectionsFor: certificates.connectionsFor,
    guard: certificates.guard,
  })
  const { fetch } = network
  const receipts = createReceipts({
    newBatch: platform.newReceiptBatch,
    random: Math.random,
    ...{ settings, reader, writer, fetch, clock, log },
  })
  const servers = createServers({
    cliOverride: options.cliOverride,
    stored: () => settings().servers,
    store: (list) => {
      const rules = movedRules(settings().rules, settings().servers, list)
      settingsStore.change({ servers: list, rules })
    },
    policy: serverPolicy(policy),
    confirm: platform.confirm,
    tokenOrigin: createStoredValue(jsonFile('token-origin.json', tokenOriginSchema), log),
    signIn: { ...platform.signIn, fetch },
    onGreeting: (server, greeting) => receipts.greeted(server, greeting.receipts),
    onDisconnect: receipts.disconnected,
    onRemove: (id, isHistoryDeleted) => {
      receipts.forget(id)
      if (isHistoryDeleted) settingsStore.change(withoutServer(settings(), id))
    },
    alwaysDeletesHistory: () => settings().deleteHistoryAtSignOut,
    onDeleteHistory: (id) => {
      downloads.cancelOf(id)
      if (settings().deleteHistoryAtSignOut) platform.deleteArchives(options.historyFile)
    },
    onNotRevoked: (server) => history.showNotice(i18n().t('notice.not-revoked', { server })),
    onLinkRefused: (reason) => {
      history.showNotice(reason)
      window.open()
    },
    onOpen: (isFirstConnect, source) => events.emit('connected', { isFirstConnect, source }),
    onEvent: (event) => events.emit('received', event),
    onArrival: (item) => events.emit('arrived', item),
    onRevision: (item) => events.emit('revised', item),
    writer: userWriter,
    ...{ network, fetch, reader, secrets, certificates, i18n, clock, log, onChange },
  })
  const doctor = createDoctor({
    tokenFor: servers.tokenFor,
    network: network.doctor,
    newMark: platform.newMark,
    ...{ clock, log, onChange },
  })
  const downloads = createDownloads({
    folder: platform.downloadFolder(numberedName),
    tokenFor: servers.tokenFor,
    chosenFolder: (path) => platform.chosenFolder(path, numberedName),
    isMetered: platform.isMetered,
    showFile: platform.showInFolder,
    openFile: platform.openFile,
    dragFile: (path) => windowParts.dragFile(path),
    notify: (item, startedBy) => fetcher.ended(item, startedBy),
    writer: userWriter,
    ...{ fetch, reader, clock, onChange },
  })
  const user = platform.userActivity()
  const ruleOf = (item: Item) => ruleMatcher(settings().rules)(item)
  // Before the notifications: those of files that are awaited have to wait.
  const fetcher = createFetcher({
    ruleOf,
    folders: () => settings().folders,
    onRelease: () => notifications.checkAgain(),
    onEnded: (item) => events.emit('downloadEnded', item),
    ...{ reader, writer, downloads, clock },
  })
  const jobs = createJobMonitor({ reader, settings, clock, onSilence: onChange })
  const notifications = createNotifications({
    desktop: platform.desktopNotifications({
      clickLabel: () => i18n().t('action.open'),
      memory: {
        read: reader.rememberedShown,
        write: (text) => void writer.write({ type: 'remember-shown', text }),
      },
      onChange,
    }),
    doNotDisturb: platform.doNotDisturb,
    onShown: receipts.shown,
    user,
    isShowingNewest: () => window.isShowingNewest(),
    reader: { ...reader, notificationQueue: fetcher.withoutWaiting(reader.notificationQueue) },
    ...{ writer, settings, localTime, i18n, dispatch, clock, log, onChange },
  })
  const progress = platform.progress({
    onAvailability: onChange,
    onCancel: (key) => dispatch({ type: 'cancel-download', key }),
    endOf: (view) => progressEnd(view, reader.item(view.key), settings().hideContent, i18n()),
  })
  const tray = createTrayController({
    tray: platform.tray(dispatch),
    ...progress,
    servers: () =>
      servers.all().map(({ status, ...server }) => ({ ...server, connection: status.connection })),
    silence: notifications.silence,
    quietHoursOffUntil: () => {
      const { quietHoursOffUntil: until } = settings()
      return until !== null && clock.now() < until ? until : null
    },
    hideContent: () => settings().hideContent,
    announceCheck: () => createAnnounceCheck(settings(), notifications.silence()),
    ...{ reader, jobs, downloads, localTime, i18n, clock },
  })

  const menuBar = platform.menuBar(dispatch)
  const savedBounds = createStoredValue(jsonFile('window.json', windowFileSchema), log)
  const windowParts = platform.window({
    bounds: () =>
      chooseWindowBounds({
        remembered: savedBounds.current()?.place ?? null,
        tray: tray.bounds(),
        workAreas: platform.workAreas(),
      }),
    onClose: (place) => savedBounds.save({ version: 1, place }),
  })
  const window = createWindowController({
    window: windowParts.window,
    channel: windowParts.channel,
    platform: platform.desktopPlatform,
    sandbox: windowParts.sandbox,
    deleted: userWriter.deleted,
    examination: doctor.current,
    encryption: encryption.status,
    managed,
    proxies: proxyLogins.known,
    ...{
      reader,
      history,
      servers,
      settings,
      jobs,
      notifications,
      versions,
      i18n,
      loadCatalog,
      dispatch,
      clock,
    },
  })

  const startAtLogin = createStartAtLogin({
    isEnabled: () => settings().startAtLogin,
    disable: () => settingsStore.change({ startAtLogin: false }),
    isRegistered: platform.isStartAtLogin,
    register: platform.setStartAtLogin,
    log,
  })
  const remembered = createStoredValue(jsonFile('update.json', updateFileSchema), log)
  const updater = createUpdater({
    platform: platform.updates(startAtLogin.onMoved),
    now: clock.now,
    ...{ fetch, remembered },
  })
  const updates = startUpdateScheduler({
    isEnabled: () => settings().updates,
    isBusy: () => downloads.active().length > 0,
    notify: (version) => notifications.showAppNotification('update-ready', { version }),
    onFailed: (reason) => log.warn(`The check for updates failed: ${reason}`),
    firstCheckMs: options.firstUpdateCheckMs,
    random: Math.random,
    ...{ updater, remembered, clock },
  })
  const quietWatch = startQuietWatch({
    ...{ settings, clock, localTime },
    onChange: () => {
      notifications.checkAgain()
      onChange()
    },
  })
  const followLink = createDeepLinkHandler({
    itemById: reader.itemById,
    showItem: window.showItem,
    isInUse: (source) => servers.all().some((server) => server.source.id === source.id),
    connect: servers.connectByLink,
    openWindow: window.open,
    log,
  })
  const handleCommand = createCommandHandler({
    openPage: platform.openPage,
    onPageNotOpened: () => history.showNotice(i18n().t('notice.page-not-opened')),
    settings,
    changeSettings: settingsStore.change,
    chooseFolder: (rule) => {
      void platform
        .chooseFolder(i18n().t('dialog.choose-folder'), folderOf(settings(), rule))
        .then((path) => path !== null && settingsStore.change(withFolder(settings(), rule, path)))
    },
    proxyLogins,
    testNotification: notifications.sendTest,
    examineServer: (key) => {
      const server = servers.all().find((one) => one.key === key)
      if (server !== undefined) doctor.start(server.source)
    },
    copyReport: () => {
      const runtime = { versions, sandbox: windowParts.sandbox() }
      platform.copyText(createReport(reader, servers.all(), runtime, settings(), managed))
    },
    copyText: platform.copyText,
    trackerPage: platform.trackerPage,
    showLicenses: platform.showLicenses,
    quit: platform.quit,
    now: clock.now,
    writer: userWriter,
    ...{ reader, window, downloads, servers, history, localTime, i18n },
  })

  // Connect.

  const applySettings = () => {
    platform.setTheme(settings().theme)
    menuBar.draw(createMenuBarModel(i18n()))
    history.onSettingsChanged()
    void encryption.onSettingsChanged()
    startAtLogin.onSettingsChanged()
    updates.onSettingsChanged()
    receipts.onSettingsChanged()
    notifications.checkAgain()
    quietWatch.restart()
    onChange()
  }
  const reportNotSaved = ({ file, detail }: FileError) => {
    const reason = explainDetail(detail, i18n())
    history.showNotice(i18n().t('notice.file-not-saved', { file, reason }))
  }
  const reportFailedAction = (detail: string) => {
    const reason = explainDetail(detail, i18n())
    log.warn(`An action of the user was not saved: ${detail}`)
    history.showNotice(i18n().t('notice.not-done', { reason }))
    if (!window.isOpen()) notifications.showAppNotification('not-done', { reason })
  }
  const watchedServers = () =>
    servers.all().map(({ key, source, name, offersSignIn, status }) => ({
      ...{ key, name, offersSignIn },
      id: source.id,
      connection: status.connection,
    }))
  const followTimeZone = () => {
    // Quiet hours follow the local time.
    notifications.checkAgain()
    quietWatch.restart()
    onChange()
    clock.after(windowZoneDelayMs, onChange)
  }
  const subscriptions = [
    events.on('changed', notifications.historyChanged),
    events.on('changed', () => notifications.onConnections(watchedServers())),
    events.on('changed', receipts.onChange),
    events.on('changed', tray.onChange),
    events.on('changed', window.onChange),
    events.on('settingsChanged', applySettings),
    events.on('connected', ({ source, isFirstConnect }) => fetcher.connected(source, isFirstConnect)),
    events.on('connected', ({ isFirstConnect }) => notifications.connected(isFirstConnect)),
    events.on('received', (event) => {
      if (mayBeAnnounced(event)) notifications.expect()
    }),
    // Before the notifications: that of a file which is awaited has to wait.
    events.on('arrived', fetcher.arrived),
    events.on('arrived', (item) =>
      notifications.arrived(item.priority === 'critical' || ruleOf(item)?.notify === 'always'),
    ),
    events.on('arrived', tray.arrived),
    events.on('revised', notifications.revised),
    events.on('command', handleCommand),
    events.on('command', onChange),
    events.on('actionFailed', reportFailedAction),
    events.on('fileNotSaved', reportNotSaved),
    events.on('downloadEnded', (item) => {
      if (!window.isVisible()) notifications.showDownloadNotification(item)
    }),
    events.on('timeZoneChanged', followTimeZone),
    platform.onWake(() => {
      servers.restart()
      notifications.checkAgain()
      quietWatch.restart()
    }),
    options.onInstanceMessage((message) => {
      if (message.type === 'quit') platform.quit()
      if (message.type === 'show') window.open()
      if (message.type === 'link') followLink(message.link)
    }),
    windowParts.window.watchVisibility(startAtLogin.followSystem),
    platform.answerCertificateRequests(certificates.select),
    platform.onActivate(window.open),
    options.onLink(followLink),
  ]

  // Start.

  platform.registerDeepLinks()
  logPolicy(managed, log)
  if (settingsStore.wereDamaged) notifications.showAppNotification('settings-damaged')
  if (settingsStore.replaced.length > 0) {
    notifications.showAppNotification('settings-repaired', { names: i18n().list(settingsStore.replaced) })
  }
  if (history.archivedAs !== null) {
    notifications.showAppNotification('history-damaged', { file: history.archivedAs })
  }
  servers.start()
  applySettings()
  void platform.missingDesktopSupport().then((missing) => missing.forEach(log.warn))
  if (options.startLink !== null) followLink(options.startLink)
  if (!options.hidden) window.open()

  const parts = [
    settingsStore,
    timeZone,
    history,
    receipts,
    servers,
    doctor,
    downloads,
    fetcher,
    jobs,
    user,
    notifications,
    quietWatch,
    tray,
    windowParts,
    window,
    updates,
  ]
  return {
    isWindowOpen: window.isOpen,
    stop: () => {
      for (const unsubscribe of subscriptions.splice(0)) unsubscribe()
      for (const part of parts.splice(0).reverse()) part.stop()
    },
  }
}
