import { act } from '@testing-library/react'
import { chooseLocale } from '../../electron/i18n/language.ts'
import type { SnoozeTime } from '../../electron/model/command.ts'
import type { HistoryPage, HistoryQuery } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'
import type { ServerChange } from '../../electron/model/server.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import { containsAll, fold, termsOf } from '../../electron/model/text-folding.ts'
import type {
  AppSnapshot,
  Bridge,
  ItemDetail,
  ServerSnapshot,
  WindowCommand,
} from '../../electron/window/contract.ts'
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
  markedRead: null,
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
  let detailKey: Item['key'] | null = null

  function page(query: HistoryQuery): HistoryPage {
    const { before, limit } = query
    const matching = [...rows.values()]
      .filter((item) => (before === null || item.position < before) && matches(item, query))
      .sort((a, b) => b.position - a.position)
    const found = matching.slice(0, limit)
    const next = matching.length > limit ? (found.at(-1)?.position ?? null) : null
    return { items: found, next, count: matching.length }
  }

  function current(): AppSnapshot {
    const all = [...rows.values()]
    const unread = all.filter((item) => !item.read).length
    const counts = {
      all: all.length,
      unread,
      jobs: all.filter(({ type }) => type === 'job').length,
      failed: all.filter(({ state }) => state === 'failed').length,
      pinned: all.filter(({ pinned }) => pinned).length,
      snoozed: all.filter(isSnoozed).length,
    }
    const shown = detailKey === null ? undefined : rows.get(detailKey)
    const detail = shown === undefined ? null : { item: shown, course: courseOf(shown) }
    const latest = page({ before: null, limit: 50, unreadOnly: false })
    const categories = [...new Set([...rows.values()].flatMap(({ category }) => category ?? []))].sort()
    const locale = chooseLocale(changed.language ?? baseSnapshot.language, ['en-GB', 'de-DE'])
    const locales = { locale, timeLocale: locale }
    return {
      ...{ ...baseSnapshot, ...locales },
      ...{ deleted: [...deleted.keys()], unread, counts, revision, latest, categories, detail },
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
      if (command.type === 'open-item') change([command.key], { read: true })
      if (command.type === 'mark-read') change(command.keys, { read: true })
      if (command.type === 'mark-unread') change(command.keys, { read: false })
      if (command.type === 'mark-all-read') change(rows.keys(), { read: true })
      if (command.type === 'pin' || command.type === 'unpin')
        change(command.keys, { pinned: command.type === 'pin' })
      if (command.type === 'snooze')
        change(command.keys, { notification: 'pending', heldUntil: snoozedUntil(command.until) })
      if (command.type === 'cancel-snooze') change(command.keys, { notification: 'shown', heldUntil: null })
      if (command.type === 'show-detail') {
        detailKey = command.key
        notify()
      }
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

function isSnoozed({ notification, notificationReason, heldUntil }: Item): boolean {
  return notification === 'pending' && notificationReason === null && heldUntil !== null
}

/** A made-up time; the real one depends on the time zone. */
function snoozedUntil(time: SnoozeTime): number {
  if (time.kind === 'at') return time.at
  const tomorrow = new Date()
  tomorrow.setHours(32, 0, 0, 0)
  return time.kind === 'for' ? Date.now() + time.ms : tomorrow.getTime()
}

/** A made-up course of a job, from when it was created to its newest state. */
function courseOf({ state, createdAt, receivedAt, updatedAt, progress }: Item): ItemDetail['course'] {
  if (state === null) return []
  const from = createdAt ?? receivedAt
  const points = [0.1, 0.25, 0.35, 0.7, 0.9].map((part) => ({
    at: Math.round(from + (updatedAt - from) * (0.2 + 0.8 * part)),
    state: 'running' as const,
    progress: part * (progress ?? 1),
  }))
  return [
    { at: from, state: 'queued', progress: null },
    ...(state === 'queued' ? [] : points),
    ...(state === 'queued' ? [] : [{ at: updatedAt, state, progress }]),
  ]
}

function changedServer(server: ServerSnapshot, change: ServerChange): ServerSnapshot {
  const settings = { ...server.settings, ...change }
  return { ...server, settings, name: settings.name ?? new URL(server.address).host }
}

function matches(item: Item, query: HistoryQuery): boolean {
  const { unreadOnly, state, type, category, source, search = '' } = query
  const text = fold(`${item.title} ${item.message} ${item.category}`)
  return (
    !(unreadOnly && item.read) &&
    (state === undefined || isInState(item, state)) &&
    !(query.priority === 'important' && item.priority !== 'high' && item.priority !== 'critical') &&
    !(query.pinnedOnly === true && !item.pinned) &&
    !(query.snoozedOnly === true && !isSnoozed(item)) &&
    (query.from === undefined || item.receivedAt >= query.from) &&
    (query.until === undefined || item.receivedAt < query.until) &&
    (type === undefined || item.type === type) &&
    (category === undefined || item.category === category) &&
    (source === undefined || item.source === source) &&
    containsAll(text, termsOf(search))
  )
}

function isInState({ state }: Item, wanted: NonNullable<HistoryQuery['state']>): boolean {
  return wanted === 'unfinished' ? state === 'queued' || state === 'running' : state === wanted
}
