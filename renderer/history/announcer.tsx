import { useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { Translate } from '../i18n/i18n.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import hidden from '../style/hidden.module.css'
import { itemText } from './item-text.ts'

export interface AnnouncerProps {
  /** The newest items of the whole history. */
  readonly items: readonly Item[]
}

/** Tells a screen reader of new items, politely and the newest only by name. */
export function Announcer({ items }: AnnouncerProps) {
  const { t } = useI18n()
  const top = items[0]?.position ?? 0
  const [known, setKnown] = useState({ top, words: '' })
  if (top > known.top) setKnown({ top, words: announcement(items, known.top, t) })
  return (
    <p className={hidden.hidden} role="status" aria-label={t('history.news')}>
      {known.words}
    </p>
  )
}

/** What there is to say of the items above `position`: `Failed: Orders 2026`, `3 new. Orders 2026`. */
export function announcement(items: readonly Item[], position: number, t: Translate): string {
  const count = countAbove(items, position)
  const newest = items[0]
  if (count === 0 || newest === undefined) return ''
  const { label, title } = itemText(newest, t)
  const name = label === null ? title : t('history.labelled', { label, title })
  return count === 1 ? name : t('history.freshNamed', { count, name })
}

/** How many items (newest first) stand above a position. */
export function countAbove(items: readonly Item[], position: number): number {
  const first = items.findIndex((item) => item.position <= position)
  return first === -1 ? items.length : first
}
