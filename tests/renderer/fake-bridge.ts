import { act } from '@testing-library/react'
import type { HistoryPage, HistoryQuery } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import { containsAll, fold, termsOf } from '../../electron/model/text-folding.ts'
import type { AppSnapshot, Bridge, Command } from '../../electron/window/contract.ts'

export interface FakeBridge extends Bridge {
  /** What the window sent, in order. */
  readonly sent: readonly Command[]
  /** What the window asked, in order. */
  readonly asked: readonly HistoryQuery[]
  /** Changes what the window is told of everything but the history. */
  readonly tell: (change: Partial<AppSnapshot>) => void
  /** Adds items, or puts them in the place of those with the same key. */
  readonly put: (...items: readonly Item[]) => void
  readonly remove: (...keys: readonly Item['key'][]) => void
  /** Lets questions wait, until what is returned is called and has been followed. */
  readonly hold: () => () => Promise<void>
  /** Whether the window is watching. */
  readonly isWatched: () => boolean
}

export const connectedAt = new Date(2026, 10, 22, 14, 0).getTime()

const quietView = {
  server: 'https://app.example.com/api/notifications',
  status: {
    connection: { kind: 'open', since: connectedAt },
    lastByteAt: connectedAt,
    lastEventAt: null,
    gap: null,
  },
  problem: null,
  pause: { kind: 'off' },
  rejectedCount: 0,
  version: '0.1.0',
  settings: defaultSettings,
  language: 'en',
  token: { present: false, keptIn: 'keychain' },
  check: null,
  silence: null,
  playsSounds: true,
  windowState: null,
  notice: null,
  jobs: [],
  reveal: null,
  diagnostics: null,
} as const satisfies Partial<AppSnapshot>

/** A main process that keeps its history in a list and, as the real one, answers a little later. */
export function createFakeBridge(items: readonly Item[] = [], view: Partial<AppSnapshot> = {}): FakeBridge {
  const rows = new Map(items.map((item) => [item.key, item]))
  const deleted = new Map<Item['key'], Item>()
  const sent: Command[] = []
  const asked: HistoryQuery[] = []
  const watchers = new Set<(view: AppSnapshot) => void>()
  let told = view
  let revision = 1
  let held: Promise<void> | null = null

  function page(query: HistoryQuery): HistoryPage {
    const { before, limit } = query
    const matching = [...rows.values()]
      .filter((item) => (before === null || item.position < before) && isWanted(item, query))
      .sort((a, b) => b.position - a.position)
    const found = matching.slice(0, limit)
    return { items: found, next: matching.length > limit ? (found.at(-1)?.position ?? null) : null }
  }

  function current(): AppSnapshot {
    const unread = [...rows.values()].filter((item) => !item.read).length
    const latest = page({ before: null, limit: 50, unreadOnly: false })
    const categories = [...new Set([...rows.values()].flatMap(({ category }) => category ?? []))].sort()
    return { ...quietView, unread, revision, latest, categories, ...told }
  }

  function announce() {
    revision += 1
    for (const onView of watchers) onView(current())
  }

  function markRead(keys: Iterable<Item['key']>, read = true) {
    for (const key of [...keys]) {
      const item = rows.get(key)
      if (item !== undefined) rows.set(key, { ...item, read })
    }
    announce()
  }

  function move(keys: readonly Item['key'][], from: Map<number, Item>, to: Map<number, Item>) {
    for (const key of keys) {
      const item = from.get(key)
      if (item !== undefined) to.set(key, item)
      from.delete(key)
    }
    announce()
  }

  return {
    sent,
    asked,
    watch: (onView) => {
      watchers.add(onView)
      onView(current())
      return () => watchers.delete(onView)
    },
    history: async (query) => {
      asked.push(query)
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
      if (command.type === 'open') markRead([command.key])
      if (command.type === 'mark-read') markRead(command.keys)
      if (command.type === 'mark-unread') markRead(command.keys, false)
      if (command.type === 'mark-all-read') markRead(rows.keys())
      if (command.type === 'delete') move(command.keys, rows, deleted)
      if (command.type === 'undo-delete') move(command.keys, deleted, rows)
      if (command.type === 'change-settings') {
        told = { ...told, settings: { ...(told.settings ?? defaultSettings), ...command.change } }
        announce()
      }
      if (command.type === 'resume') {
        told = { ...told, pause: { kind: 'off' } }
        announce()
      }
    },
    tell: (change) => {
      told = { ...told, ...change }
      announce()
    },
    put: (...changed) => {
      for (const item of changed) rows.set(item.key, item)
      announce()
    },
    remove: (...keys) => {
      for (const key of keys) rows.delete(key)
      announce()
    },
    isWatched: () => watchers.size > 0,
  }
}

function isWanted(item: Item, query: HistoryQuery): boolean {
  const { unreadOnly, failedOnly = false, type, category, search = '' } = query
  const text = fold(`${item.title} ${item.message} ${item.category}`)
  return (
    !(unreadOnly && item.read) &&
    !(failedOnly && item.state !== 'failed') &&
    (type === undefined || item.type === type) &&
    (category === undefined || item.category === category) &&
    containsAll(text, termsOf(search))
  )
}
