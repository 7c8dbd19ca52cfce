import type { HistoryCounts } from '../../electron/model/history-query.ts'
import type { Settings } from '../../electron/model/settings.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { filterKey, noFilter, refinementsOf, withShow } from './filter.ts'

export type SavedFilter = Settings['savedFilters'][number]

/** A tab above the list: one of the kinds of items, or a filter that the user has saved. */
export type FilterTab =
  | {
      readonly kind: 'show'
      readonly key: string
      readonly show: WindowFilter['show']
      readonly count: number
    }
  | { readonly kind: 'saved'; readonly key: string; readonly saved: SavedFilter }

const shows = ['all', 'unread', 'jobs', 'failed', 'pinned', 'snoozed'] as const

/** The tabs in their order. */
export function filterTabs(
  counts: HistoryCounts,
  savedFilters: Settings['savedFilters'],
): readonly FilterTab[] {
  return [
    ...shows.map((show) => ({ kind: 'show', key: show, show, count: counts[show] }) as const),
    ...savedFilters.map((saved) => ({ kind: 'saved', key: `saved ${saved.name}`, saved }) as const),
  ]
}

/** The saved filter that this one is; undefined: it is none. */
export function savedFilterOf(
  filter: WindowFilter,
  savedFilters: Settings['savedFilters'],
): SavedFilter | undefined {
  return savedFilters.find((saved) => filterKey(saved.filter) === filterKey(filter))
}

/** Whether a tab is the one that is shown. */
export function isActiveTab(
  tab: FilterTab,
  filter: WindowFilter,
  savedFilters: Settings['savedFilters'],
): boolean {
  const saved = savedFilterOf(filter, savedFilters)
  if (tab.kind === 'saved') return tab.saved.name === saved?.name
  return saved === undefined && tab.show === filter.show
}

/** The filter after a tab was chosen. What limits the list beside its tab stays, except that of a saved filter. */
export function chooseTab(
  tab: FilterTab,
  filter: WindowFilter,
  savedFilters: Settings['savedFilters'],
): WindowFilter {
  return tab.kind === 'saved' ? tab.saved.filter : chooseShow(tab.show, filter, savedFilters)
}

/** The same for a tab by its kind of items. */
export function chooseShow(
  show: WindowFilter['show'],
  filter: WindowFilter,
  savedFilters: Settings['savedFilters'],
): WindowFilter {
  return withShow(savedFilterOf(filter, savedFilters) === undefined ? filter : noFilter, show)
}

/** The filter without all that limits its tab; of a saved filter nothing is left. */
export function clearedFilter(filter: WindowFilter, savedFilters: Settings['savedFilters']): WindowFilter {
  return savedFilterOf(filter, savedFilters) === undefined ? { ...noFilter, show: filter.show } : noFilter
}

/** Whether it is worth saving: a tab alone is there already. */
export function canSave(filter: WindowFilter, savedFilters: Settings['savedFilters']): boolean {
  const isPlain = refinementsOf(filter).length === 0 && filter.search.trim() === ''
  return !isPlain && savedFilterOf(filter, savedFilters) === undefined
}

/** The places of the tabs that go into the menu before others: nobody has pinned or snoozed anything. */
export function yieldingTabs(tabs: readonly FilterTab[]): readonly number[] {
  return tabs.flatMap((tab, place) =>
    tab.kind === 'show' && tab.count === 0 && (tab.show === 'pinned' || tab.show === 'snoozed')
      ? [place]
      : [],
  )
}

/**
 * Which tabs fit beside one another, as their places in order; the others go into a menu: first those that yield, then
 * from the end, but never the active one.
 *
 * @param widths of the tabs in pixels
 * @param menuWidth that of the button of the menu, which takes room as soon as a tab does not fit
 */
export function fittingTabs(
  widths: readonly number[],
  available: number,
  menuWidth: number,
  active: number,
  yielding: readonly number[],
): readonly number[] {
  const sum = (places: readonly number[]) => places.reduce((total, place) => total + (widths[place] ?? 0), 0)
  let shown = widths.map((_, place) => place)
  if (sum(shown) <= available) return shown
  const others = shown.filter((place) => !yielding.includes(place))
  for (const place of [...yielding.toReversed(), ...others.toReversed()]) {
    if (sum(shown) <= available - menuWidth || shown.length === 1) return shown
    if (place !== active) shown = shown.filter((one) => one !== place)
  }
  return shown
}
