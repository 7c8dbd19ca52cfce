import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Command, WindowPage, WindowState } from '../model/command.ts'
import { errorOf } from '../model/connection.ts'
import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import { isPaused } from '../model/pause.ts'
import { type Silence, silenceReasonOf } from '../model/quiet-hours.ts'
import { addressOf, type Source } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { AppSnapshot, Bridge, Diagnostics, SandboxState } from './contract.ts'
import { diagnosticsOf } from './diagnostics.ts'

/** The window, which exists only while it is open. */
export interface AppWindow {
  /** Opens the window, or brings it to the front. */
  readonly open: () => void
  readonly isOpen: () => boolean
  /** Whether it is open and not minimized. */
  readonly isVisible: () => boolean
  /** Calls back when the window was opened, shown, hidden or closed. Returns an unsubscribe function. */
  readonly watchVisibility: (listener: () => void) => () => void
}

/** The connection to the window's page, by the three verbs of the bridge. */
export interface WindowChannel {
  /** Handles the messages of the window from now on. Returns a function that stops it. */
  readonly serve: (handlers: WindowHandlers) => () => void
  /** The snapshot has changed: the window gets it soon, if it is watching and visible. */
  readonly onSnapshotChange: () => void
}

export interface WindowHandlers extends Pick<Bridge, 'history'> {
  readonly snapshot: () => AppSnapshot
  readonly onCommand: Bridge['send']
}

/** Opens the window and sends it what it shows. */
export interface WindowController {
  readonly open: () => void
  readonly isOpen: () => boolean
  readonly isVisible: () => boolean
  /** Opens the window at the row of this item. */
  readonly showItem: (key: Item['key']) => void
  /** Opens the window at this page. */
  readonly showPage: (page: WindowPage) => void
  /** Something that the window shows may have changed. */
  readonly onChange: () => void
  readonly saveState: (state: WindowState) => void
  readonly showDiagnostics: (open: boolean) => void
  readonly stop: () => void
}

export interface WindowControllerOptions {
  readonly window: AppWindow
  readonly channel: WindowChannel
  readonly reader: HistoryReader
  readonly history: {
    readonly page: Bridge['history']
    readonly notice: () => AppSnapshot['notice']
    readonly revision: () => AppSnapshot['revision']
  }
  readonly servers: {
    readonly source: () => Source | null
    readonly status: () => AppSnapshot['status']
    readonly token: () => AppSnapshot['token']
    readonly lastCheck: () => AppSnapshot['check']
  }
  readonly deleted: () => AppSnapshot['deleted']
  readonly settings: () => AppSnapshot['settings']
  readonly jobs: { readonly progress: () => AppSnapshot['jobs'] }
  readonly notifications: {
    readonly silence: () => Silence
    readonly playsSounds: () => boolean
    readonly problem: () => AppSnapshot['notificationProblem']
    readonly test: () => AppSnapshot['testNotification']
  }
  readonly versions: Diagnostics['versions']
  readonly sandbox: () => SandboxState
  readonly examination: (i18n: I18n) => Diagnostics['examination']
  readonly i18n: () => I18n
  readonly dispatch: (command: Command) => void
  readonly clock: Pick<Clock, 'now'>
}

const maxLatest = 50
const maxCategories = limits.shown.categories.max

export function createWindowController(options: WindowControllerOptions): WindowController {
  const { window, channel, reader, history, servers, notifications, versions, clock } = options
  let showsDiagnostics = false
  let windowState: WindowState | null = null
  let reveal: AppSnapshot['reveal'] = null
  let openPage: AppSnapshot['openPage'] = null

  const snapshot = (): AppSnapshot => {
    const settings = options.settings()
    const i18n = options.i18n()
    const status = servers.status()
    const source = servers.source()
    const error = errorOf(status.connection)
    return {
      server: source === null ? null : addressOf(source),
      status,
      problem: error === null ? null : explain(error, i18n),
      unread: reader.unread(),
      pause: isPaused(settings.pause, clock.now()) ? settings.pause : { kind: 'off' },
      rejectedCount: reader.rejectedCount(),
      revision: history.revision(),
      latest: reader.page({ before: null, limit: maxLatest, unreadOnly: false }),
      version: versions.tidings ?? '',
      settings,
      language: i18n.language,
      locale: i18n.locale,
      timeLocale: i18n.timeLocale,
      token: servers.token(),
      check: servers.lastCheck(),
      silence: silenceReasonOf(notifications.silence()),
      playsSounds: notifications.playsSounds(),
      notificationProblem: notifications.problem(),
      testNotification: notifications.test(),
      diagnostics: showsDiagnostics
        ? diagnosticsOf(
            reader,
            source,
            { versions, sandbox: options.sandbox(), examination: options.examination(i18n) },
            i18n,
          )
        : null,
      windowState,
      notice: history.notice(),
      deleted: options.deleted(),
      categories: reader.categories(maxCategories),
      jobs: options.jobs.progress(),
      reveal,
      openPage,
    }
  }
  const stopServing = channel.serve({ snapshot, history: history.page, onCommand: options.dispatch })
  const stopWatching = window.watchVisibility(() => {
    if (!window.isOpen()) {
      showsDiagnostics = false
      openPage = null
    }
    channel.onSnapshotChange()
  })

  return {
    open: window.open,
    isOpen: window.isOpen,
    isVisible: window.isVisible,
    showPage: (page) => {
      openPage = { page, at: clock.now() }
      window.open()
      channel.onSnapshotChange()
    },
    showItem: (key) => {
      const position = reader.item(key)?.position
      if (position !== undefined) reveal = { key, position, at: clock.now() }
      window.open()
      channel.onSnapshotChange()
    },
    onChange: channel.onSnapshotChange,
    saveState: (state) => {
      windowState = state
      // The user has moved on: a window that is opened again shows this state, not the item.
      reveal = null
    },
    showDiagnostics: (open) => {
      showsDiagnostics = open
    },
    stop: () => {
      stopWatching()
      stopServing()
    },
  }
}
