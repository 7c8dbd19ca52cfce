import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HistoryQuery } from '../../electron/model/history-query.ts'
import { openStore, type Store } from '../../electron/store/open-store.ts'
import { holdUps } from './loop.ts'
import { sampleEvent } from './sample-events.ts'
import { type Column, type Row, table } from './table.ts'
import { measure, type Timing, timed } from './timing.ts'

// `npm run bench:store [-- <rows> …]`: how long the store takes with ever more history, step by step. The running app
// reads on its main loop and writes in a thread of its own; what that comes to is in "all at once".

const source = 'https://bench.example.com/'
const keepAll = { days: 36_500, items: 10_000_000 }
const sizes = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'))

function open(path: string): Store {
  const opened = openStore(path, { now: Date.now })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  return opened.store
}

function eventOf(number: number): Parameters<Store['append']> {
  const id = String(number)
  return [source, { type: 'message', data: '{}', eventId: id, lastEventId: id }, sampleEvent(number)]
}

function append(store: Store, number: number): void {
  const appended = store.append(...eventOf(number))
  if (appended.kind !== 'stored') throw new Error(appended.reason)
}

function fill(store: Store, from: number, to: number): Timing {
  return measure(() => {
    const steps: number[] = []
    for (let number = from; number <= to; number += 1) steps.push(timed(() => append(store, number)))
    return steps
  })
}

/** Appends what none of the searches finds. */
function fillWithOthers(store: Store, count: number): void {
  const nothing = { title: null, category: null, createdAt: null, url: null }
  const said = {
    type: 'notification',
    revision: null,
    priority: 'normal',
    message: 'Moon',
    ...nothing,
  } as const
  for (let number = 1; number <= count; number += 1) {
    const id = `other-${number}`
    const raw = { type: 'message', data: '{}', eventId: id, lastEventId: id }
    store.append(source, raw, { kind: 'event', event: { ...said, id } })
  }
}

function tidyUp(store: Store, retention = keepAll, most = Number.POSITIVE_INFINITY): Timing {
  return measure(() => {
    const steps: number[] = []
    for (let done = false; !done && steps.length < most; ) {
      steps.push(
        timed(() => {
          const step = store.maintain(retention)
          if (step.kind === 'failed') throw new Error(step.reason)
          done = step.done
        }),
      )
    }
    return steps
  })
}

/** Looks for a page in its steps, a few times over; the total is that of the quickest time. */
function look(store: Store, query: Partial<HistoryQuery>): Timing {
  const tries = Array.from({ length: 5 }, () =>
    measure(() => {
      const steps: number[] = []
      const looking = store.pageInSteps({ before: null, limit: 50, unreadOnly: false, ...query })
      for (let done = false; !done; ) {
        steps.push(
          timed(() => {
            done = looking.next().done === true
          }),
        )
      }
      return steps
    }),
  )
  const quickest = Math.min(...tries.map(({ totalMs }) => totalMs))
  return { totalMs: quickest, longestMs: Math.max(...tries.map(({ longestMs }) => longestMs)) }
}

const one = (work: () => unknown): Timing => measure(() => [timed(work)])

async function run(rows: number): Promise<readonly Row[]> {
  const path = join(folder, `${rows}.db`)
  let store = open(path)
  fill(store, 1, rows)
  const backlog = tidyUp(store)
  store.close()
  const bytes = statSync(path).size

  const opening = one(() => {
    store = open(path)
  })
  const middle = { before: Math.round(rows / 2) }
  const day = 86_400_000
  const appending = fill(store, rows + 1, rows + 2_000)
  const perSecond = Math.round(2_000 / (appending.totalMs / 1_000))
  const indexing = tidyUp(store)
  const measured: Row[] = [
    ['open', opening],
    ['newest page', look(store, {})],
    ['page in the middle', look(store, middle)],
    ['unread', look(store, { unreadOnly: true })],
    ['jobs', look(store, { type: 'job' })],
    ['failed', look(store, { failedOnly: true })],
    ['category', look(store, { category: 'billing' })],
    ['priority', look(store, { priority: 'high' })],
    ['dates, today', look(store, { from: Date.now() - day })],
    ['dates, none', look(store, { until: Date.now() - 30 * day })],
    [
      'category and failed and unread',
      look(store, { category: 'system', failedOnly: true, unreadOnly: true }),
    ],
    ['filters that no item fits', look(store, { category: 'export', priority: 'low', unreadOnly: true })],
    ['search "invoice"', look(store, { search: 'invoice' })],
    ['search "zebra" (rare)', look(store, { search: 'zebra' })],
    ['search "鯨" (rare, 1 character)', look(store, { search: '鯨' })],
    ['search "東京" (2 characters)', look(store, { search: '東京' })],
    ['search "e" (1 letter)', look(store, { search: 'e' })],
    ['search for what is absent', look(store, { search: 'xylophone' })],
    ['search "invoice refund zebra"', look(store, { search: 'invoice refund zebra' })],
    ['search "report" among failed', look(store, { search: 'report', failedOnly: true })],
    ['count (all, unread, jobs, failed)', one(() => store.counts())],
    ['due toasts in groups', one(() => store.notificationQueue.groups())],
    ['mark one read', one(() => store.markRead([Math.round(rows / 3)]))],
    ['mark all read', one(() => store.markAllRead())],
    ['delete 500', one(() => store.remove(Array.from({ length: 500 }, (_, index) => index + 1)))],
    ['undo that', one(() => store.restore(Array.from({ length: 500 }, (_, index) => index + 1)))],
    ['tidy up after 2,000 events', indexing],
    ['retention, 500 steps', tidyUp(store, { days: 90, items: Math.round(rows / 2) }, 500)],
    ['append 2,000', appending],
    ['index all of it', backlog],
    ['append per second', perSecond],
    ['file, MB', Math.round(bytes / 1e5) / 10],
  ]
  fillWithOthers(store, 10_000)
  tidyUp(store)
  measured.push(
    ['search "invoice" behind 10,000 others', look(store, { search: 'invoice' })],
    ['search "i" behind 10,000 others', look(store, { search: 'i' })],
    ['search "invoice refund" behind them', look(store, { search: 'invoice refund' })],
    ['search "invoice" from the middle on', look(store, { search: 'invoice', ...middle })],
  )
  const held = await holdUps({
    store,
    path,
    event: eventOf,
    firstNumber: rows + 2_001,
    retention: { days: 90, items: Math.round(rows / 4) },
    forMs: 10_000,
  })
  measured.push(
    [
      'all at once, 10 s: 99 % of hold-ups, and the longest',
      { totalMs: held.usualMs, longestMs: held.longestMs },
    ],
    [
      'all at once: an event until it is on file, at most',
      { totalMs: held.longestWriteMs, longestMs: held.longestWriteMs },
    ],
    ['close', one(() => store.close())],
  )
  return measured
}

try {
  const asked = sizes.length === 0 ? [1_000, 100_000, 1_000_000] : sizes
  const columns: Column[] = []
  for (const rows of asked) {
    const startedAt = performance.now()
    columns.push({ rows, measured: await run(rows) })
    console.error(`${rows} rows: ${Math.round((performance.now() - startedAt) / 1_000)} s`)
  }
  console.log(table(columns))
  console.log(`
Pages and searches that an index answers take the same time in any history. The others are walked through in steps:
- more than one filter, or a priority or type that most items have: no index has exactly those that match;
- several words of which one is rare: the walk goes from one place where all may be to the next;
- what is absent: every level of the search index has to be asked.
However long the walk, an event or a click waits for one step at most. Writes wait for the disk now and then, in the
thread that does nothing else; the main loop does not wait for them.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
