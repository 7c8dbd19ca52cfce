import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { dayLabel } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { DetailPane } from './detail/detail-pane.tsx'
import { useDetail } from './detail/use-detail.ts'
import { groupByDay, type HistoryRow } from './group-by-day.ts'
import { HistoryItem } from './history-item.tsx'
import styles from './history-list.module.css'
import type { ItemActions } from './item-actions.ts'
import { createOrigins } from './item-origin.ts'
import { useItemMenu } from './menu/use-item-menu.tsx'
import { countAbove } from './new-items.tsx'
import { SelectionBar } from './selection/selection-bar.tsx'
import { useSelection } from './selection/use-selection.ts'
import type { HistoryPosition } from './use-history-position.ts'
import { useListUse } from './use-list-use.ts'
import { useMediaQuery } from './use-media-query.ts'
import { useRovingFocus } from './use-roving-focus.ts'
import { useStayRead } from './use-stay-read.ts'
import { useVirtualRows } from './use-virtual-rows.ts'

/** What the rest of the window can do with the list. */
export interface ListHandle {
  /** Focuses the active item. */
  readonly focus: () => void
  /** The items that a command is for: those that are selected, otherwise the active one. */
  readonly targets: () => readonly Item[]
  readonly selectAll: () => void
  /** Asks when to remind the user of these items. */
  readonly pickReminder: (items: readonly Item[]) => void
}

export interface HistoryListProps {
  readonly items: readonly Item[]
  /** Whether the history ends with the last of `items`. */
  readonly complete: boolean
  readonly search: string
  readonly now: number
  readonly position: Pick<HistoryPosition, 'anchor' | 'filter' | 'focusKey' | 'setAnchor'>
  /** Called with the indexes of the first and the last item on screen. */
  readonly onVisible: (first: number, last: number) => void
  readonly actions: ItemActions
  readonly handle: RefObject<ListHandle | null>
}

/** From this width on, the details of the active item stand beside the list. */
const wideWindow = '(min-width: 900px)'

/** The list. Only the rows near the screen are in the document. */
export function HistoryList(props: HistoryListProps) {
  const { complete, search, now, onVisible, handle } = props
  const { anchor, filter, focusKey, setAnchor } = props.position
  const { jobs, settings, servers, sources } = useWindow().snapshot
  const i18n = useI18n()
  const { t } = i18n
  const isWide = useMediaQuery(wideWindow)
  const [unreadOnly] = useState(filter.show === 'unread')
  const { items, keep } = useStayRead(props.items, unreadOnly)
  const actions = useMemo(() => keepingRead(props.actions, keep), [props.actions, keep])
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another time zone the days begin at another time
  const rows = useMemo(() => groupByDay(items), [items, i18n])
  const headings = useMemo(() => headingsOf(rows), [rows])
  const progressOf = useMemo(() => new Map(jobs.map((job) => [job.key, job])), [jobs])
  const muted = useMemo(() => new Set(settings.mutedCategories), [settings.mutedCategories])
  const originOf = useMemo(() => createOrigins(servers, sources), [servers, sources])
  const isMuted = ({ category }: Item) => category !== null && muted.has(category)
  // The item at the anchor or, if it was deleted, the next one below.
  const [first] = useState(() =>
    anchor === null ? undefined : items.find((item) => item.position <= anchor),
  )
  const focus = useRovingFocus(items, rows, {
    key: focusKey ?? first?.key ?? null,
    focused: focusKey !== null,
  })
  const visible = useVirtualRows(rows, focus.activeRow, anchor, settings.density)
  const { scrollerRef, virtualizer, firstItem, lastItem, topRow, atTop } = visible
  useEffect(() => onVisible(firstItem, lastItem), [onVisible, firstItem, lastItem])
  const topPosition = atTop ? null : (items[firstItem]?.position ?? null)
  useEffect(() => setAnchor(topPosition), [setAnchor, topPosition])
  const newCount = useNewSince(items, atTop)

  const paneRef = useRef<HTMLElement>(null)
  const selection = useSelection(items)
  const { selected } = selection
  const active = items[focus.activeIndex] ?? null
  const detail = useDetail(isWide ? active : null)
  const menu = useItemMenu({ selected, focus, actions, originOf: ({ source }) => originOf(source) })
  const use = useListUse({ items, focus, selection, actions, isWide, menu, paneRef, visible })
  useImperativeHandle(handle, () => ({
    focus: focus.focusActive,
    targets: () => use.targets,
    selectAll: () => selection.selectAll(active?.key ?? null),
    pickReminder: menu.pickTime,
  }))

  const topHeading = rows[headings[topRow] ?? -1]
  return (
    <div className={styles.split} data-wide={isWide ? '' : undefined}>
      <div className={styles.column}>
        <div
          className={styles.container}
          data-density={settings.density}
          data-unread-only={unreadOnly ? '' : undefined}
          data-selecting={selected.length > 0 ? '' : undefined}
        >
          {topHeading?.kind === 'day' && (
            <div className={styles.topDay} data-lifted={atTop ? undefined : ''} aria-hidden="true">
              <p className={styles.day}>{dayLabel(topHeading.dayStart, now, i18n)}</p>
            </div>
          )}
          {newCount > 0 && (
            <button type="button" className={styles.newItems} onClick={() => virtualizer.scrollToOffset(0)}>
              <Icon name="up" size={14} />
              {t('history.fresh', { count: newCount })}
            </button>
          )}
          <div className={styles.scroller} ref={scrollerRef} tabIndex={-1}>
            {/* A grid, not a feed: its rows can be selected, and screen readers leave it the arrow keys. */}
            {/* biome-ignore lint/a11y/useSemanticElements: a table could not be scrolled with so many rows */}
            <div
              ref={focus.listRef}
              className={styles.rows}
              style={{ height: virtualizer.getTotalSize() }}
              role="grid"
              tabIndex={-1}
              aria-multiselectable="true"
              aria-label={t('history.label')}
              aria-rowcount={complete ? items.length : -1}
              aria-busy={!complete && lastItem >= items.length - 1}
              onKeyDown={use.onKeyDown}
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
                      active={row.index === focus.activeIndex}
                      selected={selection.isSelected(row.item.key)}
                      unfolded={use.isUnfolded(row.item.key)}
                      unfolds={!isWide}
                      menuOpen={menu.openKey === row.item.key}
                      muted={isMuted(row.item)}
                      origin={originOf(row.item.source)}
                      search={search}
                      now={now}
                      actions={actions}
                      handlers={use.handlers}
                    />
                  </div>
                )
              })}
            </div>
          </div>
        </div>
        <p className="visually-hidden" role="status">
          {selectedText()}
        </p>
        {selected.length > 0 && (
          <SelectionBar
            items={selected}
            text={selectedText()}
            originOf={({ source }) => originOf(source)}
            actions={actions}
            onPickTime={menu.pickTime}
            onClear={use.clearSelection}
          />
        )}
      </div>
      {detail !== null && (
        <DetailPane
          key={detail.item.key}
          detail={detail}
          progress={progressOf.get(detail.item.key) ?? null}
          origin={originOf(detail.item.source)}
          muted={isMuted(detail.item)}
          search={search}
          now={now}
          actions={actions}
          paneRef={paneRef}
          onMenu={(button) => menu.openAt(detail.item, button)}
          onLeave={focus.focusActive}
        />
      )}
      {menu.element}
    </div>
  )

  function selectedText(): string {
    const count = selected.length
    if (count === 0) return ''
    if (count < items.length) return t('select.count', { count })
    return t(complete ? 'select.all' : 'select.allLoaded', { count })
  }
}

/** The same actions, which also tell what the user marks as read. */
function keepingRead(actions: ItemActions, keep: (read: readonly Item[]) => void): ItemActions {
  const markRead: ItemActions['markRead'] = (marked, read) => {
    if (read) keep(marked.filter((item) => !item.read))
    actions.markRead(marked, read)
  }
  return {
    ...actions,
    markRead,
    toggleRead: (marked) =>
      markRead(
        marked,
        marked.some(({ read }) => !read),
      ),
    open: (item) => {
      if (!item.read) keep([item])
      actions.open(item)
    },
  }
}

/** The heading above each row, both by their index; -1: there is none. */
function headingsOf(rows: readonly HistoryRow[]): readonly number[] {
  let heading = -1
  return rows.map((row, index) => {
    if (row.kind === 'day') heading = index
    return heading
  })
}

/** How many items arrived at the top since the user scrolled away from it. */
function useNewSince(items: readonly Item[], atTop: boolean): number {
  const top = items[0]?.position ?? 0
  const [seen, setSeen] = useState(top)
  if (atTop && seen !== top) setSeen(top)
  return atTop ? 0 : countAbove(items, seen)
}
