import { dirname, join } from 'node:path'
import { app, dialog, nativeImage, shell } from 'electron'
import { prepareActions } from './actions.ts'
import { startAnnouncer } from './announce.ts'
import { pageAddress, serveApp } from './desktop/app-protocol.ts'
import { systemClock as clock } from './desktop/clock.ts'
import { onHandOver } from './desktop/instance.ts'
import { openLog } from './desktop/log.ts'
import { onWake } from './desktop/power.ts'
import { openSettings } from './desktop/settings-file.ts'
import { openToasts } from './desktop/toasts.ts'
import type { TokenOrigin } from './desktop/token.ts'
import { openTray } from './desktop/tray.ts'
import { trayIconFile } from './desktop/tray-icon-file.ts'
import { prepareWindow } from './desktop/window.ts'
import { linkWindow } from './desktop/window-link.ts'
import type { Subscription } from './feed/subscription.ts'
import { viewOf } from './ipc/view.ts'
import { listen } from './listen.ts'
import type { FeedStatus } from './model/connection.ts'
import type { Source } from './model/source.ts'
import { bodyText } from './notify/body-text.ts'
import { trayFace } from './notify/tray-face.ts'
import { openStore } from './store/open-store.ts'

export interface RunOptions {
  /** The server to listen to; null: none is known yet. */
  readonly source: Source | null
  readonly token: TokenOrigin
  /** Start without a window. */
  readonly hidden: boolean
  /** Everything else the app writes goes into the same folder. */
  readonly historyFile: string
}

const latestItems = 50

/** Opens the rooms of the running app and joins them. The app must be ready, and the only instance. */
export function runApp({ source, token, hidden, historyFile }: RunOptions): void {
  const log = openLog(join(dirname(historyFile), 'logs'))
  process.on('uncaughtException', (error) => log.error('Unexpected error', error))
  process.on('unhandledRejection', (error) => log.error('Unexpected error', error))

  const opened = openStore(historyFile, { now: clock.now })
  if (opened.kind !== 'open') {
    log.error(`The history ${historyFile} could not be opened: ${opened.reason}`)
    dialog.showErrorBox(
      'Tidings could not start',
      `The history could not be opened: ${opened.reason}.\n\n${historyFile}`,
    )
    app.exit(1)
    return
  }
  const { store } = opened
  const settings = openSettings({
    path: join(dirname(historyFile), 'settings.json'),
    clock,
    log,
    onChange: () => changed(),
  })
  const resource = (file: string) => join(app.getAppPath(), 'resources/icons', file)
  const appIcon = nativeImage.createFromPath(resource('toast.png'))
  let feed: Subscription | null = null
  const idle: FeedStatus = {
    connection: { kind: 'stopped', since: clock.now(), cause: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
  }
  const status = () => feed?.status() ?? idle

  const page = pageAddress()
  serveApp(join(app.getAppPath(), 'dist/renderer'))
  const window = prepareWindow({
    preload: join(app.getAppPath(), 'dist/preload.cjs'),
    icon: appIcon,
    url: page.url,
    allowDevTools: !app.isPackaged,
    onVisibility: () => link.changed(),
  })
  const actions = prepareActions({
    store,
    window,
    openPage: (url) =>
      void shell.openExternal(url.href).catch((error) => log.error('The browser could not be opened', error)),
    reconnect: () => feed?.restart(),
    setPause: (pause) => settings.change({ ...settings.current(), pause }),
    quit: () => app.quit(),
    now: clock.now,
    onChange: () => changed(),
  })
  const link = linkWindow({
    window,
    origin: page.origin,
    view: () =>
      viewOf(
        {
          server: source?.id ?? null,
          status: status(),
          unread: store.unread(),
          pause: settings.current().pause,
          setAside: store.quarantineCount(),
          revision: store.revision(),
          latest: store.history({ before: null, limit: latestItems, unreadOnly: false }),
          version: app.getVersion(),
        },
        clock.now(),
      ),
    history: store.history,
    onCommand: actions.fromWindow,
    clock,
    log,
  })

  const face = () =>
    trayFace(
      {
        connection: source === null ? null : status().connection,
        unread: store.unread(),
        pause: settings.current().pause,
      },
      clock.now(),
      (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
    )
  const tray = openTray(
    (icon) => trayIconFile(resource('tray'), process.platform, icon),
    face(),
    actions.fromTray,
    clock,
  )
  const changed = () => {
    tray.draw(face())
    link.changed()
  }

  const toasts = openToasts(appIcon, (body) => bodyText(body, process.platform))
  const announcer = startAnnouncer({
    store,
    toasts,
    settings: settings.current,
    clock,
    onClick: actions.fromToast,
    onFailed: (reason) => log.warn(`A toast could not be shown: ${reason}`),
  })
  if (source !== null) {
    feed = listen({
      source,
      token,
      store,
      log,
      onStatus: changed,
      onOpen: announcer.connected,
      onArrival: announcer.arrived,
      onChange: changed,
    })
    changed()
  }
  const stopWatchingPower = onWake(() => feed?.restart())

  onHandOver((wish) => {
    if (wish.type === 'quit') app.quit()
    if (wish.type === 'show') window.open()
  })
  app.on('activate', () => window.open())
  // The app lives in the tray: closing the window ends nothing.
  app.on('window-all-closed', () => {})
  app.on('will-quit', () => {
    stopWatchingPower()
    feed?.stop()
    announcer.stop()
    toasts.stop()
    link.stop()
    settings.stop()
    tray.close()
    store.close()
  })
  if (!hidden) window.open()
}
