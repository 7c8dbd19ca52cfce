import { join } from 'node:path'
import { app, type NativeImage } from 'electron'
import type { History } from '../history/history.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import { type Silence, silenceReasonOf } from '../model/quiet-hours.ts'
import { chooseWindowBounds, type Rectangle } from '../model/window-bounds.ts'
import type { Log } from '../platform/system/log.ts'
import { versions } from '../platform/system/versions.ts'
import { pageAddress, serveApp } from '../platform/window/app-protocol.ts'
import { createAppWindow } from '../platform/window/app-window.ts'
import { createWindowIpc } from '../platform/window/window-ipc.ts'
import { workAreas } from '../platform/window/work-areas.ts'
import type { Servers } from '../servers/servers.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { Reads } from '../store/writes.ts'
import type { JobMonitor } from '../tray/job-monitor.ts'
import type { AppSnapshot, Command, RevealRequest, WindowState } from './contract.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { createSnapshot } from './snapshot.ts'
import { createWindowBoundsFile } from './window-bounds-file.ts'

/** What is to be seen of the app inside its window. */
export interface WindowController {
  readonly open: () => void
  /** Opens the window at the row of this item. */
  readonly showRow: (key: Item['key']) => void
  /** What is shown may have changed. */
  readonly changed: () => void
  readonly rememberWindow: (state: WindowState) => void
  readonly showDiagnostics: (open: boolean) => void
  readonly stop: () => void
}

export interface WindowControllerOptions {
  /** Everything the app writes is below it. */
  readonly folder: string
  readonly icon: NativeImage
  readonly store: Reads
  readonly history: Pick<History, 'page' | 'notice' | 'revision'>
  readonly servers: Pick<Servers, 'source' | 'status' | 'token' | 'lastCheck'>
  readonly settings: Pick<SettingsFile, 'current'>
  readonly jobs: Pick<JobMonitor, 'progress'>
  readonly silence: () => Silence
  /** Whether the desktop plays sounds for toasts. */
  readonly playsSounds: () => boolean
  readonly i18n: () => I18n
  /** Where the tray's icon is; null where the platform does not tell. */
  readonly trayPlace: () => Rectangle | null
  readonly onCommand: (command: Command) => void
  readonly clock: Clock
  readonly log: Log
}

const latestItems = 50
const mostCategories = 100

export function createWindowController(options: WindowControllerOptions): WindowController {
  const { folder, store, history, servers, settings, i18n, clock, log } = options
  let diagnosing = false
  let windowState: WindowState | null = null
  let reveal: RevealRequest | null = null

  const page = pageAddress()
  serveApp(join(app.getAppPath(), 'dist/renderer'))
  const place = createWindowBoundsFile(join(folder, 'window.json'), clock.now, log)
  const window = createAppWindow({
    preload: join(app.getAppPath(), 'dist/preload.cjs'),
    icon: options.icon,
    url: page.url,
    allowDevTools: !app.isPackaged,
    isWayland: process.env.XDG_SESSION_TYPE === 'wayland',
    place: () =>
      chooseWindowBounds({ remembered: place.current(), tray: options.trayPlace(), workAreas: workAreas() }),
    onPlace: place.change,
    onVisibility: () => {
      if (window.page() === null) diagnosing = false
      link.changed()
    },
  })
  const view = (): AppSnapshot =>
    createSnapshot(
      {
        server: servers.source()?.id ?? null,
        status: servers.status(),
        unread: store.unread(),
        pause: settings.current().pause,
        rejectedCount: store.rejectedCount(),
        revision: history.revision(),
        latest: store.history({ before: null, limit: latestItems, unreadOnly: false }),
        version: app.getVersion(),
        settings: settings.current(),
        token: servers.token(),
        check: servers.lastCheck(),
        windowState,
        notice: history.notice(),
        categories: store.categories(mostCategories),
        jobs: options.jobs.progress(),
        reveal,
        silence: silenceReasonOf(options.silence()),
        playsSounds: options.playsSounds(),
        diagnostics: diagnosing ? diagnosticsOf(store, servers.source(), versions(), i18n()) : null,
      },
      i18n(),
      clock.now(),
    )
  const link = createWindowIpc({
    window,
    origin: page.origin,
    view,
    history: history.page,
    onCommand: options.onCommand,
    clock,
    log,
  })

  return {
    open: window.open,
    showRow: (key) => {
      const position = store.item(key)?.position
      if (position !== undefined) reveal = { key, position, at: clock.now() }
      window.open()
      link.changed()
    },
    changed: link.changed,
    rememberWindow: (state) => {
      windowState = state
      // Where the window is now is where it goes on.
      reveal = null
    },
    showDiagnostics: (open) => {
      diagnosing = open
    },
    stop: link.stop,
  }
}
