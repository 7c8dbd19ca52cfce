import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import type { HistoryQuery } from '../../../electron/model/history-query.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import {
  allItems,
  deleteItems,
  historyPath,
  job,
  maintainAll,
  markAllRead,
  notification,
  openTestStore,
  receive,
  undoDelete,
} from './store-fixture.ts'

const forEver = { days: 36_500, items: 1_000_000 }

const ids = (store: Store, query: Partial<HistoryQuery>) =>
  store.page({ before: null, limit: 500, unreadOnly: false, ...query }).items.map((item) => item.id)

/** Page after page of two, by the steps in which the window is answered. */
function paged(store: Store, query: Partial<HistoryQuery>): string[] {
  const seen: string[] = []
  let before: number | null = null
  do {
    const steps = store.pageInSteps({ before, limit: 2, unreadOnly: false, ...query })
    let step = steps.next()
    while (step.done !== true) step = steps.next()
    seen.push(...step.value.items.map((item) => item.id))
    before = step.value.next
  } while (before !== null)
  return seen
}

function filled() {
  const store = openTestStore()
  receive(
    store,
    notification('n-1', { title: 'Invoice run finished', category: 'billing', message: '312 were sent' }),
    notification('n-2', { message: '請求書が出力されました', category: 'export' }),
    job('exp-42', 'running', { title: 'Orders 2026', category: 'export' }),
    notification('n-3', { message: 'Zürich is closed', priority: 'high' }),
    job('exp-43', 'failed', { title: 'Invoices of May', category: 'export', type: 'job' }),
    notification('n-4', { message: 'Nothing to see', priority: 'low' }),
  )
  return store
}

describe.each(['is queued for the index', 'is indexed'])('a search, when what arrived %s', (when) => {
  const store = () => {
    const made = filled()
    if (when === 'is indexed') maintainAll(made, forEver)
    return made
  }

  test.each([
    ['invoice', ['exp-43', 'n-1']],
    ['invoices', ['exp-43']],
    ['voi', ['exp-43', 'n-1']],
    ['INV sent', ['n-1']],
    ['zurich', ['n-3']],
    ['請求書', ['n-2']],
    ['出力', ['n-2']],
    ['書', ['n-2']],
    ['exp-4', ['exp-43', 'exp-42']],
    ['billing', ['n-1']],
    ['z', ['n-3']],
    ['absent', []],
    ['', ['n-4', 'exp-43', 'n-3', 'exp-42', 'n-2', 'n-1']],
  ])('for %j finds what holds it, newest first', (search, expected) => {
    expect(ids(store(), { search })).toEqual(expected)
  })

  test('can be combined with filters and pages', () => {
    expect(paged(store(), { search: 'invoice', category: 'billing' })).toEqual(['n-1'])
    expect(paged(store(), { search: 'e' })).toEqual(ids(store(), { search: 'e' }))
  })

  test('finds the new text of a job and no longer the old one', () => {
    const made = store()
    receive(made, job('exp-42', 'running', { title: 'Shipments' }))
    if (when === 'is indexed') maintainAll(made, forEver)
    expect(ids(made, { search: 'orders' })).toEqual([])
    expect(ids(made, { search: 'shipments' })).toEqual(['exp-42'])
  })

  test('finds a job once, at its new place, when it has ended', () => {
    const made = store()
    receive(made, job('exp-42', 'succeeded', {}))
    if (when === 'is indexed') maintainAll(made, forEver)
    expect(ids(made, { search: '42' })).toEqual(['exp-42'])
    expect(ids(made, { search: 'exp' })[0]).toBe('exp-42')
  })

  test('does not find what was deleted or removed', () => {
    const made = store()
    deleteItems(
      made,
      allItems(made).map((item) => item.key),
    )
    expect(ids(made, { search: 'invoice' })).toEqual([])
  })
})

test('an id that the store generated is not found', () => {
  const store = openTestStore()
  receive(store, notification(null, { message: 'Hello' }))
  expect(ids(store, { search: 'local' })).toEqual([])
})

test('a rare word among common ones is found, in whatever order they are typed', () => {
  const store = openTestStore()
  const common = Array.from({ length: 1_500 }, (_, number) =>
    notification(`n-${number}`, { message: 'invoice refund finished' }),
  )
  receive(store, ...common.slice(0, 700))
  receive(store, notification('rare', { message: 'invoice refund of the zebra' }))
  receive(store, ...common.slice(700))
  maintainAll(store, forEver)
  receive(store, notification('waiting', { message: 'a zebra, its refund and its invoice' }))
  for (const search of ['invoice refund zebra', 'zebra invoice', 'refund zeb']) {
    expect(ids(store, { search })).toEqual(['waiting', 'rare'])
    expect(paged(store, { search })).toEqual(['waiting', 'rare'])
  }
  expect(ids(store, { search: 'zebra finished' })).toEqual([])
  expect(ids(store, { search: 'invoice refund finished' })).toHaveLength(500)
})

test('a search over many rows, indexed and waiting, misses none and repeats none', () => {
  const store = openTestStore()
  const expected: string[] = []
  for (let number = 1; number <= 1_500; number += 1) {
    const hit = number % 7 === 0
    receive(store, notification(`n-${number}`, { message: hit ? `Needle ${number}` : `Straw ${number}` }))
    if (hit) expected.unshift(`n-${number}`)
    if (number === 900) maintainAll(store, forEver)
    // Some of what is indexed waits again.
    if (number % 100 === 0) store.maintain(forEver)
  }
  expect(paged(store, { search: 'needle' })).toEqual(expected)
})

describe('a filter', () => {
  test.each([
    [{ type: 'job' }, ['exp-43', 'exp-42']],
    [{ type: 'notification' }, ['n-4', 'n-3', 'n-2', 'n-1']],
    [{ state: 'failed' }, ['exp-43']],
    [{ category: 'export' }, ['exp-43', 'exp-42', 'n-2']],
    [{ category: 'none' }, []],
    [{ type: 'job', category: 'export' }, ['exp-43', 'exp-42']],
    [{ unreadOnly: true, type: 'job' }, ['exp-43']],
    [{ unreadOnly: true, state: 'failed', category: 'export', type: 'job' }, ['exp-43']],
  ] as const)('%j leaves those that match, page by page', (query, expected) => {
    expect(paged(filled(), query)).toEqual(expected)
  })
})

/** How many items each filter of the window has, and the number of unread ones that the store counts. */
const countsOf = (store: Store) => ({
  all: ids(store, {}).length,
  unread: store.unread(),
  jobs: ids(store, { type: 'job' }).length,
  failed: ids(store, { state: 'failed' }).length,
})

describe('counts', () => {
  test('follow whatever happens', () => {
    const store = filled()
    expect(countsOf(store)).toEqual({ all: 6, unread: 5, jobs: 2, failed: 1 })
    receive(store, job('exp-42', 'failed'))
    expect(countsOf(store)).toEqual({ all: 6, unread: 6, jobs: 2, failed: 2 })
    const failed = store.itemById('exp-43')?.key ?? 0
    deleteItems(store, [failed])
    expect(countsOf(store)).toEqual({ all: 5, unread: 5, jobs: 1, failed: 1 })
    undoDelete(store, [failed])
    expect(countsOf(store)).toEqual({ all: 6, unread: 6, jobs: 2, failed: 2 })
    markAllRead(store)
    maintainAll(store, { days: 36_500, items: 2 })
    expect(countsOf(store)).toEqual({ all: 2, unread: 0, jobs: 1, failed: 1 })
  })

  test('the categories in use are listed once each', () => {
    expect(filled().categories(10)).toEqual(['billing', 'export'])
    expect(filled().categories(1)).toEqual(['billing'])
    expect(openTestStore().categories(10)).toEqual([])
  })
})

test('an index of texts that were folded in another way is made again, in short steps', () => {
  const path = historyPath()
  const first = openTestStore(path)
  for (let count = 0; count < 1_200; count += 1) receive(first, notification(`n-${count}`, { title: 'Łódź' }))
  maintainAll(first, forEver)
  first.close()
  const database = new DatabaseSync(path)
  database.exec(`
    UPDATE meta SET fold_version = 0;
    INSERT INTO trigram (trigram) VALUES ('delete-all');
    INSERT INTO trigram (rowid, trigrams) SELECT position, 'łó óź' FROM item WHERE position <= 5`)
  database.close()

  const second = openTestStore(path)
  expect(ids(second, { search: 'lodz' })).toEqual([])
  maintainAll(second, forEver)
  expect(ids(second, { search: 'lodz' })).toHaveLength(500)
  expect(paged(second, { search: 'lodz' })).toHaveLength(1_200)
})
