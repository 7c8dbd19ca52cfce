import { useEffect, useMemo, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { Formats } from '../format/formats.ts'
import { Icon } from '../style/icons.tsx'
import { countAbove } from './announcer.tsx'
import { dayLabel, groupByDay } from './group-by-day.ts'
import { HistoryItem } from './history-item.tsx'
import styles from './history-list.module.css'
import { useListKeys } from './use-list-keys.ts'
import { useRowWindow } from './use-row-window.ts'

export interface HistoryListProps {
  readonly items: readonly Item[]
  /** Whether there is nothing below the last of `items`. */
  readonly complete: boolean
  readonly now: number
  readonly formats: Formats
  /** Called with the indexes of the first and the last item on screen. */
  readonly onLook: (first: number, last: number) => void
  readonly onOpen: (key: Item['key']) => void
  readonly onRead: (key: Item['key']) => void
}

/** The virtual list: only what is near the screen is in the document. */
export function HistoryList({ items, complete, now, formats, onLook, onOpen, onRead }: HistoryListProps) {
  const rows = useMemo(() => groupByDay(items), [items])
  const keys = useListKeys(items, rows, { onOpen, onRead })
  const { scrollerRef, virtualizer, firstItem, lastItem, topRow, atTop } = useRowWindow(rows, keys.activeRow)
  useEffect(() => onLook(firstItem, lastItem), [onLook, firstItem, lastItem])
  const fresh = useNewSince(items, atTop)

  const topDay = rows.slice(0, topRow + 1).findLast((row) => row.kind === 'day')
  return (
    <div className={styles.place}>
      {topDay?.kind === 'day' && (
        <p className={styles.topDay} data-lifted={atTop ? undefined : ''} aria-hidden="true">
          {dayLabel(topDay.dayStart, now, formats)}
        </p>
      )}
      {fresh > 0 && (
        <button type="button" className={styles.fresh} onClick={() => virtualizer.scrollToOffset(0)}>
          <Icon name="up" size={14} />
          {fresh} new
        </button>
      )}
      <div className={styles.scroller} ref={scrollerRef} tabIndex={-1}>
        <div
          ref={keys.listRef}
          className={styles.rows}
          style={{ height: virtualizer.getTotalSize() }}
          role="feed"
          aria-label="History"
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
                <p className={styles.day}>{dayLabel(row.dayStart, now, formats)}</p>
              </div>
            ) : (
              <div key={key} {...place} role="presentation">
                <HistoryItem
                  item={row.item}
                  place={row.index + 1}
                  count={complete ? items.length : -1}
                  active={row.index === keys.activeIndex}
                  now={now}
                  formats={formats}
                  onOpen={onOpen}
                  onRead={onRead}
                />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** How many items came in at the top since the user scrolled away from it. */
function useNewSince(items: readonly Item[], atTop: boolean): number {
  const top = items[0]?.position ?? 0
  const [seen, setSeen] = useState(top)
  if (atTop && seen !== top) setSeen(top)
  return atTop ? 0 : countAbove(items, seen)
}
