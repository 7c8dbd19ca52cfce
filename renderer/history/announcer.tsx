import { useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import hidden from '../style/hidden.module.css'
import { itemText } from './item-text.ts'

/** Tells a screen reader of new items, politely and the newest only by name. */
export function Announcer({ items }: { readonly items: readonly Item[] }) {
  const top = items[0]?.position ?? 0
  const [known, setKnown] = useState({ top, words: '' })
  if (top > known.top) setKnown({ top, words: announcement(items, known.top) })
  return (
    <p className={hidden.hidden} role="status" aria-label="New in the history">
      {known.words}
    </p>
  )
}

/** What there is to say of the items above `position`: `Failed: Orders 2026`, `3 new. Orders 2026`. */
export function announcement(items: readonly Item[], position: number): string {
  const count = countAbove(items, position)
  const newest = items[0]
  if (count === 0 || newest === undefined) return ''
  const { label, title } = itemText(newest)
  const words = label === null ? title : `${label}: ${title}`
  return count === 1 ? words : `${count} new. ${words}`
}

/** How many items (newest first) stand above a position. */
export function countAbove(items: readonly Item[], position: number): number {
  const first = items.findIndex((item) => item.position <= position)
  return first === -1 ? items.length : first
}
