import { type RefObject, useCallback, useEffect, useMemo } from 'react'
import type { RuleSubject } from '../../electron/model/rule.ts'
import { useAnnounce } from '../announcements/announcer.tsx'
import { relativeTickMs, startOfDay } from '../format/relative-time.ts'
import { useNow, useRenderAt } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { OfferUndo } from '../undo/use-undo.ts'
import { useWindow } from '../window-context.ts'
import { EmptyState } from './empty-state.tsx'
import { filterKey } from './filter.ts'
import { FilterSummary } from './filter-summary.tsx'
import { HistoryList, type ListHandle } from './history-list.tsx'
import { createItemActions, type DoneAlone } from './item-actions.ts'
import { shownAt } from './item-text.ts'
import { GapNotes } from './list-dividers.tsx'
import { expiriesOf, expiryTickMs, nextAfter } from './next-expiry.ts'
import { useDownloadNews } from './use-download-news.ts'
import { useHistory } from './use-history.ts'
import type { HistoryPosition } from './use-history-position.ts'

export interface HistoryProps {
  readonly position: HistoryPosition
  readonly offerUndo: OfferUndo
  /** Opens the editor for a rule about such items. The same function in every render. */
  readonly onMakeRule: (subject: RuleSubject) => void
  readonly listRef: RefObject<ListHandle | null>
  /** Whether the list had the focus when there was one last, see `useKeptListFocus`. */
  readonly listHadFocus: RefObject<boolean>
}

/** The history under one filter: what is set and found, and the list, or why it is empty. */
export function History({ position, offerUndo, onMakeRule, listRef, listHadFocus }: HistoryProps) {
  const { bridge, clock, snapshot } = useWindow()
  const { onListShown } = position
  useEffect(onListShown, [onListShown])
  const { t } = useI18n()
  const history = useHistory(position.filter, position.anchor)
  const { filter, items, next, count, setVisible, loadMore } = history
  const newest = items[0]
  const expiries = useMemo(() => expiriesOf(items), [items])
  const expiryAt = nextAfter(expiries, clock.now())
  const tickMs =
    expiryTickMs(expiryAt, clock.now()) ??
    relativeTickMs(newest === undefined ? null : shownAt(newest), clock.now())
  const now = useNow(snapshot.jobs.length > 0 ? 10_000 : tickMs)
  useRenderAt(expiryAt)
  // "Today" is another day then.
  useRenderAt(position.filter.dates === null ? null : startOfDay(now, 1))
  const { rules } = snapshot.settings
  const announce = useAnnounce()
  const announceDone = useCallback(
    (done: DoneAlone) =>
      announce(done === 'downloading' ? t('undo.downloading', { count: 1 }) : t(`announce.${done}`)),
    [announce, t],
  )
  const actions = useMemo(
    () => createItemActions(bridge, rules, offerUndo, announceDone, onMakeRule),
    [bridge, rules, offerUndo, announceDone, onMakeRule],
  )
  useDownloadNews(items)
  const total = next === null ? items.length : count
  const found =
    total === null ? t('history.found-many', { count: items.length }) : t('history.found', { count: total })
  return (
    <>
      <FilterSummary
        filter={position.filter}
        onFilter={position.setFilter}
        found={filter === null ? '' : found}
        offerUndo={offerUndo}
      />
      {filter !== null && newest !== undefined && (
        <HistoryList
          key={filterKey(filter)}
          items={items}
          complete={next === null}
          filter={filter}
          now={now}
          position={position}
          onVisible={setVisible}
          onMore={loadMore}
          actions={actions}
          handle={listRef}
          hadFocus={listHadFocus}
        />
      )}
      {/* Rather nothing than an empty state that may be wrong. */}
      {filter !== null && newest === undefined && next === null && (
        <>
          <GapNotes source={filter.source} now={now} />
          <EmptyState filter={filter} onFilter={position.setFilter} />
        </>
      )}
    </>
  )
}
