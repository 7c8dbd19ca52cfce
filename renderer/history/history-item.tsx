import { memo, useId } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { Formats } from '../format/formats.ts'
import { relativeTime } from '../format/relative-time.ts'
import hidden from '../style/hidden.module.css'
import { Icon } from '../style/icons.tsx'
import { ClampedText } from './clamped-text.tsx'
import styles from './history-item.module.css'
import { ItemIcon } from './item-icon.tsx'
import { itemText, shownAt } from './item-text.ts'
import { JobProgress } from './job-progress.tsx'

export interface HistoryItemProps {
  readonly item: Item
  /** From 1. */
  readonly place: number
  /** How many items there are; -1 while that is unknown. */
  readonly count: number
  /** Whether this is the one the Tab key stops at. */
  readonly active: boolean
  readonly now: number
  readonly formats: Formats
  readonly onOpen: (key: Item['key']) => void
  readonly onRead: (key: Item['key']) => void
}

export const HistoryItem = memo(function HistoryItem(props: HistoryItemProps) {
  const { item, place, count, active, now, formats, onOpen, onRead } = props
  const id = useId()
  const { title, body, tone, label } = itemText(item)
  const at = shownAt(item)
  const open = () => {
    // Whoever selects a piece of the text does not mean to open it.
    if (document.getSelection()?.isCollapsed !== false) onOpen(item.key)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of all its items
    <article
      className={styles.item}
      data-tone={tone}
      data-unread={item.read ? undefined : ''}
      tabIndex={active ? 0 : -1}
      aria-posinset={place}
      aria-setsize={count}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body ${id}-more`}
      onClick={open}
    >
      <ItemIcon tone={tone} />
      <div className={styles.words}>
        <div className={styles.head}>
          <p className={styles.title} id={`${id}-title`} dir="auto" title={title}>
            {title}
          </p>
          {item.url !== null && (
            <span className={styles.link} title="Opens in your browser">
              <Icon name="link" size={12} />
            </span>
          )}
          <time className={styles.time} dateTime={new Date(at).toISOString()} title={formats.exact(at)}>
            {relativeTime(at, now, formats)}
          </time>
        </div>
        {body !== null && <ClampedText id={`${id}-body`} text={body} reachable={active} />}
        {tone === 'running' && <JobProgress progress={item.progress} labelledBy={`${id}-title`} />}
        <div className={styles.more} id={`${id}-more`}>
          {!item.read && <span className={hidden.hidden}>Unread.</span>}
          {label !== null && tone !== 'running' && <span className={styles.label}>{label}</span>}
          {item.category !== null && (
            <span className={styles.category} dir="auto" title={item.category}>
              {item.category}
            </span>
          )}
        </div>
      </div>
      {!item.read && (
        <button
          type="button"
          className={styles.unread}
          tabIndex={active ? 0 : -1}
          aria-label="Mark as read"
          title="Mark as read (U)"
          onClick={(event) => {
            event.stopPropagation()
            onRead(item.key)
          }}
        />
      )}
    </article>
  )
})
