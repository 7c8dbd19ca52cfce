import type { Item } from '../../electron/model/item.ts'
import type { WindowI18n } from '../i18n/i18n.ts'

/** What became of an item's notification, in words; null: it raises none. */
export function outcomeText(item: Item, { t, formats }: Pick<WindowI18n, 't' | 'formats'>): string | null {
  const { notification, notificationReason: reason, heldUntil } = item
  if (notification === 'none') return null
  if (reason?.startsWith('failed: '))
    return t('item.outcome.failed', { detail: reason.slice('failed: '.length) })
  const at = heldUntil === null ? null : formats.exact(heldUntil)
  if (notification === 'pending')
    return at === null ? t('item.outcome.pending') : t('item.outcome.snoozed', { at })
  const outcome = t(`item.outcome.${wordOf(item)}`)
  return at === null ? outcome : t('item.outcome.until', { outcome, at })
}

function wordOf({ notification, notificationReason, notificationOutcome }: Item) {
  if (notification === 'suppressed') return isSilence(notificationReason) ? notificationReason : 'unknown'
  // A digest may have announced an item that was held back before.
  return notificationOutcome === null || notificationOutcome === 'held' || notificationOutcome === 'failed'
    ? 'shown'
    : notificationOutcome
}

type Silence = Exclude<NonNullable<Item['notificationReason']>, `failed: ${string}`>

function isSilence(reason: Item['notificationReason']): reason is Silence {
  return reason !== null && !reason.startsWith('failed: ')
}
