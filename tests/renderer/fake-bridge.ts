import { act } from '@testing-library/react'
import { chooseLocale } from '../../electron/i18n/language.ts'
import type { HistoryPage, HistoryQuery } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'
import type { ServerChange } from '../../electron/model/server.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import { containsAll, fold, termsOf } from '../../electron/model/text-folding.ts'
import type { AppSnapshot, Bridge, ServerSnapshot, WindowCommand } from '../../electron/window/contract.ts'
import { buildServer, sourcesOf } from './build-server.ts'

export interface FakeBridge extends Bridge {
  /** The commands that the window sent, in order. */
  readonly sent: readonly WindowCommand[]
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
  check: null,
  silence: null,
  playsSounds: true,
  notificationProblem: null,
  testNotification: null,
  windowState: null,
  notice: null,
  jobs: [],
  reveal: null,
  openPage: null,
  diagnostics: null,
} as const satisfies Partial<AppSnapshot>

/** A main process with its history in memory. Like the real one, it answers queries asynchronously. */
export function createFakeBridge(
  items: readonly Item[] = [],
  changes: Partial<AppSnapshot> = {},
): FakeBridge {
  const rows = new Map(items.map((item) => [item.key, item]))
  const deleted = new Map<Item['key'], Item>()
  const sent: WindowCommand[] = []
  const queries: HistoryQuery[] = []
  const watchers = new Set<(snapshot: AppSnapshot) => void>()
  let changed = changes
  let revision = 1
  let held: Promise<void> | null = null

  function page(query: HistoryQuery): HistoryPage {
    const { before, limit } = query
    const matching = [...rows.values()]
      .filter((item) => (before === null || item.position < before) && matches(item, query))
      .sort((a, b) => b.position - a.position)
    const found = matching.slice(0, limit)
    return { items: found, next: matching.length > limit ? (found.at(-1)?.position ?? null) : null }
  }

  function current(): AppSnapshot {
    const unread = [...rows.values()].filter((item) => !item.read).length
    const latest = page({ before: null, limit: 50, unreadOnly: false })
    const categories = [...new Set([...rows.values()].flatMap(({ category }) => category ?? []))].sort()
    const locale = chooseLocale(changed.language ?? baseSnapshot.language, ['en-GB', 'de-DE'])
    const locales = { locale, timeLocale: locale }
    return {
      ...{ ...baseSnapshot, ...locales },
      ...{ deleted: [...deleted.keys()], unread, revision, latest, categories },
      sources: sourcesOf(changed.servers ?? baseSnapshot.servers),
      ...changed,
    }
  }

  function notify() {
    revision += 1
    for (const onSnapshot of watchers) onSnapshot(current())
  }

  function markRead(keys: Iterable<Item['key']>, read = true) {
    for (const key of [...keys]) {
      const item = rows.get(key)
      if (item !== undefined) rows.set(key, { ...item, read })
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
    hold: () => {
      let release = () => {}
      held = new Promise<void>((resolve) => {
        release = resolve
      })
      return () => act(async () => release())
    },
    send: (command) => {
      sent.push(command)
      if (command.type === 'open-item') markRead([command.key])
      if (command.type === 'mark-read') markRead(command.keys)
      if (command.type === 'mark-unread') markRead(command.keys, false)
      if (command.type === 'mark-all-read') markRead(rows.keys())
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

function changedServer(server: ServerSnapshot, change: ServerChange): ServerSnapshot {
  const settings = { ...server.settings, ...change }
  return { ...server, settings, name: settings.name ?? new URL(server.address).host }
}

function matches(item: Item, query: HistoryQuery): boolean {
  const { unreadOnly, failedOnly = false, type, category, source, search = '' } = query
  const text = fold(`${item.title} ${item.message} ${item.category}`)
  return (
    !(unreadOnly && item.read) &&
    !(failedOnly && item.state !== 'failed') &&
    (type === undefined || item.type === type) &&
    (category === undefined || item.category === category) &&
    (source === undefined || item.source === source) &&
    containsAll(text, termsOf(search))
  )
}
