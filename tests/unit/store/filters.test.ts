import { describe, expect, test } from 'vitest'
import type { HistoryQuery } from '../../../electron/model/history-query.ts'
import { type FilterCounts, filtersOf } from '../../../electron/store/filters.ts'

const many = 1_000_000
const source = 'https://app.example.com/'
const chosen = (query: Partial<HistoryQuery>, counts: Partial<FilterCounts> = {}) => {
  const { index, isShort, isExact } = filtersOf(
    { before: null, limit: 50, unreadOnly: false, ...query },
    { unread: many, failed: many, ofSource: many, hasDeleted: false, ...counts },
  )
  return [index, isShort ? 'short' : 'long', isExact ? 'exact' : 'in steps']
}

describe('the index of a page', () => {
  test.each([
    ['of all items', {}, ['item_visible', 'long', 'exact']],
    ['of a type that has none', { type: 'notification' }, ['item_visible', 'long', 'in steps']],
    ['of jobs', { type: 'job' }, ['item_job', 'long', 'exact']],
    ['of a category', { category: 'billing' }, ['item_category', 'long', 'exact']],
    ['of a server', { source }, ['item_source', 'long', 'exact']],
    ['of a server and a category', { source, category: 'billing' }, ['item_category', 'long', 'in steps']],
    ['of a server, and a type', { source, type: 'notification' }, ['item_source', 'long', 'in steps']],
  ] as const)('%s, where there are many of each', (_, query, expected) => {
    expect(chosen(query)).toEqual(expected)
  })

  test('is that of the filter that the fewest items fit', () => {
    const query = { source, unreadOnly: true, failedOnly: true, category: 'billing' }
    expect(chosen(query, { ofSource: 3 })).toEqual(['item_source', 'short', 'in steps'])
    expect(chosen(query, { failed: 3, unread: 5 })).toEqual(['item_failed', 'short', 'in steps'])
    expect(chosen(query, { unread: 19_999 })).toEqual(['item_unread', 'short', 'in steps'])
    expect(chosen(query, { unread: 20_001 })).toEqual(['item_category', 'long', 'in steps'])
  })

  test('leads to items of deleted servers too, unless it is that of one that was not', () => {
    expect(chosen({}, { hasDeleted: true })).toEqual(['item_visible', 'long', 'in steps'])
    expect(chosen({ type: 'job' }, { hasDeleted: true })).toEqual(['item_job', 'long', 'in steps'])
    expect(chosen({ source }, { hasDeleted: true })).toEqual(['item_source', 'long', 'exact'])
  })
})
