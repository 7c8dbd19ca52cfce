import { useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import hidden from '../style/hidden.module.css'
import { newItemsText } from './new-items.ts'

/** Announces new items to a screen reader. `items` are the newest ones of the whole history. */
export function LiveRegion({ items }: { readonly items: readonly Item[] }) {
  const { t } = useI18n()
  const top = items[0]?.position ?? 0
  const [announced, setAnnounced] = useState({ top, text: '' })
  if (top > announced.top) setAnnounced({ top, text: newItemsText(items, announced.top, t) })
  return (
    <p className={hidden.hidden} role="status" aria-label={t('history.news')}>
      {announced.text}
    </p>
  )
}
