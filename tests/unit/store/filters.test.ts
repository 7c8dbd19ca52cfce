import { describe, expect, test } from 'vitest'
import type { HistoryFilter } from '../../../electron/model/history-query.ts'
import { type FilterCounts, filtersOf } from '../../../electron/store/filters.ts'

const many = 1_000_000
const source = 'https://app.example.com/'
const allMany = {
  all: many,
  unread: many,
  failed: many,
  unreadFailed: many,
  jobs: many,
  pinned: many,
  snoozed: many,
}

interface Known {
  readonly all?: Partial<FilterCounts['all']>
  readonly own?: Partial<FilterCounts['own']>
  /** Of every index that is not counted. */
  readonly entries?: number
  readonly hasDeleted?: boolean
  readonly hasSeveralEpochs?: boolean
}

function filters(query: Partial<HistoryFilter>, { all, own, entries, ...state }: Known = {}) {
  return filtersOf(
    { unreadOnly: false, ...query },
    {
      ...{ all: { ...allMany, ...all }, own: { ...allMany, ...own } },
      ...{ position: many, hasDeleted: false, hasSeveralEpochs: false, ...state },
      ...{ isScanned: false, isSealed: false, categoryNames: (category) => [category] },
      countEntries: () => entries ?? null,
    },
  )
}

const chosen = (query: Partial<HistoryFilter>, known?: Known) => {
  const { index, isShort, isExact } = filters(query, known)
  return [index, isShort ? 'short' : 'long', isExact ? 'exact' : 'in steps']
}

describe('the index of a page', () => {
  test.each([
    ['of all items', {}, ['item_visible', 'long', 'exact']],
    ['of a type that has none', { type: 'notification' }, ['item_visible', 'long', 'in steps']],
    ['of jobs', { type: 'job' }, ['item_job', 'long', 'exact']],
    ['of failed jobs', { type: 'job', state: 'failed' }, ['item_state', 'long', 'exact']],
    ['of jobs that succeeded', { state: 'succeeded' }, ['item_state', 'long', 'exact']],
    ['of jobs that have not ended', { state: 'unfinished' }, ['item_running', 'long', 'exact']],
    ['of what is important', { priority: 'important' }, ['item_important', 'long', 'exact']],
    ['of what is pinned', { pinnedOnly: true }, ['item_pinned', 'long', 'exact']],
    ['of what is snoozed', { snoozedOnly: true }, ['item_snoozed', 'long', 'exact']],
    ['of a time', { from: 1, until: 2 }, ['item_visible', 'long', 'in steps']],
    ['of a category', { category: 'billing' }, ['item_category', 'long', 'exact']],
    ['of a server', { source }, ['item_source', 'long', 'exact']],
    ['of a server and a category', { source, category: 'billing' }, ['item_category', 'long', 'in steps']],
    ['of a server, and a type', { source, type: 'notification' }, ['item_source', 'long', 'in steps']],
  ] as const)('%s, where there are many of each', (_, query, expected) => {
    expect(chosen(query)).toEqual(expected)
  })

  test('is that of the filter that the fewest items fit', () => {
    const query = { source, unreadOnly: true, state: 'failed', category: 'billing' } as const
    expect(chosen(query, { own: { all: 3 } })).toEqual(['item_source', 'short', 'in steps'])
    expect(chosen(query, { all: { failed: 3, unread: 5 } })).toEqual(['item_state', 'short', 'in steps'])
    expect(chosen(query, { all: { unread: 19_999 } })).toEqual(['item_unread', 'short', 'in steps'])
    expect(chosen(query, { all: { unread: 20_001 } })).toEqual(['item_category', 'long', 'in steps'])
    expect(chosen(query, { all: { unread: 300 }, entries: 200 })).toEqual([
      'item_category',
      'short',
      'in steps',
    ])
  })

  test('leads to items of deleted servers too, unless it is that of one that was not', () => {
    expect(chosen({}, { hasDeleted: true })).toEqual(['item_visible', 'long', 'in steps'])
    expect(chosen({ type: 'job' }, { hasDeleted: true })).toEqual(['item_job', 'long', 'in steps'])
    expect(chosen({ source }, { hasDeleted: true })).toEqual(['item_source', 'long', 'exact'])
  })

  test('is not that of the unread ones while they have several epochs', () => {
    const several = { hasSeveralEpochs: true, all: { unread: 3 } }
    expect(chosen({ unreadOnly: true }, several)).toEqual(['item_visible', 'long', 'in steps'])
    expect(chosen({ unreadOnly: true, type: 'job' }, several)).toEqual(['item_job', 'long', 'in steps'])
  })
})

describe('how many items match', () => {
  const own = { all: 100, unread: 50, jobs: 30, failed: 20, unreadFailed: 10, pinned: 5, snoozed: 4 }

  test.each([
    [{}, 100],
    [{ unreadOnly: true }, 50],
    [{ type: 'job' }, 30],
    [{ type: 'notification' }, 70],
    [{ state: 'failed' }, 20],
    [{ type: 'job', state: 'failed' }, 20],
    [{ unreadOnly: true, state: 'failed' }, 10],
    [{ pinnedOnly: true }, 5],
    [{ snoozedOnly: true }, 4],
    [{ pinnedOnly: true, snoozedOnly: true }, null],
    [{ from: 1 }, null],
  ] as const)('is counted for %j: %j', (query, expected) => {
    expect(filters(query, { own }).count).toBe(expected)
    expect(filters({ ...query, source }, { own, hasDeleted: true }).count).toBe(expected)
  })

  test('is what an index of its own has, if those are few and of every server', () => {
    const query = { category: 'billing' }
    expect(filters(query).count).toBeNull()
    expect(filters(query, { entries: 7 }).count).toBe(7)
    expect(filters({ ...query, source }, { entries: 7 }).count).toBeNull()
    expect(filters(query, { entries: 7, hasDeleted: true }).count).toBeNull()
    expect(filters({ ...query, unreadOnly: true }, { entries: 7 }).count).toBeNull()
  })

  test('is no more than the rarest of the filters has', () => {
    expect(filters({ unreadOnly: true, pinnedOnly: true, category: 'billing' }, { own }).most).toBe(5)
    expect(filters({ from: 1 }, { own }).most).toBe(100)
  })
})
