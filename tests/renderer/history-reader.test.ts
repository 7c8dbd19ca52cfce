import { describe, expect, test, vi } from 'vitest'
import type { HistoryPage } from '../../electron/model/history-query.ts'
import type { Item } from '../../electron/model/item.ts'
import { type Filter, noFilter } from '../../renderer/history/filter.ts'
import { createHistoryReader } from '../../renderer/history/history-reader.ts'
import { mergePage } from '../../renderer/history/merge-page.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'

const unread: Filter = { ...noFilter, show: 'unread' }
const some = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => notification({ key: from - index, receivedAt: 0 }))
const keys = ({ items }: { readonly items: readonly Item[] }) => items.map((item) => item.key)
const page = (items: readonly Item[], next: number | null): HistoryPage => ({ items, next })

/** A reader on a fake main process whose every change it is told of, as the window would. */
function readerOn(items: readonly Item[], filter: Filter = noFilter, anchor: number | null = null) {
  const bridge = createFakeBridge(items)
  let tell: ReturnType<typeof createHistoryReader> | null = null
  let first: { readonly revision: number; readonly latest: HistoryPage } | null = null
  bridge.watch((view) => {
    first ??= view
    tell?.changed(view.revision, view.latest)
  })
  const { revision, latest } = first ?? { revision: 0, latest: page([], null) }
  const reader = createHistoryReader({ ask: bridge.history, filter, revision, latest, anchor })
  tell = reader
  reader.subscribe(() => {})
  return { bridge, reader }
}

describe('a page laid over what is loaded', () => {
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

describe('the reader of the history', () => {
  test('takes a change at the top from the view, without asking', () => {
    const { bridge, reader } = readerOn(some(5, 1))
    bridge.put(notification({ key: 6, receivedAt: 0 }))
    expect(keys(reader.state())).toEqual([6, 5, 4, 3, 2, 1])
    expect(bridge.asked).toEqual([])
  })

  test('leaves no hole when more came in at once than the view holds', async () => {
    const { bridge, reader } = readerOn(some(60, 1))
    bridge.put(...some(400, 61))
    await vi.waitFor(() => expect(keys(reader.state())).toEqual(keys(page(some(400, 11), null))))
    expect(reader.state().next).toBe(11)
  })

  test('brings up to date what is on screen far down, and nothing else', async () => {
    const { bridge, reader } = readerOn(some(400, 1))
    reader.look(0, 49)
    await vi.waitFor(() => expect(reader.state().items).toHaveLength(150))
    reader.look(90, 99)
    const asked = bridge.asked.length
    bridge.put({ ...notification({ key: 305, receivedAt: 0 }), title: 'Changed' })
    await vi.waitFor(() => expect(reader.state().items[95]?.title).toBe('Changed'))
    expect(bridge.asked.slice(asked)).toEqual([{ before: 311, limit: 39, unreadOnly: false }])
  })

  test('drops what was withdrawn far down once one looks there', async () => {
    const { bridge, reader } = readerOn(some(400, 1))
    reader.look(0, 49)
    await vi.waitFor(() => expect(reader.state().items).toHaveLength(150))
    bridge.remove(300)
    reader.look(95, 105)
    await vi.waitFor(() => expect(keys(reader.state())).not.toContain(300))
  })

  test('is not settled about the unread before it has asked', async () => {
    const { reader } = readerOn(
      some(60, 1).map((item) => ({ ...item, read: item.key > 1 })),
      unread,
    )
    expect(reader.state()).toMatchObject({ items: [], settled: false })
    await vi.waitFor(() => expect(keys(reader.state())).toEqual([1]))
    expect(reader.state().settled).toBe(true)
  })

  test('shows what it has when an answer does not come, and asks again with the next change', async () => {
    const ask = vi.fn(async () => page(some(2, 1), null))
    ask.mockRejectedValueOnce(new Error('the main process is busy'))
    const reader = createHistoryReader({
      ask,
      filter: unread,
      revision: 1,
      latest: page(some(2, 2), null),
      anchor: null,
    })
    reader.subscribe(() => {})
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce())
    expect(reader.state().settled).toBe(false)
    await vi.waitFor(() => {
      reader.changed(ask.mock.calls.length + 1, page([], null))
      expect(keys(reader.state())).toEqual([2, 1])
    })
  })
})
