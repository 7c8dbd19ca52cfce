import { type RefObject, useMemo } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { relativeTickMs } from '../format/relative-time.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import hidden from '../style/hidden.module.css'
import type { OfferUndo } from '../undo/use-undo.ts'
import type { WindowProps } from '../window-context.ts'
import { EmptyState } from './empty-state.tsx'
import { type Filter, filterKey } from './filter.ts'
import { HistoryList, type ListHandle } from './history-list.tsx'
import { itemActions } from './item-actions.ts'
import { shownAt } from './item-text.ts'
import { useHistory } from './use-history.ts'

export interface HistoryProps extends WindowProps {
  readonly filter: Filter
  /** Where the list begins: the position of its first item on screen; null: at the top. */
  readonly anchor: number | null
  /** The item that gets the focus at once, if any. */
  readonly focusKey: Item['key'] | null
  readonly onAnchor: (anchor: number | null) => void
  readonly onShowAll: () => void
  readonly offerUndo: OfferUndo
  readonly listRef: RefObject<ListHandle | null>
}

/** The history under one filter: the list, or why there is none. */
export function History(props: HistoryProps) {
  const { bridge, clock, snapshot, anchor, focusKey, onAnchor, onShowAll, offerUndo, listRef } = props
  const { t } = useI18n()
  const { filter, items, next, look } = useHistory(bridge, props.filter, snapshot, anchor)
  const newest = items[0]
  const live = (snapshot.jobs?.length ?? 0) > 0
  const tick = relativeTickMs(newest === undefined ? null : shownAt(newest), clock.now())
  const now = useNow(clock, live ? 10_000 : tick)
  const { mutedCategories } = snapshot.settings
  const actions = useMemo(
    () => itemActions(bridge, mutedCategories, offerUndo),
    [bridge, mutedCategories, offerUndo],
  )
  // A list that may yet fill says nothing, rather than something wrong for a moment.
  if (filter === null) return null
  const found = () => {
    if (filter.search.trim() === '') return ''
    return next === null
      ? t('history.found', { count: items.length })
      : t('history.foundMany', { count: items.length })
  }
  return (
    <>
      <p className={hidden.hidden} role="status">
        {found()}
      </p>
      {newest === undefined ? (
        next === null && (
          <EmptyState bridge={bridge} snapshot={snapshot} filter={filter} onShowAll={onShowAll} />
        )
      ) : (
        <HistoryList
          key={filterKey(filter)}
          items={items}
          complete={next === null}
          jobs={snapshot.jobs ?? []}
          mutedCategories={mutedCategories}
          search={filter.search}
          now={now}
          anchor={anchor}
          focusKey={focusKey}
          onLook={look}
          onAnchor={onAnchor}
          actions={actions}
          handle={listRef}
        />
      )}
    </>
  )
}
