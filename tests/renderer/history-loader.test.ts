import { describe, expect, test, vi } from 'vitest'
import type { HistoryPage } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { noFilter, queryOf } from '../../renderer/history/filter.ts'
import { createHistoryLoader } from '../../renderer/history/history-loader.ts'
import { mergePage } from '../../renderer/history/merge-page.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'

const unread: WindowFilter = { ...noFilter, show: 'unread' }
const some = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => notification({ key: from - index, receivedAt: 0 }))
const keys = ({ items }: { readonly items: readonly Item[] }) => items.map((item) => item.key)
const page = (items: readonly Item[], next: number | null): HistoryPage => ({ items, next, count: null })
const onScreen = (first: number, last: number, endless = true) => ({
  ...{ indexes: Array.from({ length: last - first + 1 }, (_, index) => first + index), endless },
})

/** A loader on a fake main process that is updated with every change, as in the window. */
function loaderOn(items: readonly Item[], filter: WindowFilter = noFilter, anchor: number | null = null) {
  const bridge = createFakeBridge(items)
  let updated: ReturnType<typeof createHistoryLoader> | null = null
  let first: { readonly revision: number; readonly latest: HistoryPage } | null = null
  bridge.watch((view) => {
    first ??= view
    updated?.update(view.revision, view.latest)
  })
  const { revision, latest } = first ?? { revision: 0, latest: page([], null) }
  const loader = createHistoryLoader({
    request: bridge.history,
    query: queryOf(filter, 0),
    revision,
    latest,
    anchor,
  })
  updated = loader
  loader.subscribe(() => {})
  return { bridge, loader }
}

describe('a page merged into the loaded items', () => {
  test('replaces what it covers and keeps the rest', () => {
    const loaded = page(some(9, 1), null)
    expect(keys(mergePage(loaded, 8, page(some(7, 6), 5)))).toEqual([9, 8, 7, 6, 4, 3, 2, 1])
  })

  test('shows a job that has moved up only once', () => {
    const moved = job({ key: 2, position: 10, receivedAt: 0, state: 'succeeded' })
    expect(keys(mergePage(page(some(3, 1), null), null, page([moved, ...some(3, 3)], 3)))).toEqual([2, 3, 1])
  })

  test('says where the next page begins only when it reaches the end of what is loaded', () => {
    const loaded = page(some(9, 5), 5)
    expect(mergePage(loaded, null, page(some(9, 8), 8)).next).toBe(5)
    expect(mergePage(loaded, 5, page(some(4, 3), 3)).next).toBe(3)
  })
})

describe('the loader of the history', () => {
  test('takes a change at the top from the view, without asking', () => {
    const { bridge, loader } = loaderOn(some(5, 1))
    bridge.put(notification({ key: 6, receivedAt: 0 }))
    expect(keys(loader.state())).toEqual([6, 5, 4, 3, 2, 1])
    expect(bridge.queries).toEqual([])
  })

  test('leaves no hole when more came in at once than the view holds', async () => {
    const { bridge, loader } = loaderOn(some(60, 1))
    bridge.put(...some(400, 61))
    await vi.waitFor(() => expect(keys(loader.state())).toEqual(keys(page(some(400, 11), null))))
    expect(loader.state().next).toBe(11)
  })

  test('brings up to date what is on screen far down, and nothing else', async () => {
    const { bridge, loader } = loaderOn(some(400, 1))
    loader.setVisible(onScreen(0, 49))
    await vi.waitFor(() => expect(loader.state().items).toHaveLength(150))
    loader.setVisible(onScreen(90, 99))
    const asked = bridge.queries.length
    bridge.put({ ...notification({ key: 305, receivedAt: 0 }), title: 'Changed' })
    await vi.waitFor(() => expect(loader.state().items[95]?.title).toBe('Changed'))
    expect(bridge.queries.slice(asked)).toEqual([{ before: 311, limit: 39, unreadOnly: false }])
  })

  test('drops what was withdrawn far down once one looks there', async () => {
    const { bridge, loader } = loaderOn(some(400, 1))
    loader.setVisible(onScreen(0, 49))
    await vi.waitFor(() => expect(loader.state().items).toHaveLength(150))
    bridge.remove(300)
    loader.setVisible(onScreen(95, 105))
    await vi.waitFor(() => expect(keys(loader.state())).not.toContain(300))
  })

  test('loads a first part of a list that is grouped, and the rest on request', async () => {
    const { bridge, loader } = loaderOn(some(1_500, 1))
    loader.setVisible(onScreen(0, 9, false))
    await vi.waitFor(() => expect(loader.state().items).toHaveLength(500))
    loader.setVisible(onScreen(490, 499, false))
    expect(bridge.queries).toEqual([{ before: 1451, limit: 450, unreadOnly: false }])
    loader.loadMore()
    await vi.waitFor(() => expect(loader.state().items).toHaveLength(1_000))
    expect(bridge.queries.slice(1)).toEqual([{ before: 1001, limit: 500, unreadOnly: false }])
  })

  test('brings items up to date that are far from one another on screen', async () => {
    const { bridge, loader } = loaderOn(some(1500, 1))
    for (const count of [550, 1050]) {
      loader.loadMore()
      await vi.waitFor(() => expect(loader.state().items).toHaveLength(count))
    }
    loader.setVisible({ indexes: [2, 900], endless: false })
    const changed = { ...notification({ key: 600, receivedAt: 0 }), title: 'Changed' }
    bridge.put(changed)
    await vi.waitFor(() => expect(loader.state().items[900]?.title).toBe('Changed'))
    expect(Math.max(...bridge.queries.map(({ limit }) => limit))).toBe(500)
  })

  test('knows how many there are as soon as the first page has come', async () => {
    const { loader } = loaderOn(some(700, 1), unread)
    await vi.waitFor(() => expect(loader.state()).toMatchObject({ count: 700, ready: true }))
  })

  test('is not ready to show the unread before it has requested them', async () => {
    const { loader } = loaderOn(
      some(60, 1).map((item) => ({ ...item, read: item.key > 1 })),
      unread,
    )
    expect(loader.state()).toMatchObject({ items: [], ready: false })
    await vi.waitFor(() => expect(keys(loader.state())).toEqual([1]))
    expect(loader.state().ready).toBe(true)
  })

  test('shows what it has when an answer does not come, and asks again with the next change', async () => {
    const request = vi.fn(async () => page(some(2, 1), null))
    request.mockRejectedValueOnce(new Error('the main process is busy'))
    const loader = createHistoryLoader({
      request,
      query: queryOf(unread, 0),
      revision: 1,
      latest: page(some(2, 2), null),
      anchor: null,
    })
    loader.subscribe(() => {})
    await vi.waitFor(() => expect(request).toHaveBeenCalledOnce())
    expect(loader.state().ready).toBe(false)
    await vi.waitFor(() => {
      loader.update(request.mock.calls.length + 1, page([], null))
      expect(keys(loader.state())).toEqual([2, 1])
    })
  })
})
