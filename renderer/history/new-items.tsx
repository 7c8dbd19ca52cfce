import { useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { HistorySource } from '../../electron/model/server.ts'
import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { sourceOf } from './item-origin.ts'
import { itemText } from './item-text.ts'

/** How many items (newest first) are above a position. */
export function countAbove(items: readonly Item[], position: number): number {
  const first = items.findIndex((item) => item.position <= position)
  return first === -1 ? items.length : first
}

/**
 * Describes the items above a position: `Failed: Orders 2026`, `3 new. Orders 2026`; empty when there are none. With
 * several servers, the newest item's is named.
 */
export function newItemsText(
  items: readonly Item[],
  position: number,
  sources: readonly HistorySource[],
  { t, list }: Pick<WindowI18n, 't' | 'list'>,
): string {
  const count = countAbove(items, position)
  const newest = items[0]
  if (count === 0 || newest === undefined) return ''
  const { label, title } = itemText(newest, t)
  const labelled = label === null ? title : t('history.labelled', { label, title })
  const name = sources.length < 2 ? labelled : list([labelled, sourceOf(newest.source, sources).name])
  return count === 1 ? name : t('history.new-count-named', { count, name })
}

/** Announces new items to a screen reader. */
export function LiveRegion() {
  const { latest, sources } = useWindow().snapshot
  const { items } = latest
  const i18n = useI18n()
  const top = items[0]?.position ?? 0
  const [announced, setAnnounced] = useState({ top, text: '' })
  if (top > announced.top) setAnnounced({ top, text: newItemsText(items, announced.top, sources, i18n) })
  return (
    <p className="visually-hidden" aria-live="polite">
      {announced.text}
    </p>
  )
}
