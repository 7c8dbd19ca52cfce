import { type RefObject, useEffect, useImperativeHandle, useMemo, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { dayLabel } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { groupByDay } from './group-by-day.ts'
import { HistoryItem } from './history-item.tsx'
import styles from './history-list.module.css'
import type { ItemActions } from './item-actions.ts'
import { createOrigins } from './item-origin.ts'
import { countAbove } from './new-items.tsx'
import type { HistoryPosition } from './use-history-position.ts'
import { useRovingFocus } from './use-roving-focus.ts'
import { useVirtualRows } from './use-virtual-rows.ts'

export interface ListHandle {
  /** Focuses the active item. */
  readonly focus: () => void
}

export interface HistoryListProps {
  readonly items: readonly Item[]
  /** Whether the history ends with the last of `items`. */
  readonly complete: boolean
  readonly search: string
  readonly now: number
  readonly position: Pick<HistoryPosition, 'anchor' | 'focusKey' | 'setAnchor'>
  /** Called with the indexes of the first and the last item on screen. */
  readonly onVisible: (first: number, last: number) => void
  readonly actions: ItemActions
  readonly handle: RefObject<ListHandle | null>
}

/** The list. Only the rows near the screen are in the document. */
export function HistoryList(props: HistoryListProps) {
  const { items, complete, search, now, onVisible, actions, handle } = props
  const { anchor, focusKey, setAnchor } = props.position
  const { jobs, settings, servers, sources } = useWindow().snapshot
  const i18n = useI18n()
  const { t } = i18n
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another time zone the days begin at another time
  const rows = useMemo(() => groupByDay(items), [items, i18n])
  const progressOf = useMemo(() => new Map(jobs.map((job) => [job.key, job])), [jobs])
  const muted = useMemo(() => new Set(settings.mutedCategories), [settings.mutedCategories])
  const originOf = useMemo(() => createOrigins(servers, sources), [servers, sources])
  // The item at the anchor or, if it was deleted, the next one below.
  const first = anchor === null ? undefined : items.find((item) => item.position <= anchor)
  const focus = useRovingFocus(items, rows, actions, {
    key: focusKey ?? first?.key ?? null,
    focused: focusKey !== null,
  })
  const visible = useVirtualRows(rows, focus.activeRow, anchor)
  const { scrollerRef, virtualizer, firstItem, lastItem, topRow, atTop } = visible
  useEffect(() => onVisible(firstItem, lastItem), [onVisible, firstItem, lastItem])
  const topPosition = atTop ? null : (items[firstItem]?.position ?? null)
  useEffect(() => setAnchor(topPosition), [setAnchor, topPosition])
  useImperativeHandle(handle, () => ({ focus: focus.focusActive }))
  const newCount = useNewSince(items, atTop)

  const topDay = rows.slice(0, topRow + 1).findLast((row) => row.kind === 'day')
  return (
    <div className={styles.container}>
      {topDay?.kind === 'day' && (
        <p className={styles.topDay} data-lifted={atTop ? undefined : ''} aria-hidden="true">
          {dayLabel(topDay.dayStart, now, i18n)}
        </p>
      )}
      {newCount > 0 && (
        <button type="button" className={styles.newItems} onClick={() => virtualizer.scrollToOffset(0)}>
          <Icon name="up" size={14} />
          {t('history.fresh', { count: newCount })}
        </button>
      )}
      <div className={styles.scroller} ref={scrollerRef} tabIndex={-1}>
        <div
          ref={focus.listRef}
          className={styles.rows}
          style={{ height: virtualizer.getTotalSize() }}
          role="feed"
          aria-label={t('history.label')}
          aria-busy={!complete && lastItem >= items.length - 1}
          onKeyDown={(event) => focus.onKeyDown(event, virtualizer)}
          onFocus={focus.onFocus}
          onBlur={focus.onBlur}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            const rowProps = {
              'data-index': index,
              ref: virtualizer.measureElement,
              className: styles.row,
              style: { transform: `translateY(${start}px)` },
            }
            return row.kind === 'day' ? (
              // Hidden from screen readers: the time of each item includes the day.
              <div key={key} {...rowProps} aria-hidden="true">
                <p className={styles.day}>{dayLabel(row.dayStart, now, i18n)}</p>
              </div>
            ) : (
              <div key={key} {...rowProps} role="presentation">
                <HistoryItem
                  item={row.item}
                  progress={progressOf.get(row.item.key) ?? null}
                  number={row.index + 1}
                  count={complete ? items.length : -1}
                  active={row.index === focus.activeIndex}
                  muted={row.item.category !== null && muted.has(row.item.category)}
                  origin={originOf(row.item.source)}
                  search={search}
                  now={now}
                  actions={actions}
                />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** How many items arrived at the top since the user scrolled away from it. */
function useNewSince(items: readonly Item[], atTop: boolean): number {
  const top = items[0]?.position ?? 0
  const [seen, setSeen] = useState(top)
  if (atTop && seen !== top) setSeen(top)
  return atTop ? 0 : countAbove(items, seen)
}
