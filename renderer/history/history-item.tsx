import { memo, useId, useRef, useState } from 'react'
import { relativeTime } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { Highlight } from './highlighted-text.tsx'
import styles from './history-item.module.css'
import { ItemButtons } from './item-buttons.tsx'
import { ItemDownload } from './item-download.tsx'
import { ItemLine, type ItemLineProps } from './item-line.tsx'
import { itemName } from './item-name.ts'
import { itemText, shownAt, toneIcons } from './item-text.ts'
import { LinkedText } from './linked-text.tsx'
import { anchorAt } from './menu/menu-anchor.ts'
import tones from './tones.module.css'

export interface HistoryItemProps extends ItemLineProps {
  readonly selected: boolean
  /** Whether the row itself shows all of its texts on request; otherwise they are shown beside the list. */
  readonly unfolds: boolean
  readonly menuOpen: boolean
  /** For screen readers: the keys of what is done most. */
  readonly keyShortcuts: string
}

/** A row of the list. It is a row of a grid, so that it can be selected, and hold buttons at the same time. */
export const HistoryItem = memo(function HistoryItem(props: HistoryItemProps) {
  const { row, progress, active, selected, unfolded, menuOpen, search, now, actions, handlers } = props
  const { keyShortcuts, origin, muted } = props
  const { item, items } = row
  const i18n = useI18n()
  const id = useId()
  const { t, formats } = i18n
  const ref = useRef<HTMLDivElement>(null)
  const [isCut, setIsCut] = useState(false)
  const { title, tone, label } = itemText(item, t)
  const at = shownAt(item)
  const isStalled = progress?.stalledSince != null
  const noteCut = () => setIsCut(ref.current !== null && hasCutText(ref.current))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table could not be scrolled with so many rows
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of all its items
    <div
      ref={ref}
      role="row"
      className={`${tones.toned} ${styles.item}`}
      data-tone={tone}
      data-unread={item.read ? undefined : ''}
      data-menu={menuOpen ? '' : undefined}
      data-unfolded={unfolded ? '' : undefined}
      tabIndex={active ? 0 : -1}
      aria-rowindex={row.stop + 1}
      aria-selected={selected}
      aria-current={active && !props.unfolds ? 'true' : undefined}
      aria-label={itemName(item, { count: items.length, progress, origin, muted }, now, i18n)}
      aria-keyshortcuts={keyShortcuts}
      onMouseDown={(event) => {
        // Neither a selection of text up to here, nor the browser's scrolling with the middle button.
        if (event.shiftKey || event.button === 1) event.preventDefault()
      }}
      onClick={(event) => {
        if (isOnRow(event.target, event.currentTarget)) handlers.click(row, event)
      }}
      onAuxClick={(event) => {
        if (event.button === 1 && isOnRow(event.target, event.currentTarget)) handlers.openPage(row)
      }}
      onContextMenu={(event) => {
        if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
        event.preventDefault()
        const { clientX: left, clientY: top } = event
        handlers.openMenu(row, { left, top, width: 0, height: 0 })
      }}
      onPointerEnter={noteCut}
      onFocus={noteCut}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus is on the row, or on a button in it */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="gridcell" className={styles.cell}>
        {!item.read && <span className={styles.unread} />}
        <span
          aria-hidden="true"
          className={styles.mark}
          data-stalled={isStalled ? '' : undefined}
          title={label ?? undefined}
          onClick={(event) => {
            event.stopPropagation()
            handlers.select(row, event)
          }}
        >
          <span className={styles.tone}>
            <Icon name={toneIcons[tone]} size={18} spinning={tone === 'running' && !isStalled} />
          </span>
          <span className={styles.box}>
            <Icon name={selected ? 'box-checked' : 'box'} size={18} />
          </span>
        </span>
        <div className={styles.text}>
          <div className={styles.head}>
            <p className={styles.title} id={`${id}-title`} dir="auto" data-cut="">
              {item.title === null && item.message !== null ? (
                <LinkedText
                  text={title}
                  search={search}
                  reachable={active && unfolded}
                  onOpen={(index) => actions.openLink(item, index)}
                />
              ) : (
                <Highlight text={title} search={search} />
              )}
            </p>
            {item.pinned && (
              <span className={styles.sign} title={t('item.is-pinned')}>
                <Icon name="pin" size={12} />
              </span>
            )}
            {item.url !== null && (
              <span className={styles.sign} data-link="" title={t('item.opens-in-browser')}>
                <Icon name="link" size={12} />
              </span>
            )}
          </div>
          <ItemLine {...props} />
          {item.offer !== null && tone === 'succeeded' && (
            <div className={styles.download}>
              <ItemDownload item={item} title={title} now={now} reachable={active} actions={actions} />
            </div>
          )}
          <div className={styles.slot}>
            <time className={styles.time} dateTime={new Date(at).toISOString()} title={formats.exact(at)}>
              {relativeTime(at, now, i18n)}
            </time>
            <div className={styles.buttons}>
              <ItemButtons
                items={items}
                reachable={active}
                unfold={props.unfolds && (isCut || unfolded) ? { unfolded } : null}
                menuOpen={menuOpen}
                actions={actions}
                onUnfold={() => handlers.toggleUnfolded(row)}
                onMenu={(button) => handlers.openMenu(row, anchorAt(button))}
              />
            </div>
          </div>
        </div>
      </div>
    </div>
  )
})

/** Events of the menu bubble through React to the item, and buttons handle their own clicks. */
function isOnRow(target: EventTarget, row: HTMLElement): boolean {
  return (
    target instanceof Element && row.contains(target) && target.closest('button, input, [role=link]') === null
  )
}

function hasCutText(row: HTMLElement): boolean {
  return [...row.querySelectorAll('[data-cut]')].some(
    ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth > clientWidth || scrollHeight > clientHeight + 1,
  )
}
