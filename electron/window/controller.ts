import { explain } from '../i18n/explain.ts'
import { explainPolicyProblem } from '../i18n/explain-policy.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { LoadCatalog } from '../i18n/language.ts'
import type { Clock } from '../model/clock.ts'
import type { Command, WindowPage, WindowState } from '../model/command.ts'
import { type ConnectionError, errorOf } from '../model/connection.ts'
import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import { isPaused } from '../model/pause.ts'
import { isRefused, lockedSettings, type ManagedBy } from '../model/policy.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { HistorySource, Server, ServerKey } from '../model/server.ts'
import { addressOf, type SourceId } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type {
  AppSnapshot,
  Bridge,
  Diagnostics,
  ManagedSnapshot,
  SandboxState,
  ServerSnapshot,
} from './contract.ts'
import { diagnosticsOf } from './diagnostics.ts'

/** The window, which exists only while it is open. */
export interface AppWindow {
  /** Opens the window, or brings it to the front. */
  readonly open: () => void
  readonly isOpen: () => boolean
  /** Whether it is open and not minimized. */
  readonly isVisible: () => boolean
  /** Whether it has the focus of the desktop. */
  readonly isFocused: () => boolean
  /** Calls back when the window was opened, shown, hidden or closed. Returns an unsubscribe function. */
  readonly watchVisibility: (listener: () => void) => () => void
}

/** The connection to the window's page, by the verbs of the bridge. */
export interface WindowChannel {
  /** Handles the messages of the window from now on. Returns a function that stops it. */
  readonly serve: (handlers: WindowHandlers) => () => void
  /** The snapshot has changed: the window gets it soon, if it is watching and visible. */
  readonly onSnapshotChange: () => void
}

export interface WindowHandlers extends Pick<Bridge, 'history'> {
  readonly texts: LoadCatalog
  readonly snapshot: () => AppSnapshot
  readonly onCommand: Bridge['send']
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
    readonly all: () => readonly Server[]
    readonly tokensKeptIn: () => AppSnapshot['tokensKeptIn']
    readonly lastCheck: () => AppSnapshot['check']
  }
  readonly proxies: () => AppSnapshot['proxies']
  readonly deleted: () => AppSnapshot['deleted']
  readonly settings: () => AppSnapshot['settings']
  readonly managed: ManagedBy | null
  readonly jobs: { readonly progress: () => AppSnapshot['jobs'] }
  readonly notifications: {
    readonly silence: () => Silence
    readonly playsSounds: () => boolean
    readonly problem: () => AppSnapshot['notificationProblem']
    readonly test: () => AppSnapshot['testNotification']
  }
  readonly platform: AppSnapshot['platform']
  readonly versions: Diagnostics['versions']
  readonly sandbox: () => SandboxState
  readonly encryption: () => AppSnapshot['encryption']
  readonly examination: (server: SourceId, i18n: I18n) => Diagnostics['examination']
  readonly i18n: () => I18n
  readonly loadCatalog: LoadCatalog
  readonly dispatch: (command: Command) => void
  readonly clock: Pick<Clock, 'now'>
}

const maxLatest = 50
const maxCategories = limits.shown.categories.max

export type WindowController = ReturnType<typeof createWindowController>

/** Opens the window and sends it what it shows. */
export function createWindowController(options: WindowControllerOptions) {
  const { window, channel, reader, history, servers, notifications, versions, clock } = options
  let detailKey: Item['key'] | null = null
  let shownDiagnostics: { readonly server: ServerKey | null } | null = null
  let windowState: WindowState | null = null
  let showsNewest = false
  let reveal: AppSnapshot['reveal'] = null
  /** Whether the window knows what to reveal. What it saves before that says nothing about it. */
  let isRevealSent = false
  let openPage: AppSnapshot['openPage'] = null

  const snapshot = (): AppSnapshot => {
    const settings = options.settings()
    const i18n = options.i18n()
    const all = servers.all()
    isRevealSent = true
    return {
      servers: all.map((server) => serverSnapshot(server, i18n)),
      sources: historySources(reader, all),
      unread: reader.unread(),
      counts: reader.counts(),
      pause: isPaused(settings.pause, clock.now()) ? settings.pause : { kind: 'off' },
      rejectedCount: reader.rejectedCount(),
      revision: history.revision(),
      latest: reader.page({ before: null, limit: maxLatest, unreadOnly: false }),
      version: versions.tidings ?? '',
      settings,
      managed: options.managed === null ? null : managedSnapshot(options.managed, i18n),
      language: i18n.language,
      locale: i18n.locale,
      timeLocale: i18n.timeLocale,
      tokensKeptIn: servers.tokensKeptIn(),
      proxies: options.proxies(),
      check: servers.lastCheck(),
      encryption: options.encryption(),
      silence: notifications.silence(),
      playsSounds: notifications.playsSounds(),
      notificationProblem: notifications.problem(),
      testNotification: notifications.test(),
      platform: options.platform,
      diagnostics: shownDiagnostics === null ? null : diagnostics(shownDiagnostics.server, all, i18n),
      windowState,
      notice: history.notice(),
      deleted: options.deleted(),
      markedRead: reader.markedRead(),
      detail: detail(),
      categories: reader.categories(maxCategories),
      jobs: options.jobs.progress(),
      reveal,
      openPage,
    }
  }
  const detail = (): AppSnapshot['detail'] => {
    const item = detailKey === null ? null : reader.item(detailKey)
    return item === null ? null : { item, course: reader.course(item.key) }
  }
  const diagnostics = (key: ServerKey | null, all: readonly Server[], i18n: I18n): Diagnostics => {
    const server = all.find((one) => one.key === key) ?? all[0] ?? null
    const examination = server === null ? null : options.examination(server.source.id, i18n)
    return diagnosticsOf(reader, server, { versions, sandbox: options.sandbox(), examination }, i18n)
  }
  const stopServing = channel.serve({
    ...{ snapshot, history: history.page, texts: options.loadCatalog },
    onCommand: options.dispatch,
  })
  const stopWatching = window.watchVisibility(() => {
    if (!window.isOpen()) {
      shownDiagnostics = null
      detailKey = null
      openPage = null
      showsNewest = false
    }
    channel.onSnapshotChange()
  })

  return {
    open: window.open,
    isOpen: window.isOpen,
    isVisible: window.isVisible,
    /** Whether the newest items are before the user's eyes: what arrives is seen, if somebody looks at the screen. */
    isShowingNewest: (): boolean => showsNewest && window.isFocused(),
    /** The window shows the newest items, or no longer. */
    showsNewest: (shown: boolean): void => {
      showsNewest = shown
    },
    /** Opens the window at this page. */
    showPage: (page: WindowPage, server: ServerKey | null): void => {
      openPage = { page, server, at: clock.now() }
      window.open()
      channel.onSnapshotChange()
    },
    /** Opens the window at the row of this item. @param picksReminder whether it asks when to remind of it */
    showItem: (key: Item['key'], picksReminder = false): void => {
      const position = reader.item(key)?.position
      if (position !== undefined) {
        reveal = { key, position, at: clock.now(), picksReminder }
        isRevealSent = false
      }
      window.open()
      channel.onSnapshotChange()
    },
    /** Something that the window shows may have changed. */
    onChange: channel.onSnapshotChange,
    /** The window shows the details of this item; null: of none. */
    showDetail: (key: Item['key'] | null): void => {
      detailKey = key
    },
    saveState: (state: WindowState): void => {
      windowState = state
      // The user has moved on: a window that is opened again shows this state, not the item.
      if (isRevealSent) reveal = null
    },
    /** @param server whose; null: those of the first one */
    showDiagnostics: (open: boolean, server: ServerKey | null): void => {
      shownDiagnostics = open ? { server } : null
    },
    stop: (): void => {
      stopWatching()
      stopServing()
    },
  }
}

function serverSnapshot({ source, ...server }: Server, i18n: I18n): ServerSnapshot {
  const error = errorOf(server.status.connection)
  return {
    ...server,
    id: source.id,
    address: addressOf(source),
    problem: error === null ? null : problemOf(error, server.offersSignIn, i18n),
  }
}

/** Who signs in with the browser knows nothing of tokens. */
function problemOf(error: ConnectionError, offersSignIn: boolean, i18n: I18n): string {
  const isSignedOut = error.kind === 'token-missing' || error.kind === 'token-rejected'
  return isSignedOut && offersSignIn ? i18n.t('problem.signed-out') : explain(error, i18n)
}

function historySources(
  reader: Pick<HistoryReader, 'sources'>,
  servers: readonly Server[],
): readonly HistorySource[] {
  const inUse = servers.map(({ source, name, settings }) => ({
    id: source.id,
    name,
    colour: settings.colour,
  }))
  const removed = reader
    .sources()
    .filter(({ id, visible }) => visible > 0 && inUse.every((one) => one.id !== id))
  return [...inUse, ...removed.map(({ id, name }) => ({ id, name, colour: null }))]
}

function managedSnapshot({ place, policy, problems }: ManagedBy, i18n: I18n): ManagedSnapshot {
  return {
    place,
    isRefused: isRefused({ problems }),
    locked: lockedSettings(policy),
    allowsOtherServers: policy.allowOtherServers,
    problems: problems.map((problem) => explainPolicyProblem(problem, i18n)),
  }
}
