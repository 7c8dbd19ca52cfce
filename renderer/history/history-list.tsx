import { type RefObject, useEffect, useImperativeHandle, useMemo, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job-progress.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import { countAbove } from './announcer.tsx'
import { dayLabel, groupByDay } from './group-by-day.ts'
import { HistoryItem } from './history-item.tsx'
import styles from './history-list.module.css'
import type { ItemActions } from './item-actions.ts'
import { useListKeys } from './use-list-keys.ts'
import { useRowWindow } from './use-row-window.ts'

export interface ListHandle {
  /** Puts the focus on the active item. */
  readonly focus: () => void
}

export interface HistoryListProps {
  readonly items: readonly Item[]
  /** Whether there is nothing below the last of `items`. */
  readonly complete: boolean
  readonly jobs: readonly JobProgress[]
  readonly mutedCategories: readonly string[]
  readonly search: string
  readonly now: number
  /** Where the list begins: the position of its first item on screen; null: at the top. */
  readonly anchor: number | null
  /** The item that gets the focus at once, if any. */
  readonly focusKey: Item['key'] | null
  /** Called with the indexes of the first and the last item on screen. */
  readonly onLook: (first: number, last: number) => void
  /** Called with the position of the first item on screen; null: the list is at its top. */
  readonly onAnchor: (anchor: number | null) => void
  readonly actions: ItemActions
  readonly handle: RefObject<ListHandle | null>
}

/** The virtual list: only what is near the screen is in the document. */
export function HistoryList(props: HistoryListProps) {
  const { items, complete, jobs, mutedCategories, search, now, anchor, onLook, onAnchor, actions, handle } =
    props
  const i18n = useI18n()
  const { t } = i18n
  const rows = useMemo(() => groupByDay(items), [items])
  const looks = useMemo(() => new Map(jobs.map((look) => [look.key, look])), [jobs])
  const muted = useMemo(() => new Set(mutedCategories), [mutedCategories])
  const keys = useListKeys(items, rows, actions, {
    key: props.focusKey ?? (anchor === null ? null : (items.find(isAt(anchor))?.key ?? null)),
    focused: props.focusKey !== null,
  })
  const window = useRowWindow(rows, keys.activeRow, anchor)
  const { scrollerRef, virtualizer, firstItem, lastItem, topRow, atTop } = window
  useEffect(() => onLook(firstItem, lastItem), [onLook, firstItem, lastItem])
  const topPosition = atTop ? null : (items[firstItem]?.position ?? null)
  useEffect(() => onAnchor(topPosition), [onAnchor, topPosition])
  useImperativeHandle(handle, () => ({ focus: keys.focusActive }))
  const fresh = useNewSince(items, atTop)

  const topDay = rows.slice(0, topRow + 1).findLast((row) => row.kind === 'day')
  return (
    <div className={styles.place}>
      {topDay?.kind === 'day' && (
        <p className={styles.topDay} data-lifted={atTop ? undefined : ''} aria-hidden="true">
          {dayLabel(topDay.dayStart, now, i18n)}
        </p>
      )}
      {fresh > 0 && (
        <button type="button" className={styles.fresh} onClick={() => virtualizer.scrollToOffset(0)}>
          <Icon name="up" size={14} />
          {t('history.fresh', { count: fresh })}
        </button>
      )}
      <div className={styles.scroller} ref={scrollerRef} tabIndex={-1}>
        <div
          ref={keys.listRef}
          className={styles.rows}
          style={{ height: virtualizer.getTotalSize() }}
          role="feed"
          aria-label={t('history.label')}
          aria-busy={!complete && lastItem >= items.length - 1}
          onKeyDown={(event) => keys.onKeyDown(event, virtualizer)}
          onFocus={keys.onFocus}
          onBlur={keys.onBlur}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            const place = {
              'data-index': index,
              ref: virtualizer.measureElement,
              className: styles.row,
              style: { transform: `translateY(${start}px)` },
            }
            return row.kind === 'day' ? (
              // The days are for the eye: each item's own time says the day to a screen reader.
              <div key={key} {...place} aria-hidden="true">
                <p className={styles.day}>{dayLabel(row.dayStart, now, i18n)}</p>
              </div>
            ) : (
              <div key={key} {...place} role="presentation">
                <HistoryItem
                  item={row.item}
                  look={looks.get(row.item.key) ?? null}
                  place={row.index + 1}
                  count={complete ? items.length : -1}
                  active={row.index === keys.activeIndex}
                  muted={row.item.category !== null && muted.has(row.item.category)}
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

/** The item at a position or, where that is gone, the next one below. */
function isAt(position: number): (item: Item) => boolean {
  return (item) => item.position <= position
}

/** How many items came in at the top since the user scrolled away from it. */
function useNewSince(items: readonly Item[], atTop: boolean): number {
  const top = items[0]?.position ?? 0
  const [seen, setSeen] = useState(top)
  if (atTop && seen !== top) setSeen(top)
  return atTop ? 0 : countAbove(items, seen)
}
