import { assertNever } from '../../electron/model/assert-never.ts'
import { type Download, expiryOf, type SkipReason } from '../../electron/model/download.ts'
import type { Item } from '../../electron/model/item.ts'
import type { WindowI18n } from '../i18n/i18n.ts'

/** How long the result of a job can still be downloaded; null when it does not expire, or has. */
export function expiryText(
  item: Item,
  now: number,
  { t, duration }: WindowI18n,
): { readonly text: string; readonly tone: 'plain' | 'near' } | null {
  const leftMs = (item.offer?.expiresAt ?? 0) - now
  switch (expiryOf(item, now)) {
    case 'never':
    case 'expired':
      return null
    case 'later':
      return { tone: 'plain', text: t('download.expires', { duration: duration(leftMs) }) }
    case 'soon':
      return { tone: 'near', text: t('download.expires-soon', { duration: duration(leftMs) }) }
  }
}

/** Why a file was not downloaded by itself; null: that goes without saying. */
export function skipText(reason: SkipReason, { t, formats }: WindowI18n): string | null {
  switch (reason.kind) {
    case 'metered':
    case 'no-space':
    case 'too-many':
      return t(`download.skip.${reason.kind}`)
    case 'over-limit':
      return t('download.skip.over-limit', { max: formats.bytes(reason.max) })
    case 'old-result':
    case 'cancelled':
      return null
    default:
      return assertNever(reason)
  }
}

/** `120 MB of 734 MB · 12 MB/s · 52 s left`, as far as these are known; `Starting…` before the first byte. */
export function downloadProgressText(
  download: Download & { readonly kind: 'running' },
  { t, formats, shortDuration }: WindowI18n,
): string {
  const { received, total, perSecond } = download
  if (received === 0) return t('download.starting')
  const done = formats.bytes(received)
  const parts = [total === null ? done : t('download.done-of', { done, total: formats.bytes(total) })]
  if (perSecond !== null && perSecond > 0) {
    parts.push(t('item.per-second', { amount: formats.bytes(perSecond) }))
    if (total !== null && total > received) {
      parts.push(t('item.time-left', { duration: shortDuration(((total - received) / perSecond) * 1000) }))
    }
  }
  return parts.join(' · ')
}
