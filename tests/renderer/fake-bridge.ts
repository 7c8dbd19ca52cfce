import { act } from '@testing-library/react'
import { chooseLocale } from '../../electron/i18n/language.ts'
import type { SnoozeTime } from '../../electron/model/command.ts'
import type {
  HistoryCounts,
  HistoryFilter,
  HistoryPage,
  HistoryQuery,
} from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'
import type { ServerChange, ServerKey } from '../../electron/model/server.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import { containsAll, fold, termsOf } from '../../electron/model/text-folding.ts'
import type {
  AppSnapshot,
  Bridge,
  ItemDetail,
  ServerSnapshot,
  WindowCommand,
} from '../../electron/window/contract.ts'
import { shownAt } from '../../renderer/history/item-text.ts'
import { loadCatalog } from '../support/i18n.ts'
import { buildServer, sourcesOf } from './build-server.ts'

export interface FakeBridge extends Bridge {
  /** The commands that the window sent, in order, but for those about what it shows at the moment. */
  readonly sent: readonly WindowCommand[]
  /** Whether the window says that it shows the newest items. */
  readonly showsNewest: () => boolean
  /** The queries that the window made, in order. */
  readonly queries: readonly HistoryQuery[]
  /** Changes everything in the snapshot but the history. */
  readonly update: (change: Partial<AppSnapshot>) => void
  /** Adds items, or replaces those with the same key. */
  readonly put: (...items: readonly Item[]) => void
  readonly remove: (...keys: readonly Item['key'][]) => void
  /** Delays the answers to queries until the returned function is called. */
  readonly hold: () => () => Promise<void>
  /** Whether the window watches for snapshots. */
  readonly isWatched: () => boolean
}

const baseSnapshot = {
  servers: [buildServer()],
  pause: { kind: 'off' },
  rejectedCount: 0,
  version: '0.1.0',
  settings: defaultSettings,
  language: 'en',
  tokensKeptIn: 'keychain',
  encryption: { state: { kind: 'off' }, problem: null, isAvailable: true },
  check: null,
  silence: { kind: 'off' },
  platform: 'linux',
  playsSounds: true,
  notificationProblem: null,
  testNotification: null,
  windowState: null,
  notice: null,
  markedRead: null,
  jobs: [],
  reveal: null,
  openPage: null,
  diagnostics: null,
  managed: null,
  proxies: [],
} as const satisfies Partial<AppSnapshot>

/** A main process with its history in memory. Like the real one, it answers queries asynchronously. */
export function createFakeBridge(
  items: readonly Item[] = [],
  changes: Partial<AppSnapshot> = {},
): FakeBridge {
  const rows = new Map(items.map((item) => [item.key, item]))
  const deleted = new Map<Item['key'], Item>()
  const sent: WindowCommand[] = []
  let showsNewest = false
  const queries: HistoryQuery[] = []
  const watchers = new Set<(snapshot: AppSnapshot) => void>()
  let changed = changes
  /** What the last "mark as read" of several changed. */
  let markedKeys: readonly Item['key'][] = []
  let detailKey: Item['key'] | null = null
  let revision = 1
  let held: Promise<void> | null = null

  function page(query: HistoryQuery): HistoryPage {
    const { before, limit } = query
    const matching = [...rows.values()]
      .filter((item) => (before === null || item.position < before) && matches(item, query))
      .sort((a, b) => b.position - a.position)
    const found = matching.slice(0, limit)
    return {
      items: found,
      next: matching.length > limit ? (found.at(-1)?.position ?? null) : null,
      count: isCounted(query) ? countOf(query) : null,
    }
  }

  function countOf(filter: HistoryFilter): number {
    return [...rows.values()].filter((item) => matches(item, filter)).length
  }

  function counts(): HistoryCounts {
    return {
      all: rows.size,
      unread: countOf({ unreadOnly: true }),
      jobs: countOf({ unreadOnly: false, type: 'job' }),
      failed: countOf({ unreadOnly: false, state: 'failed' }),
      pinned: countOf({ unreadOnly: false, pinnedOnly: true }),
      snoozed: countOf({ unreadOnly: false, snoozedOnly: true }),
    }
  }

  function current(): AppSnapshot {
    const latest = page({ before: null, limit: 50, unreadOnly: false })
    const categories = [...new Set([...rows.values()].flatMap(({ category }) => category ?? []))].sort()
    const locale = chooseLocale(changed.language ?? baseSnapshot.language, ['en-GB', 'de-DE'])
    const locales = { locale, timeLocale: locale }
    const detailed = detailKey === null ? undefined : rows.get(detailKey)
    return {
      ...{ ...baseSnapshot, ...locales },
      ...{ deleted: [...deleted.keys()], revision, latest, categories },
      ...{ counts: counts(), unread: counts().unread },
      detail: detailed === undefined ? null : { item: detailed, course: courseOf(detailed) },
      sources: sourcesOf(changed.servers ?? baseSnapshot.servers),
      ...changed,
    }
  }

  function notify() {
    revision += 1
    for (const onSnapshot of watchers) onSnapshot(current())
  }

  function change(keys: Iterable<Item['key']>, parts: Partial<Item>) {
    for (const key of [...keys]) {
      const item = rows.get(key)
      if (item !== undefined) rows.set(key, { ...item, ...parts })
    }
    notify()
  }

  function markMatching(filter: HistoryFilter) {
    markedKeys = [...rows.values()]
      .filter((item) => !item.read && matches(item, filter))
      .map(({ key }) => key)
    changed = { ...changed, markedRead: { count: markedKeys.length, at: revision } }
    change(markedKeys, { read: true })
  }

  function undoMarkRead() {
    changed = { ...changed, markedRead: null }
    change(markedKeys, { read: false })
  }

  function dismissGap(server: ServerKey) {
    const servers = changed.servers ?? baseSnapshot.servers
    changed = {
      ...changed,
      servers: servers.map((one) =>
        one.key === server ? { ...one, status: { ...one.status, gap: null } } : one,
      ),
    }
    notify()
  }

  function move(keys: readonly Item['key'][], from: Map<number, Item>, to: Map<number, Item>) {
    for (const key of keys) {
      const item = from.get(key)
      if (item !== undefined) to.set(key, item)
      from.delete(key)
    }
    notify()
  }

  return {
    sent,
    showsNewest: () => showsNewest,
    queries,
    watch: (onSnapshot) => {
      watchers.add(onSnapshot)
      onSnapshot(current())
      return () => watchers.delete(onSnapshot)
    },
    history: async (query) => {
      queries.push(query)
      await held
      return page(query)
    },
    texts: async (language) => loadCatalog(language),
    hold: () => {
      let release = () => {}
      held = new Promise<void>((resolve) => {
        release = resolve
      })
      return () => act(async () => release())
    },
    send: (command) => {
      if (command.type === 'show-newest') {
        showsNewest = command.shown
        return
      }
      sent.push(command)
      if (command.type === 'open-item') change([command.key], { read: true })
      if (command.type === 'mark-read') change(command.keys, { read: true })
      if (command.type === 'mark-unread') change(command.keys, { read: false })
      if (command.type === 'mark-all-read') markMatching({ unreadOnly: false })
      if (command.type === 'mark-matching-read') markMatching(command.filter)
      if (command.type === 'undo-mark-read') undoMarkRead()
      if (command.type === 'pin') change(command.keys, { pinned: true })
      if (command.type === 'unpin') change(command.keys, { pinned: false })
      if (command.type === 'snooze')
        change(command.keys, { notification: 'pending', heldUntil: untilOf(command.until) })
      if (command.type === 'cancel-snooze') change(command.keys, { notification: 'shown', heldUntil: null })
      if (command.type === 'show-detail') {
        detailKey = command.key
        notify()
      }
      if (command.type === 'dismiss-gap') dismissGap(command.server)
      if (command.type === 'delete') move(command.keys, rows, deleted)
      if (command.type === 'undo-delete') move(command.keys, deleted, rows)
      if (command.type === 'change-settings') {
        changed = { ...changed, settings: { ...(changed.settings ?? defaultSettings), ...command.change } }
        notify()
      }
      if (command.type === 'change-server') {
        const { server: key, change } = command
        const servers = changed.servers ?? baseSnapshot.servers
        changed = {
          ...changed,
          servers: servers.map((server) => (server.key === key ? changedServer(server, change) : server)),
        }
        notify()
      }
      if (command.type === 'resume') {
        changed = { ...changed, pause: { kind: 'off' } }
        notify()
      }
    },
    update: (change) => {
      changed = { ...changed, ...change }
      notify()
    },
    put: (...items) => {
      for (const item of items) rows.set(item.key, item)
      notify()
    },
    remove: (...keys) => {
      for (const key of keys) rows.delete(key)
      notify()
    },
    isWatched: () => watchers.size > 0,
  }
}

/** A made-up course of a job, from when it was created to its newest state. */
function courseOf({ state, createdAt, receivedAt, updatedAt, progress }: Item): ItemDetail['course'] {
  if (state === null) return []
  const from = createdAt ?? receivedAt
  const queued = { at: from, state: 'queued', progress: null } as const
  if (state === 'queued') return [queued]
  const points = [0.1, 0.25, 0.35, 0.7, 0.9].map((part) => ({
    at: Math.round(from + (updatedAt - from) * (0.2 + 0.8 * part)),
    state: 'running' as const,
    progress: part * (progress ?? 1),
  }))
  return [queued, ...points, { at: updatedAt, state, progress }]
}

function changedServer(server: ServerSnapshot, change: ServerChange): ServerSnapshot {
  const settings = { ...server.settings, ...change }
  return { ...server, settings, name: settings.name ?? new URL(server.address).host }
}

/** Like the real one, it counts only what it need not look at item by item. */
function isCounted({ search, from, until }: HistoryFilter): boolean {
  return search === undefined && from === undefined && until === undefined
}

/** When a snoozed notification comes again, if now is the start of time. */
function untilOf(time: SnoozeTime): number {
  if (time.kind === 'at') return time.at
  return time.kind === 'for' ? time.ms : 24 * 60 * 60_000
}

function matches(item: Item, filter: HistoryFilter): boolean {
  const { unreadOnly, state, type, category, source, priority, pinnedOnly, snoozedOnly } = filter
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, search = '' } = filter
  const at = shownAt(item)
  return (
    !(unreadOnly && item.read) &&
    (state === undefined || stateOf(item) === state) &&
    (type === undefined || item.type === type) &&
    (category === undefined || item.category === category) &&
    (source === undefined || item.source === source) &&
    (priority === undefined || item.priority === 'high' || item.priority === 'critical') &&
    !(pinnedOnly === true && !item.pinned) &&
    !(snoozedOnly === true && !(item.notification === 'pending' && item.heldUntil !== null)) &&
    at >= from &&
    at < until &&
    (search === '' || containsAll(fold(`${item.title} ${item.message} ${item.category}`), termsOf(search)))
  )
}

function stateOf({ state }: Item): HistoryFilter['state'] | null {
  return state === 'queued' || state === 'running' ? 'unfinished' : state
}
