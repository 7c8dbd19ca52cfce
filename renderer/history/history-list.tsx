import { type RefObject, useEffect, useImperativeHandle, useMemo, useState } from 'react'
import type { WindowFilter } from '../../electron/model/command.ts'
import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { GapDivider } from './gap-divider.tsx'
import { GroupHeading, TopHeading } from './group-heading.tsx'
import { HistoryItem } from './history-item.tsx'
import styles from './history-list.module.css'
import type { VisibleItems } from './history-loader.ts'
import type { ItemActions } from './item-actions.ts'
import { createOrigins } from './item-origin.ts'
import { MoreDivider } from './more-divider.tsx'
import { countAbove } from './new-items.tsx'
import { type HeadingRow, type HistoryRow, type ItemRow, rowKey } from './rows.ts'
import type { HistoryPosition } from './use-history-position.ts'
import { useHistoryRows } from './use-history-rows.ts'
import { useRovingFocus } from './use-roving-focus.ts'
import { useVirtualRows } from './use-virtual-rows.ts'
import { visibleIndexes } from './visible-items.ts'

export interface ListHandle {
  /** Focuses the active item. */
  readonly focus: () => void
}

export interface HistoryListProps {
  readonly items: readonly Item[]
  /** Whether the history ends with the last of `items`. */
  readonly complete: boolean
  readonly filter: WindowFilter
  readonly now: number
  readonly position: Pick<HistoryPosition, 'anchor' | 'focusKey' | 'setAnchor'>
  /** Called with what is on screen. */
  readonly onVisible: (items: VisibleItems) => void
  /** Loads more where that does not happen by itself. */
  readonly onMore: () => void
  readonly actions: ItemActions
  readonly handle: RefObject<ListHandle | null>
}

/** The list. Only the rows near the screen are in the document. */
export function HistoryList(props: HistoryListProps) {
  const { items, complete, filter, now, onVisible, onMore, actions, handle } = props
  const { anchor, focusKey, setAnchor } = props.position
  const { jobs, settings, servers, sources } = useWindow().snapshot
  const i18n = useI18n()
  const { t } = i18n
  const { rows, stops, endless, toggleGroup, toggleRun } = useHistoryRows(items, {
    ...{ complete, source: filter.source, shownKey: focusKey },
  })
  const progressOf = useMemo(() => new Map(jobs.map((job) => [job.key, job])), [jobs])
  const muted = useMemo(() => new Set(settings.mutedCategories), [settings.mutedCategories])
  const originOf = useMemo(() => createOrigins(servers, sources), [servers, sources])
  // The item at the anchor or, if it was deleted, the next one below.
  const first = anchor === null ? undefined : items.find((item) => item.position <= anchor)
  const headingOf = (row: HistoryRow | undefined): HeadingRow | null => {
    const heading = row === undefined || row.heading === null ? undefined : rows[row.heading]
    return heading?.kind === 'heading' ? heading : null
  }
  const focus = useRovingFocus(
    rows,
    stops,
    {
      actions,
      activate: (row) => {
        if (row.kind === 'heading') toggleGroup(row.key)
        else if (row.kind === 'more') onMore()
      },
      unfold: (row) => {
        if (row.kind === 'heading' && row.folded) toggleGroup(row.key)
        else if (row.kind === 'heading') return rowKey(rows[row.index + 1] ?? row)
        else if (row.kind === 'item' && row.run?.open === false) toggleRun(row.item.key)
        return null
      },
      fold: (row) => {
        const start = row.kind === 'item' ? runOf(rows, row) : null
        if (start !== null) {
          toggleRun(start.item.key)
          return start.item.key
        }
        if (row.kind !== 'heading') return headingOf(row)?.key ?? null
        if (!row.folded) toggleGroup(row.key)
        return null
      },
    },
    { key: focusKey ?? first?.key ?? null, focused: focusKey !== null },
  )
  const visible = useVirtualRows(rows, focus.activeRow, anchor)
  const { scrollerRef, virtualizer, topRow, lastRow, atTop } = visible
  const shown = rows.slice(topRow, lastRow + 1)
  const indexes = visibleIndexes(shown)
  const seen = JSON.stringify({ indexes, endless })
  useEffect(() => onVisible(JSON.parse(seen)), [onVisible, seen])
  const firstItem = shown.find((row) => row.kind === 'item')
  const topPosition = atTop || firstItem === undefined ? null : firstItem.item.position
  useEffect(() => setAnchor(topPosition), [setAnchor, topPosition])
  useImperativeHandle(handle, () => ({ focus: focus.focusActive }))
  const newCount = useNewSince(items, atTop)
  const toggle = (row: HeadingRow) => {
    toggleGroup(row.key)
    // Its items are gone then, and with them what was on screen.
    if (!row.folded) virtualizer.scrollToIndex(row.index, { align: 'auto' })
    const active = rows[focus.activeRow]
    if (!row.folded && active?.heading === row.index) focus.activate(row.key)
  }
  const stopCount = complete ? stops.length : -1

  const topHeading = headingOf(rows[topRow])
  // It would cover the row that has the focus.
  const isCovered = topHeading?.index === topRow && focus.activeRow === topRow
  return (
    <div className={styles.container}>
      {topHeading !== null && !isCovered && (
        <TopHeading row={topHeading} now={now} lifted={!atTop} onToggle={toggle} />
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
          aria-busy={endless && !complete && lastRow >= rows.length - 1}
          onKeyDown={(event) => focus.onKeyDown(event, virtualizer)}
          onFocus={focus.onFocus}
          onBlur={focus.onBlur}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            const active = index === focus.activeRow
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
                role="presentation"
                data-index={index}
                data-row=""
                data-nested={row.kind === 'item' && row.nested ? '' : undefined}
              >
                {row.kind === 'heading' && (
                  <GroupHeading {...{ row, now, active, stopCount }} onToggle={toggle} />
                )}
                {row.kind === 'gap' && <GapDivider {...{ row, now, active, stopCount }} />}
                {row.kind === 'more' && <MoreDivider {...{ row, active, onMore }} />}
                {row.kind === 'item' && (
                  <HistoryItem
                    item={row.item}
                    progress={progressOf.get(row.item.key) ?? null}
                    number={row.stop + 1}
                    count={stopCount}
                    active={active}
                    muted={row.item.category !== null && muted.has(row.item.category)}
                    origin={originOf(row.item.source)}
                    run={row.run}
                    onToggleRun={toggleRun}
                    search={filter.search}
                    now={now}
                    actions={actions}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** The first row of the unfolded run that this row is in; null: it is in none. */
function runOf(rows: readonly HistoryRow[], { index, nested }: ItemRow): ItemRow | null {
  const start = rows[index]
  if (start?.kind === 'item' && start.run !== null) return start.run.open ? start : null
  if (!nested) return null
  const before = rows.slice(0, index).findLast((row) => row.kind === 'item' && row.run !== null)
  const isWithin =
    before?.kind === 'item' && before.run?.open === true && index < before.index + before.run.count
  return isWithin ? before : null
}

/** How many items arrived at the top since the user scrolled away from it. */
function useNewSince(items: readonly Item[], atTop: boolean): number {
  const top = items[0]?.position ?? 0
  const [seen, setSeen] = useState(top)
  if (atTop && seen !== top) setSeen(top)
  return atTop ? 0 : countAbove(items, seen)
}
