import { useEffect, useRef } from 'react'
import type { Download } from '../../electron/model/download.ts'
import type { Item } from '../../electron/model/item.ts'
import { useAnnounce } from '../announcements/announcer.tsx'
import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { itemText } from './item-text.ts'

/** Announces downloads that end, wherever the focus is then. */
export function useDownloadNews(items: readonly Item[]): void {
  const i18n = useI18n()
  const announce = useAnnounce()
  /** Of the items with an offer; not known of items that come into sight. */
  const before = useRef<ReadonlyMap<Item['key'], DownloadKind>>(new Map())
  useEffect(() => {
    const offering = items.filter(({ offer }) => offer !== null)
    for (const item of offering) {
      const last = before.current.get(item.key)
      // It may have ended before it was seen to run.
      const text = last === undefined || last === kindOf(item) ? null : endText(item, i18n)
      if (text !== null) announce(text)
    }
    before.current = new Map(offering.map((item) => [item.key, kindOf(item)]))
  }, [items, i18n, announce])
}

type DownloadKind = Download['kind'] | 'none'

function kindOf({ download }: Item): DownloadKind {
  return download?.kind ?? 'none'
}

function endText(item: Item, { t, explainDownloadError }: WindowI18n): string | null {
  const { download, offer } = item
  if (download?.kind === 'done')
    return t('history.labelled', { label: t('download.done'), title: download.fileName })
  if (download?.kind !== 'failed' && download?.kind !== 'interrupted') return null
  const reason = explainDownloadError(download.reason)
  const name = offer?.filename ?? itemText(item, t).title
  return t('history.labelled', { label: name, title: t('download.failed', { reason }) })
}
