import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Connection, Gap } from '../../../electron/model/connection.ts'
import type { DecodeResult, JobEvent, NotificationEvent, RawEvent } from '../../../electron/model/event.ts'
import type { Item, NotificationReason, NotificationState } from '../../../electron/model/item.ts'
import type { HistoryChange, HistoryWriter, WriteResult } from '../../../electron/store/history-writer.ts'
import { openStore, type Store, type StoreOptions } from '../../../electron/store/open-store.ts'

export const source = 'https://app.example.com/api/notifications'
export const other = 'https://other.example.com/'

/** A path for a history in a folder of its own; gone after the test. */
export function historyPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return join(folder, 'history.db')
}

/** A store on a real file. Its clock moves on by one millisecond each time it is asked. */
export function openTestStore(path = historyPath(), options: Partial<StoreOptions> = {}): Store {
  const opened = openStore(path, { now: ticking(), ...options })
  if (opened.kind !== 'open') throw new Error(`${opened.kind}: ${opened.reason}`)
  onTestFinished(opened.store.close)
  return opened.store
}

function ticking(): () => number {
  let now = 1_000
  return () => now++
}

/** Overwrites all but the first page, as a failing disk might. */
export function damage(path: string): void {
  const file = openSync(path, 'r+')
  const rest = Buffer.alloc(statSync(path).size - 4_096, 0xa5)
  writeSync(file, rest, 0, rest.length, 4_096)
  closeSync(file)
}

/** Whether this text is anywhere in the history's files, as they are on the disk. */
export function isOnDisk(path: string, text: string): boolean {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file))
  return files.some((file) => readFileSync(file, 'latin1').includes(text))
}

/** A writer on this store without a worker: it makes one change in each turn of the event loop. */
export function createLocalWriter(store: Store): {
  readonly writer: HistoryWriter
  readonly writeAll: () => void
} {
  const waiting: (() => void)[] = []
  let last: Promise<unknown> = Promise.resolve()
  const next = () => {
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(next)
  }
  return {
    writer: {
      write: (change) => {
        const result = new Promise<WriteResult>((resolve, reject) => {
          waiting.push(() => {
            try {
              resolve(store.apply(change))
            } catch (error) {
              reject(error)
            }
          })
          if (waiting.length === 1) setImmediate(next)
        })
        last = result.catch(() => {})
        return result
      },
      flush: () => last.then(() => {}),
    },
    writeAll: () => {
      for (const write of waiting.splice(0)) write()
    },
  }
}

/** An event that carries this id, or one that carries none while the stream's last id stays what it was. */
export function raw(eventId: string | null, lastEventId = eventId ?? '', data = '{}'): RawEvent {
  return { type: 'message', data, eventId, lastEventId }
}

export function notification(id: string | null, said: Partial<NotificationEvent> = {}): DecodeResult {
  const nothing = { revision: null, title: null, category: null, createdAt: null, url: null }
  return {
    kind: 'event',
    event: { type: 'notification', message: 'Hello', priority: 'normal', ...nothing, ...said, id },
  }
}

export function job(id: string | null, state: JobEvent['state'], said: Partial<JobEvent> = {}): DecodeResult {
  const nothing = {
    attempt: null,
    title: null,
    message: null,
    category: null,
    priority: null,
    progress: null,
    createdAt: null,
    url: null,
    download: null,
  }
  return { kind: 'event', event: { type: 'job', ...nothing, ...said, id, state } }
}

export function read(...ids: string[]): DecodeResult {
  return { kind: 'event', event: { type: 'read', ids } }
}

export function withdraw(...ids: string[]): DecodeResult {
  return { kind: 'event', event: { type: 'withdraw', ids } }
}

type Keys = readonly Item['key'][]

/** The change that stores one event. */
export const appending = (from: string, event: RawEvent, decoded: DecodeResult): HistoryChange => ({
  type: 'append-events',
  source: from,
  events: [{ event, decoded }],
})
/** Stores one event. Returns what a write of it returns, with the outcome of the event. */
export const append = (store: Store, from: string, event: RawEvent, decoded: DecodeResult) => {
  const result = store.apply(appending(from, event, decoded))
  if (result.kind === 'failed') return result
  const { kind, changed, outcomes } = result
  return { kind, changed, arrived: null, revised: null, ...outcomes[0] }
}
export const markRead = (store: Store, keys: Keys) => store.apply({ type: 'mark-read', keys })
export const markUnread = (store: Store, keys: Keys) => store.apply({ type: 'mark-unread', keys })
export const markAllRead = (store: Store) => store.apply({ type: 'mark-all-read' })
export const deleteItems = (store: Store, keys: Keys) => store.apply({ type: 'delete', keys })
export const undoDelete = (store: Store, keys: Keys) => store.apply({ type: 'undo-delete', keys })
export const setNotification = (
  store: Store,
  keys: Keys,
  state: NotificationState,
  reason: NotificationReason | null = null,
) => store.apply({ type: 'set-notification', keys, state, reason })
export const logConnection = (store: Store, from: string, connection: Connection, gap: Gap | null = null) =>
  store.apply({
    type: 'log-connection',
    source: from,
    connection,
    gap,
    completeness: { kind: 'not-known-yet' },
  })
export const listSources = (store: Store, ...sources: { readonly id: string; readonly name: string }[]) =>
  store.apply({ type: 'list-sources', sources })
export const deleteSource = (store: Store, id: string) => store.apply({ type: 'delete-source', source: id })
export const setUsualPause = (store: Store, from: string, pauseMs: number | null) =>
  store.apply({ type: 'set-usual-pause', source: from, pauseMs })

/** What a write returns that changed so many rows and made no notification pending. */
export const written = (changed: number): WriteResult => ({
  kind: 'written',
  changed,
  outcomes: [],
})

/** Appends events that carry no SSE id and returns the items whose notifications became pending by each. */
export function receive(store: Store, ...decoded: DecodeResult[]): (Item | null)[] {
  return receiveFrom(store, source, ...decoded)
}

export function receiveFrom(store: Store, from: string, ...decoded: DecodeResult[]): (Item | null)[] {
  return decoded.map((each) => {
    const result = append(store, from, raw(null), each)
    if (result.kind === 'failed') throw new Error(result.reason)
    return result.arrived
  })
}

/** Does all the work that can wait; returns how many items left the history. */
export function maintainAll(
  store: Store,
  retention: { readonly days: number; readonly items: number },
): number {
  let removed = 0
  for (;;) {
    const step = store.maintain(retention)
    if (step.kind === 'failed') throw new Error(step.reason)
    removed += step.removed
    if (step.done) return removed
  }
}

export function allItems(store: Store): readonly Item[] {
  return store.page({ before: null, limit: 500, unreadOnly: false }).items
}

/** The items with a pending notification, oldest first. */
export function pendingItems(store: Store): readonly Item[] {
  const pending = new Set(store.notificationQueue.entries().map(({ key }) => key))
  return allItems(store)
    .filter(({ key }) => pending.has(key))
    .reverse()
}

/** The one item of a store that holds no other. */
export function onlyItem(store: Store): Item {
  const [item, ...others] = allItems(store)
  if (item === undefined || others.length > 0) throw new Error('not exactly one item')
  return item
}

/** Runs a TypeScript file beside this one in a process of its own, killed after the test at the latest. */
export function runScript(name: string, ...parameters: string[]): ChildProcess {
  const script = fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}
