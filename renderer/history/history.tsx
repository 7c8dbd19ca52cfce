import { type RefObject, useMemo } from 'react'
import { relativeTickMs } from '../format/relative-time.ts'
import { useNow, useRenderAt } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { OfferUndo } from '../undo/use-undo.ts'
import { useWindow } from '../window-context.ts'
import { EmptyState } from './empty-state.tsx'
import { filterKey, noFilter } from './filter.ts'
import { HistoryList, type ListHandle } from './history-list.tsx'
import { createItemActions } from './item-actions.ts'
import { shownAt } from './item-text.ts'
import { expiryTickMs, nextExpiryAt } from './next-expiry.ts'
import { useHistory } from './use-history.ts'
import type { HistoryPosition } from './use-history-position.ts'

export interface HistoryProps {
  readonly position: HistoryPosition
  readonly offerUndo: OfferUndo
  readonly listRef: RefObject<ListHandle | null>
}

/** The history under one filter: the list, or why it is empty. */
export function History({ position, offerUndo, listRef }: HistoryProps) {
  const { bridge, clock, snapshot } = useWindow()
  const { t } = useI18n()
  const { filter, items, next, setVisible } = useHistory(position.filter, position.anchor)
  const newest = items[0]
  const expiryAt = nextExpiryAt(items, clock.now())
  const tickMs =
    expiryTickMs(expiryAt, clock.now()) ??
    relativeTickMs(newest === undefined ? null : shownAt(newest), clock.now())
  const now = useNow(snapshot.jobs.length > 0 ? 10_000 : tickMs)
  useRenderAt(expiryAt)
  const { mutedCategories } = snapshot.settings
  const actions = useMemo(
    () => createItemActions(bridge, mutedCategories, offerUndo),
    [bridge, mutedCategories, offerUndo],
  )
  // Nothing rather than an empty state that may be wrong.
  if (filter === null) return null
  const foundText = () => {
    if (filter.search.trim() === '') return ''
    return t(next === null ? 'history.found' : 'history.found-many', { count: items.length })
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {foundText()}
      </p>
      {newest !== undefined && (
        <HistoryList
          key={filterKey(filter)}
          items={items}
          complete={next === null}
          search={filter.search}
          now={now}
          position={position}
          onVisible={setVisible}
          actions={actions}
          handle={listRef}
        />
      )}
      {newest === undefined && next === null && (
        <EmptyState filter={filter} onShowAll={() => position.setFilter(noFilter)} />
      )}
    </>
  )
}
