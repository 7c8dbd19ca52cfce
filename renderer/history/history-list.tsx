import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { useCommandKeys } from '../commands/use-command-keys.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { DetailPane } from './detail/detail-pane.tsx'
import { useDetail } from './detail/use-detail.ts'
import { GroupHeading, TopHeading } from './group-heading.tsx'
import { HistoryItem } from './history-item.tsx'
import styles from './history-list.module.css'
import type { VisibleItems } from './history-loader.ts'
import type { ItemActions } from './item-actions.ts'
import { createCategoryMute, createOrigins } from './item-origin.ts'
import { GapDivider, MoreDivider } from './list-dividers.tsx'
import { useItemMenu } from './menu/use-item-menu.tsx'
import { countAbove } from './new-items.tsx'
import type { HeadingRow } from './rows.ts'
import { SelectionBar } from './selection/selection-bar.tsx'
import { useSelection } from './selection/use-selection.ts'
import type { HistoryPosition } from './use-history-position.ts'
import { useHistoryRows } from './use-history-rows.ts'
import { useKeptListFocus } from './use-kept-list-focus.ts'
import { useListCommands } from './use-list-commands.ts'
import { useMediaQuery } from './use-media-query.ts'
import { useRovingFocus } from './use-roving-focus.ts'
import { headingOf, useRowFolding } from './use-row-folding.ts'
import { useRowHandlers } from './use-row-handlers.ts'
import { useRowKeys } from './use-row-keys.ts'
import { keepingRead, useStayRead } from './use-stay-read.ts'
import { useVirtualRows } from './use-virtual-rows.ts'
import { useVisible } from './use-visible.ts'

export interface ListHandle {
  /** Focuses the active row. */
  readonly focus: () => void
}

export interface HistoryListProps {
  readonly items: readonly Item[]
  /** Whether the history ends with the last of `items`. */
  readonly complete: boolean
  readonly filter: WindowFilter
  readonly now: number
  readonly position: Pick<HistoryPosition, 'anchor' | 'focusKey' | 'setAnchor' | 'remindOf' | 'onRemindAsked'>
  /** Called with what is on screen. */
  readonly onVisible: (items: VisibleItems) => void
  /** Loads more where that does not happen by itself. */
  readonly onMore: () => void
  readonly actions: ItemActions
  readonly handle: RefObject<ListHandle | null>
  /** Whether the list before this one had the focus, see `useKeptListFocus`. */
  readonly hadFocus: RefObject<boolean>
}

/** From this width on, the details of the active item stand beside the list. */
const wideWindow = '(min-width: 900px)'

/** The list. Only the rows near the screen are in the document. */
export function HistoryList(props: HistoryListProps) {
  const { complete, filter, now, onVisible, onMore, handle, hadFocus } = props
  const { search } = filter
  const { anchor, focusKey, setAnchor } = props.position
  const { jobs, settings, servers, sources } = useWindow().snapshot
  const i18n = useI18n()
  const { t } = i18n
  const isWide = useMediaQuery(wideWindow)
  const isUnreadOnly = filter.show === 'unread'
  const { items, keep } = useStayRead(props.items, isUnreadOnly)
  const actions = useMemo(() => keepingRead(props.actions, keep), [props.actions, keep])
  const { rows, stops, endless, toggleGroup, toggleRun } = useHistoryRows(items, {
    ...{ complete, source: filter.source, shownKey: focusKey },
  })
  const progressOf = useMemo(() => new Map(jobs.map((job) => [job.key, job])), [jobs])
  const { rules: userRules } = settings
  const originOf = useMemo(() => createOrigins(servers, sources, userRules), [servers, sources, userRules])
  const originOfItem = useCallback(({ source }: Item) => originOf(source), [originOf])
  const isCategoryMuted = useMemo(() => createCategoryMute(userRules), [userRules])
  // The item at the anchor or, if it was deleted, the next one below.
  const [first] = useState(() =>
    anchor === null ? undefined : items.find((item) => item.position <= anchor),
  )
  const focus = useRovingFocus(rows, stops, {
    key: focusKey ?? first?.key ?? null,
    focused: focusKey !== null,
  })
  const keyShortcuts = useCommandKeys().ariaKeysOf('open', 'toggle-read', 'delete', 'select')
  useKeptListFocus(focus.listRef, focus.focusActive, hadFocus)
  const active = focus.activeRow
  const visible = useVirtualRows(rows, active?.index ?? 0, anchor, settings.density)
  const { scrollerRef, virtualizer, topRow, lastRow, atTop } = visible
  const shown = rows.slice(topRow, lastRow + 1)
  useVisible(shown, { items, loaded: props.items, endless, onVisible })
  const firstItem = shown.find((row) => row.kind === 'item')
  const topPosition = atTop || firstItem === undefined ? null : firstItem.item.position
  useEffect(() => setAnchor(topPosition), [setAnchor, topPosition])
  useImperativeHandle(handle, () => ({ focus: focus.focusActive }))
  const newCount = useNewSince(items, atTop)
  const keyOf = useRowKeys()

  const paneRef = useRef<HTMLElement>(null)
  const selection = useSelection(items, stops)
  const { selected } = selection
  const detail = useDetail(isWide && active?.kind === 'item' ? active.item : null)
  const folding = useRowFolding({ rows, unfoldsTexts: !isWide, toggleGroup, toggleRun })
  const rowOf = (key: Item['key']) =>
    stops.find((row) => row.kind === 'item' && row.items.some((item) => item.key === key))
  const menu = useItemMenu({
    selected,
    focus,
    rowOf,
    actions,
    originOf: originOfItem,
    position: props.position,
  })
  const { open } = useListCommands({
    ...{ stops, focus, folding, selection, actions, menu, virtualizer, paneRef, isWide, toggleGroup, onMore },
    pageSize: shown.length,
  })
  const handlers = useRowHandlers({
    ...{ active, selection, actions, isWide, menu, open, toggleRun },
    toggleTexts: folding.toggleTexts,
  })
  const toggle = (row: HeadingRow) => {
    toggleGroup(row.key)
    // Its items are gone then, and with them what was on screen.
    if (!row.folded) virtualizer.scrollToIndex(row.index, { align: 'auto' })
    if (!row.folded && active?.heading === row.index) focus.activate(row.key)
  }
  const clearSelection = () => {
    selection.clear()
    focus.focusActive()
  }

  const topHeading = headingOf(rows, rows[topRow])
  // It would cover the row that has the focus.
  const isCovered = topHeading?.index === topRow && active?.index === topRow
  return (
    <div className={styles.split} data-wide={isWide ? '' : undefined}>
      <div className={styles.column}>
        <div
          className={styles.container}
          data-density={settings.density}
          data-unread-only={isUnreadOnly ? '' : undefined}
          data-selecting={selected.length > 0 ? '' : undefined}
        >
          {topHeading !== null && !isCovered && (
            <TopHeading row={topHeading} now={now} lifted={!atTop} onToggle={toggle} />
          )}
          {newCount > 0 && (
            <button type="button" className={styles.newItems} onClick={() => virtualizer.scrollToOffset(0)}>
              <Icon name="up" size={14} />
              {t('history.new-count', { count: newCount })}
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
              aria-rowcount={complete ? stops.length : -1}
              aria-busy={endless && !complete && lastRow >= rows.length - 1}
              onFocus={focus.onFocus}
              onBlur={focus.onBlur}
              onKeyDown={(event) => {
                if (event.key !== ' ' || !(event.target instanceof Element)) return
                if (!event.target.matches('[data-row] > *') || active === undefined) return
                event.preventDefault()
                if (active.kind === 'item') selection.toggle(active.items)
                else open(active)
              }}
            >
              {virtualizer.getVirtualItems().map(({ index, start }) => {
                const row = rows[index]
                if (row === undefined) return null
                const isActive = index === active?.index
                return (
                  <div
                    key={keyOf(row, isActive)}
                    // The active row is measured each time: it may be in a new place with the same element.
                    ref={
                      isActive ? (element) => virtualizer.measureElement(element) : virtualizer.measureElement
                    }
                    className={styles.row}
                    style={{ transform: `translateY(${start}px)` }}
                    role="presentation"
                    data-index={index}
                    data-row=""
                    data-nested={row.kind === 'item' && row.nested ? '' : undefined}
                  >
                    {row.kind === 'heading' && (
                      <GroupHeading {...{ row, now }} active={isActive} onToggle={toggle} />
                    )}
                    {row.kind === 'gap' && <GapDivider {...{ row, now }} active={isActive} />}
                    {row.kind === 'more' && <MoreDivider {...{ row, onMore }} active={isActive} />}
                    {row.kind === 'item' && (
                      <HistoryItem
                        row={row}
                        progress={progressOf.get(row.item.key) ?? null}
                        active={isActive}
                        selected={selected.length > 0 && selection.isSelected(row.items)}
                        unfolded={folding.isUnfolded(row.item.key)}
                        unfolds={!isWide}
                        menuOpen={menu.openKey === row.item.key}
                        muted={isCategoryMuted(row.item)}
                        origin={originOf(row.item.source)}
                        keyShortcuts={keyShortcuts}
                        search={search}
                        now={now}
                        actions={actions}
                        handlers={handlers}
                      />
                    )}
                  </div>
                )
              })}
            </div>
          </div>
        </div>
        <p className="visually-hidden" aria-live="polite">
          {selectedText()}
        </p>
        {selected.length > 0 && (
          <SelectionBar
            items={selected}
            now={now}
            text={selectedText()}
            originOf={originOfItem}
            actions={actions}
            onPickTime={menu.pickTime}
            onClear={clearSelection}
          />
        )}
      </div>
      {detail !== null && (
        <DetailPane
          detail={detail}
          progress={progressOf.get(detail.item.key) ?? null}
          origin={originOf(detail.item.source)}
          muted={isCategoryMuted(detail.item)}
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
    return t(complete ? 'select.all' : 'select.all-loaded', { count })
  }
}

/** How many items arrived at the top since the user scrolled away from it. */
function useNewSince(items: readonly Item[], atTop: boolean): number {
  const top = items[0]?.position ?? 0
  const [seen, setSeen] = useState(top)
  if (atTop && seen !== top) setSeen(top)
  return atTop ? 0 : countAbove(items, seen)
}
