import { memo, useId, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job.ts'
import { relativeTime } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon, type IconName } from '../style/icons.tsx'
import { ClampedText, Highlight } from './highlighted-text.tsx'
import styles from './history-item.module.css'
import type { ItemActions } from './item-actions.ts'
import { ItemDownload } from './item-download.tsx'
import type { ItemOrigin } from './item-origin.ts'
import { ItemSource } from './item-source.tsx'
import { type ItemTone, itemText, shownAt } from './item-text.ts'
import { ItemToolbar } from './item-toolbar.tsx'
import { JobProgressLine } from './job-progress.tsx'

const toneIcons = {
  note: 'bell',
  important: 'warning',
  critical: 'warning',
  queued: 'dashed',
  running: 'ring',
  succeeded: 'check-circle',
  failed: 'cross-circle',
  cancelled: 'ban',
} as const satisfies Record<ItemTone, IconName>

export interface HistoryItemProps {
  readonly item: Item
  /** The progress of the job; null when unknown, or when it is not a job. */
  readonly progress: JobProgress | null
  /** The number of the item in the list, from 1. */
  readonly number: number
  /** The number of items; -1 while it is unknown. */
  readonly count: number
  /** Whether the Tab key reaches this item. */
  readonly active: boolean
  /** Whether its category is muted. */
  readonly muted: boolean
  /** The server that it came from; null: there is only one. */
  readonly origin: ItemOrigin | null
  readonly search: string
  readonly now: number
  readonly actions: ItemActions
}

export const HistoryItem = memo(function HistoryItem(props: HistoryItemProps) {
  const { item, progress, number, count, active, muted, origin, search, now, actions } = props
  const i18n = useI18n()
  const { t, formats } = i18n
  const id = useId()
  const ref = useRef<HTMLElement>(null)
  const [menuOpen, setMenuOpen] = useState(false)
  const { title, body, tone, label } = itemText(item, t)
  const at = shownAt(item)
  const isStalled = progress !== null && progress.stalledSince !== null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of all its items
    <article
      ref={ref}
      className={styles.item}
      data-tone={tone}
      data-unread={item.read ? undefined : ''}
      data-menu={menuOpen ? '' : undefined}
      tabIndex={active ? 0 : -1}
      aria-posinset={number}
      aria-setsize={count}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body ${id}-more`}
      aria-keyshortcuts="Enter U Delete"
      onClick={(event) => {
        if (opensItem(event.target, event.currentTarget)) actions.open(item)
      }}
      onContextMenu={(event) => {
        if (!isWithin(event.target, event.currentTarget)) return
        event.preventDefault()
        setMenuOpen(true)
      }}
    >
      {!item.read && <span className={styles.unread} />}
      <span className={styles.icon} data-stalled={isStalled ? '' : undefined}>
        <Icon name={toneIcons[tone]} size={18} spinning={tone === 'running' && !isStalled} />
      </span>
      <div className={styles.text}>
        <div className={styles.head}>
          <p className={styles.title} id={`${id}-title`} dir="auto" title={title}>
            <Highlight text={title} search={search} />
          </p>
          {item.url !== null && (
            <span className={styles.link} title={t('item.opensInBrowser')}>
              <Icon name="link" size={12} />
            </span>
          )}
          <time className={styles.time} dateTime={new Date(at).toISOString()} title={formats.exact(at)}>
            {relativeTime(at, now, i18n)}
          </time>
        </div>
        {body !== null && <ClampedText id={`${id}-body`} text={body} search={search} reachable={active} />}
        {tone === 'running' && (
          <JobProgressLine item={item} progress={progress} now={now} labelledBy={`${id}-title`} />
        )}
        <div className={styles.more} id={`${id}-more`}>
          {!item.read && <span className="visually-hidden">{t('item.unread')}</span>}
          {label !== null && tone !== 'running' && <span className={styles.label}>{label}</span>}
          {origin !== null && <ItemSource origin={origin} />}
          {item.category !== null && (
            <span className={styles.category} title={item.category}>
              {muted && <Icon name="bell-off" size={10} />}
              <span dir="auto">
                <Highlight text={item.category} search={search} />
              </span>
              {muted && <span className="visually-hidden">{t('item.muted')}</span>}
            </span>
          )}
        </div>
        {item.offer !== null && tone === 'succeeded' && (
          <ItemDownload item={item} title={title} now={now} reachable={active} actions={actions} />
        )}
      </div>
      <ItemToolbar
        item={item}
        muted={muted}
        origin={origin}
        reachable={active}
        open={menuOpen}
        onOpenChange={setMenuOpen}
        onClosed={() => ref.current?.focus()}
        actions={actions}
      />
    </article>
  )
})

/** Events of the menu bubble through React to the item, and buttons handle their own clicks. */
function opensItem(target: EventTarget, item: HTMLElement): boolean {
  if (!isWithin(target, item) || (target instanceof Element && target.closest('button') !== null))
    return false
  // A click that ends a text selection is not meant to open the item.
  return document.getSelection()?.isCollapsed !== false
}

function isWithin(target: EventTarget, item: HTMLElement): boolean {
  return target instanceof Node && item.contains(target)
}
