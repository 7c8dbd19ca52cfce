import { useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { type Translate, useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { itemText } from './item-text.ts'

/** How many items (newest first) are above a position. */
export function countAbove(items: readonly Item[], position: number): number {
  const first = items.findIndex((item) => item.position <= position)
  return first === -1 ? items.length : first
}

/** Describes the items above a position: `Failed: Orders 2026`, `3 new. Orders 2026`; empty when there are none. */
export function newItemsText(items: readonly Item[], position: number, t: Translate): string {
  const count = countAbove(items, position)
  const newest = items[0]
  if (count === 0 || newest === undefined) return ''
  const { label, title } = itemText(newest, t)
  const name = label === null ? title : t('history.labelled', { label, title })
  return count === 1 ? name : t('history.new-count-named', { count, name })
}

/** Announces new items to a screen reader. */
export function LiveRegion() {
  const { items } = useWindow().snapshot.latest
  const { t } = useI18n()
  const top = items[0]?.position ?? 0
  const [announced, setAnnounced] = useState({ top, text: '' })
  if (top > announced.top) setAnnounced({ top, text: newItemsText(items, announced.top, t) })
  return (
    <p className="visually-hidden" role="status" aria-label={t('history.new-items')}>
      {announced.text}
    </p>
  )
}
