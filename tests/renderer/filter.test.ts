import { describe, expect, test } from 'vitest'
import type { Language } from '../../electron/model/settings.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { emptyText } from '../../renderer/history/empty-text.ts'
import {
  filterKey,
  isWholeHistory,
  noFilter,
  queryKey,
  queryOf,
  refinementsOf,
  withShow,
} from '../../renderer/history/filter.ts'
import {
  canSave,
  chooseTab,
  filterTabs,
  fittingTabs,
  isActiveTab,
  yieldingTabs,
} from '../../renderer/history/filter-tab.ts'
import { suggestFilter } from '../../renderer/history/suggest-filter.ts'
import { createWindowI18n } from '../support/i18n.ts'

/** A Sunday. */
const now = new Date(2026, 10, 22, 14, 30).getTime()
const at = (day: number, month = 10) => new Date(2026, month, day).getTime()
const filter = (parts: Partial<WindowFilter>): WindowFilter => ({ ...noFilter, ...parts })

describe('the query of a filter', () => {
  test('limits nothing without a filter', () => {
    expect(queryOf(noFilter, now)).toEqual({ unreadOnly: false })
    expect(isWholeHistory(queryOf(filter({ search: '  ' }), now))).toBe(true)
  })

  test.each<[Partial<WindowFilter>, object]>([
    [{ show: 'unread' }, { unreadOnly: true }],
    [{ show: 'jobs' }, { type: 'job' }],
    [{ show: 'failed' }, { state: 'failed' }],
    [{ show: 'pinned' }, { pinnedOnly: true }],
    [{ show: 'snoozed' }, { snoozedOnly: true }],
    [{ state: 'unfinished' }, { state: 'unfinished' }],
    [{ priority: 'important' }, { priority: 'important' }],
    [
      { category: 'a', source: 'https://b.example/' },
      { category: 'a', source: 'https://b.example/' },
    ],
    [{ search: ' invoice ' }, { search: 'invoice' }],
  ])('of %o', (parts, query) => {
    expect(queryOf(filter(parts), now)).toEqual({ unreadOnly: false, ...query })
  })

  test.each<[WindowFilter['dates'], object]>([
    [{ kind: 'today' }, { from: at(22) }],
    [{ kind: 'yesterday' }, { from: at(21), until: at(22) }],
    [{ kind: 'last-7-days' }, { from: at(16) }],
    [{ kind: 'last-30-days' }, { from: at(24, 9) }],
    [
      { kind: 'days', from: '2026-11-05', to: '2026-11-07' },
      { from: at(5), until: at(8) },
    ],
    [
      { kind: 'days', from: '2026-11-07', to: '2026-11-05' },
      { from: at(5), until: at(8) },
    ],
    [{ kind: 'days', from: null, to: '2026-11-05' }, { until: at(6) }],
    [{ kind: 'days', from: null, to: null }, {}],
    [{ kind: 'days', from: '0202-11-05', to: null }, { from: 0 }],
  ])('has the moments at which %o begins and ends', (dates, query) => {
    expect(queryOf(filter({ dates }), now)).toEqual({ unreadOnly: false, ...query })
  })

  test('is the same one for filters that show the same', () => {
    expect(queryKey(queryOf(filter({ show: 'failed' }), now))).toBe(
      queryKey(queryOf(filter({ state: 'failed' }), now)),
    )
  })
})

describe('a filter', () => {
  test('counts what limits it, but not its tab, nor dates that are not chosen yet', () => {
    const open = { kind: 'days', from: null, to: null } as const
    expect(refinementsOf(filter({ show: 'failed', dates: open }))).toEqual([])
    expect(refinementsOf(filter({ category: 'a', dates: { kind: 'today' } }))).toEqual(['dates', 'category'])
    expect(filterKey(filter({ dates: open }))).not.toBe(filterKey(filter({ dates: { kind: 'today' } })))
  })

  test('keeps what limits it at another tab', () => {
    expect(withShow(filter({ category: 'a', state: 'cancelled' }), 'failed')).toEqual(
      filter({ show: 'failed', category: 'a' }),
    )
  })
})

describe('the tabs', () => {
  const counts = { all: 9, unread: 2, jobs: 3, failed: 1, pinned: 0, snoozed: 0 }
  const saved = [{ name: 'Money', filter: filter({ show: 'failed', category: 'billing' }) }]
  const tabs = filterTabs(counts, saved)
  const tab = (key: string) => {
    const found = tabs.find((one) => one.key === key)
    if (found === undefined) throw new Error(`there is no tab ${key}`)
    return found
  }
  const active = (current: WindowFilter) =>
    tabs.filter((one) => isActiveTab(one, current, saved)).map(({ key }) => key)

  test('are those of the kinds, and the saved filters after them', () => {
    expect(tabs.map(({ key }) => key)).toEqual([
      ...['all', 'unread', 'jobs', 'failed', 'pinned', 'snoozed', 'saved Money'],
    ])
  })

  test('have exactly one that is active, a saved filter before its kind', () => {
    expect(active(noFilter)).toEqual(['all'])
    expect(active(filter({ show: 'failed', search: 'x' }))).toEqual(['failed'])
    expect(active(filter({ show: 'failed', category: 'billing' }))).toEqual(['saved Money'])
  })

  test('keep what limits the list, unless that is what another tab is', () => {
    expect(chooseTab(tab('jobs'), filter({ category: 'a' }), saved)).toEqual(
      filter({ show: 'jobs', category: 'a' }),
    )
    const money = chooseTab(tab('saved Money'), filter({ search: 'x' }), saved)
    expect(money).toEqual(saved[0]?.filter)
    expect(chooseTab(tab('all'), money, saved)).toEqual(noFilter)
  })

  test('can be made of filters that are none yet', () => {
    expect(canSave(filter({ show: 'failed' }), saved)).toBe(false)
    expect(canSave(filter({ search: 'x' }), saved)).toBe(true)
    expect(canSave(saved[0]?.filter ?? noFilter, saved)).toBe(false)
  })

  test.each([
    ['all of them', 300, 0, [0, 1, 2]],
    ['the first, and a menu', 299, 0, [0, 1]],
    ['the active one in the place of another', 299, 2, [0, 2]],
    ['the active one alone', 60, 2, [2]],
    ['the first, when none is active', 60, -1, [0]],
  ])('that fit are %s', (_, available, activeTab, shown) => {
    expect(fittingTabs([100, 100, 100], available, 50, activeTab, [])).toEqual(shown)
  })
})

describe('the tabs without room', () => {
  test('are first those of pins and reminders that there are none of', () => {
    const counts = { all: 9, unread: 2, jobs: 3, failed: 1, pinned: 0, snoozed: 0 }
    const tabs = filterTabs(counts, [{ name: 'Money', filter: filter({ category: 'billing' }) }])
    expect(yieldingTabs(tabs)).toEqual([4, 5])
    expect(fittingTabs(Array(7).fill(100), 600, 50, 0, yieldingTabs(tabs))).toEqual([0, 1, 2, 3, 6])
    expect(fittingTabs(Array(7).fill(100), 600, 50, 5, yieldingTabs(tabs))).toEqual([0, 1, 2, 3, 5])
    expect(fittingTabs(Array(7).fill(100), 700, 50, 0, yieldingTabs(tabs))).toHaveLength(7)
  })
})

describe('a search for the name of a state', () => {
  const suggested = (parts: Partial<WindowFilter>, language: Language = 'en') =>
    suggestFilter(filter(parts), createWindowI18n(language, language).t)

  test.each<[string, Language, string]>([
    ['failed', 'en', 'failed'],
    ['FAILED', 'en', 'failed'],
    ['fehlgeschlagen', 'de', 'failed'],
    ['échec', 'fr', 'failed'],
    ['echec', 'fr', 'failed'],
    ['失敗', 'ja', 'failed'],
    ['فشل', 'ar', 'failed'],
    ['done', 'en', 'succeeded'],
    ['running', 'en', 'unfinished'],
    ['in progress', 'en', 'unfinished'],
    ['critical', 'en', 'important'],
    ['unread', 'en', 'unread'],
    ['pinned', 'en', 'pinned'],
  ])('"%s" (%s) offers the %s ones', (search, language, name) => {
    expect(suggested({ search }, language)).toMatchObject({ name, filter: { search: '' } })
  })

  test('keeps the other words', () => {
    expect(suggested({ search: 'invoice failed run' })?.filter).toEqual(
      filter({ search: 'invoice run', state: 'failed' }),
    )
  })

  test.each<Partial<WindowFilter>>([
    { search: '' },
    { search: 'failedness' },
    { search: 'failed', show: 'failed' },
    { search: 'failed', state: 'failed' },
    { search: 'in' },
  ])('offers nothing for %o', (parts) => {
    expect(suggested(parts)).toBeNull()
  })
})

describe('an empty list', () => {
  const { t } = createWindowI18n('en', 'en-GB')
  test.each<[Partial<WindowFilter>, string, string | null]>([
    [{}, 'No notifications yet', 'send-test'],
    [{ show: 'pinned' }, 'Nothing pinned', 'show-all'],
    [{ show: 'snoozed' }, 'No reminders', 'show-all'],
    [{ dates: { kind: 'today' } }, 'Nothing today', 'show-all'],
    [{ dates: { kind: 'days', from: '2026-11-01', to: null } }, 'Nothing on these dates', 'show-all'],
    [{ state: 'cancelled' }, 'No jobs in this state', 'show-all'],
    [{ priority: 'important' }, 'Nothing important', 'show-all'],
    [{ source: 'x', show: 'pinned' }, 'Nothing from Shop is pinned', 'show-all'],
    [{ category: 'a', dates: { kind: 'today' } }, 'Nothing matches this filter', 'show-all'],
    [{ search: 'zebra', category: 'a' }, 'Nothing found for “zebra”', 'search-all'],
  ])('under %o says "%s"', (parts, title, action) => {
    const server = parts.source === undefined ? null : 'Shop'
    expect(emptyText(filter(parts), server, true, t)).toMatchObject({ title, action })
  })
})
