import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Command, WindowState } from '../model/command.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { JobProgress } from '../model/job.ts'
import { type Silence, silenceReasonOf } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import type { ServerCheck, Source } from '../model/source.ts'
import type { TokenState } from '../model/token.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { AppWindow, WindowChannel } from './app-window.ts'
import type { AppSnapshot, Diagnostics, RevealRequest } from './contract.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { createSnapshot } from './snapshot.ts'

/** What the window shows. */
export interface WindowController {
  readonly open: () => void
  readonly isOpen: () => boolean
  /** Opens the window at the row of this item. */
  readonly showItem: (key: Item['key']) => void
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
    readonly page: (query: HistoryQuery) => Promise<HistoryPage>
    readonly notice: () => string | null
    readonly revision: () => number
  }
  readonly servers: {
    readonly source: () => Source | null
    readonly status: () => FeedStatus
    readonly token: () => TokenState
    readonly lastCheck: () => ServerCheck | null
  }
  readonly settings: () => Settings
  readonly jobs: { readonly progress: () => readonly JobProgress[] }
  readonly notifications: {
    readonly silence: () => Silence
    readonly playsSounds: () => boolean
  }
  readonly versions: Diagnostics['versions']
  readonly i18n: () => I18n
  readonly dispatch: (command: Command) => void
  readonly clock: Pick<Clock, 'now'>
}

const latestItems = 50
const maxCategories = 100

export function createWindowController(options: WindowControllerOptions): WindowController {
  const { window, channel, reader, history, servers, settings, i18n, versions, clock } = options
  let showsDiagnostics = false
  let windowState: WindowState | null = null
  let reveal: RevealRequest | null = null

  const snapshot = (): AppSnapshot =>
    createSnapshot(
      {
        server: servers.source()?.id ?? null,
        status: servers.status(),
        unread: reader.unread(),
        pause: settings().pause,
        rejectedCount: reader.rejectedCount(),
        revision: history.revision(),
        latest: reader.page({ before: null, limit: latestItems, unreadOnly: false }),
        version: versions.tidings ?? '',
        settings: settings(),
        token: servers.token(),
        check: servers.lastCheck(),
        windowState,
        notice: history.notice(),
        categories: reader.categories(maxCategories),
        jobs: options.jobs.progress(),
        reveal,
        silence: silenceReasonOf(options.notifications.silence()),
        playsSounds: options.notifications.playsSounds(),
        diagnostics: showsDiagnostics ? diagnosticsOf(reader, servers.source(), versions, i18n()) : null,
      },
      i18n(),
      clock.now(),
    )
  const stopServing = channel.serve({ snapshot, history: history.page, onCommand: options.dispatch })
  const stopWatching = window.watchVisibility(() => {
    if (!window.isOpen()) showsDiagnostics = false
    channel.onSnapshotChange()
  })

  return {
    open: window.open,
    isOpen: window.isOpen,
    showItem: (key) => {
      const position = reader.item(key)?.position
      if (position !== undefined) reveal = { key, position, at: clock.now() }
      window.open()
      channel.onSnapshotChange()
    },
    onChange: channel.onSnapshotChange,
    saveState: (state) => {
      windowState = state
      // From now on the window continues where the user has moved to.
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
