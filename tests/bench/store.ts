import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HistoryChange } from '../../electron/store/history-writer.ts'
import type { Store } from '../../electron/store/open-store.ts'
import { measureLoop } from './loop.ts'
import { sampleEvent } from './sample-events.ts'
import { queryBehindDeleted, queryBySource } from './source-queries.ts'
import { keepAll, maintain, one, open, query } from './store-work.ts'
import { type Column, type Row, table } from './table.ts'
import { measure, type Timing, timed } from './timing.ts'

const source = 'https://bench.example.com/'
/** A server that sends one event of twenty thousand. */
const quiet = 'https://quiet.example.com/'

function eventOf(number: number): Extract<HistoryChange, { readonly type: 'append-events' }> {
  const id = String(number)
  const event = { type: 'message', data: '{}', eventId: id, lastEventId: id }
  const from = number % 20_000 === 3 ? quiet : source
  return { type: 'append-events', source: from, events: [{ event, decoded: sampleEvent(number) }] }
}

function append(store: Store, number: number): void {
  const appended = store.apply(eventOf(number))
  if (appended.kind === 'failed') throw new Error(appended.reason)
}

function fill(store: Store, from: number, to: number): Timing {
  return measure(() => {
    const steps: number[] = []
    for (let number = from; number <= to; number += 1) steps.push(timed(() => append(store, number)))
    return steps
  })
}

/** Appends items that none of the searches finds. */
function fillWithOthers(store: Store, count: number): void {
  const nothing = { title: null, category: null, createdAt: null, url: null }
  const fields = {
    type: 'notification',
    revision: null,
    priority: 'normal',
    message: 'Moon',
    ...nothing,
  } as const
  for (let number = 1; number <= count; number += 1) {
    const id = `other-${number}`
    const raw = { type: 'message', data: '{}', eventId: id, lastEventId: id }
    const decoded = { kind: 'event', event: { ...fields, id } } as const
    store.apply({ type: 'append-events', source, events: [{ event: raw, decoded }] })
  }
}

async function run(rows: number, folder: string): Promise<readonly Row[]> {
  const path = join(folder, `${rows}.db`)
  let store = open(path)
  fill(store, 1, rows)
  const backlog = maintain(store)
  store.close()
  const bytes = statSync(path).size
  const copy = join(folder, `${rows}-deleted.db`)
  copyFileSync(path, copy)

  const opening = one(() => {
    store = open(path)
  })
  const middle = { before: Math.round(rows / 2) }
  const firstKeys = Array.from({ length: 500 }, (_, index) => index + 1)
  const appending = fill(store, rows + 1, rows + 2_000)
  const perSecond = Math.round(2_000 / (appending.totalMs / 1_000))
  const indexing = maintain(store)
  const period = periodOf(store, rows)
  const marked = { pinnedOnly: true, snoozedOnly: true }
  store.apply({ type: 'pin', keys: firstKeys })
  store.apply({ type: 'snooze', keys: firstKeys.slice(100), until: Date.now() + 3_600_000, isSpan: true })
  const measured: Row[] = [
    ['open', opening],
    ['newest page', query(store, {})],
    ['page in the middle', query(store, middle)],
    ['unread', query(store, { unreadOnly: true })],
    ['jobs', query(store, { type: 'job' })],
    ['failed', query(store, { state: 'failed' })],
    ['category', query(store, { category: 'billing' })],
    ['succeeded', query(store, { state: 'succeeded' })],
    ['not ended, of which there is none', query(store, { state: 'unfinished' })],
    ['important', query(store, { priority: 'important' })],
    ['a tenth of the time', query(store, period)],
    ['a tenth of the time, unread', query(store, { ...period, unreadOnly: true })],
    ['a tenth of the time, failed', query(store, { ...period, state: 'failed' })],
    ['a tenth of the time, search "invoice"', query(store, { ...period, search: 'invoice' })],
    ['a tenth of the time, search "zebra"', query(store, { ...period, search: 'zebra' })],
    ['a time before all of it', query(store, { until: 1_000 })],
    ['pinned', query(store, { pinnedOnly: true })],
    ['snoozed', query(store, { snoozedOnly: true })],
    ['important and pinned and snoozed', query(store, { priority: 'important', ...marked })],
    ['pinned and a category', query(store, { pinnedOnly: true, category: 'billing' })],
    [
      'category and failed and unread',
      query(store, { category: 'system', state: 'failed', unreadOnly: true }),
    ],
    ['filters that no item fits', query(store, { category: 'export', type: 'job', unreadOnly: true })],
    ['search "invoice"', query(store, { search: 'invoice' })],
    ['search "zebra" (rare)', query(store, { search: 'zebra' })],
    ['search "鯨" (rare, 1 character)', query(store, { search: '鯨' })],
    ['search "東京" (2 characters)', query(store, { search: '東京' })],
    ['search "e" (1 letter)', query(store, { search: 'e' })],
    ['search for what is absent', query(store, { search: 'xylophone' })],
    ['search "invoice refund zebra"', query(store, { search: 'invoice refund zebra' })],
    ['search "report" among failed', query(store, { search: 'report', state: 'failed' })],
    ...queryBySource(store, 'a server with nearly all', source),
    ...queryBySource(store, 'a server with few', quiet),
    ['the servers', one(() => store.sources())],
    ['count the unread', one(() => store.unread())],
    ['pending notifications', one(() => store.notificationQueue.entries())],
    ['mark one read', one(() => store.apply({ type: 'mark-read', keys: [Math.round(rows / 3)] }))],
    ['all the counts', one(() => store.counts())],
    ...markByFilter(store),
    ['mark all read', one(() => store.apply({ type: 'mark-all-read' }))],
    ['undo that', one(() => store.apply({ type: 'undo-mark-read' }))],
    ['mark all read again', one(() => store.apply({ type: 'mark-all-read' }))],
    ['delete 500', one(() => store.apply({ type: 'delete', keys: firstKeys }))],
    ['undo the deletion', one(() => store.apply({ type: 'undo-delete', keys: firstKeys }))],
    ['maintenance after 2,000 events', indexing],
    ['retention, 500 steps', maintain(store, { days: 90, items: Math.round(rows / 2) }, 500)],
    ['append 2,000', appending],
    ['index all of it', backlog],
    ['append per second', perSecond],
    ['file, MB', Math.round(bytes / 1e5) / 10],
  ]
  fillWithOthers(store, 10_000)
  maintain(store)
  measured.push(
    ['search "invoice" behind 10,000 others', query(store, { search: 'invoice' })],
    ['search "i" behind 10,000 others', query(store, { search: 'i' })],
    ['search "invoice refund" behind them', query(store, { search: 'invoice refund' })],
    ['search "invoice" from the middle on', query(store, { search: 'invoice', ...middle })],
  )
  const held = await measureLoop({
    store,
    path,
    event: eventOf,
    firstNumber: rows + 2_001,
    retention: { days: 90, items: Math.round(rows / 4) },
    forMs: 10_000,
  })
  measured.push(
    [
      'all at once, 10 s: event loop delay, 99 % and longest',
      { totalMs: held.usualMs, longestMs: held.longestMs },
    ],
    [
      'all at once: an event until it is in the file, at most',
      { totalMs: held.longestWriteMs, longestMs: held.longestWriteMs },
    ],
  )
  measured.push(['close', one(() => store.close())], ...(await deleteServer(copy, rows)))
  return measured
}

/** The time in which the tenth of the items came that is in the middle. */
function periodOf(store: Store, rows: number): { readonly from: number; readonly until: number } {
  const [from = 0, until = 0] = [0.45, 0.55].map((part) => {
    const page = { before: Math.round(rows * part), limit: 1, unreadOnly: false }
    return store.page(page).items[0]?.receivedAt ?? 0
  })
  return { from, until }
}

/** Marks a fifth of the items as read, and undoes that; the longest step is what another write waits for. */
function markByFilter(store: Store): readonly Row[] {
  const inSteps = (change: HistoryChange): Timing => {
    const first = one(() => store.apply(change))
    const rest = maintain(store)
    return {
      totalMs: first.totalMs + rest.totalMs,
      longestMs: Math.max(first.longestMs, rest.longestMs),
    }
  }
  return [
    [
      'mark the jobs read',
      inSteps({ type: 'mark-matching-read', filter: { unreadOnly: false, type: 'job' } }),
    ],
    ['undo that in steps', inSteps({ type: 'undo-mark-read' })],
  ]
}

/** Deletes the history of a server that has nearly all of it, while another one goes on. */
async function deleteServer(path: string, rows: number): Promise<readonly Row[]> {
  const store = open(path)
  const marking = one(() => store.apply({ type: 'delete-source', source }))
  const reading = queryBehindDeleted(store)
  const held = await measureLoop({
    store,
    path,
    event: (number) => ({ ...eventOf(number), source: quiet }),
    firstNumber: rows,
    retention: keepAll,
    forMs: 10_000,
  })
  const removing = maintain(store)
  store.close()
  const wait = { totalMs: held.longestWriteMs, longestMs: held.longestWriteMs }
  return [
    ['delete the history of a server', marking],
    ...reading,
    [
      'all at once while it is removed: event loop delay, 99 % and longest',
      { totalMs: held.usualMs, longestMs: held.longestMs },
    ],
    ['the same: an event until it is in the file, at most', wait],
    ['remove the rest of it', removing],
    ['file after that, MB', Math.round(statSync(path).size / 1e5) / 10],
  ]
}

/**
 * `npm run bench -- store [<rows> …]`: how long the store takes with a longer and longer history, step by step. The
 * running app reads in its main thread and writes in a worker; "all at once" measures both together.
 */
export async function benchStore(args: readonly string[]): Promise<undefined> {
  const rowCounts = args.length === 0 ? [1_000, 100_000, 1_000_000] : args.map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'))
  try {
    const columns: Column[] = []
    for (const rows of rowCounts) {
      const startedAt = performance.now()
      columns.push({ rows, measured: await run(rows, folder) })
      console.error(`${rows} rows: ${Math.round((performance.now() - startedAt) / 1_000)} s`)
    }
    console.log(table(columns))
    console.log(`
Pages and searches that an index answers take the same time in any history. The others are done in steps:
- more than one filter, or a type that most items have: no index has exactly those that match;
- several words of which one is rare: the items that have the rare one are compared;
- a word that does not occur: every level of the search index is read.
However many steps, an event or a click waits for one step at most. Writes sometimes wait for the disk, in a worker
that does nothing else; the main thread does not wait for them.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
