import { assertNever } from '../model/assert-never.ts'
import type { Item } from '../model/item.ts'
import type { I18n } from './i18n.ts'

/** The title of an item in one line; that of a failed or cancelled job begins with the outcome. */
export function titleOf(item: Item, { t }: I18n): string {
  switch (item.state) {
    case null:
      return item.title ?? 'Tidings'
    case 'failed':
      return t('notification.failed', { title: item.title ?? t('notification.untitled-job') })
    case 'cancelled':
      return t('notification.cancelled', { title: item.title ?? t('notification.untitled-job') })
    case 'queued':
    case 'running':
    case 'succeeded':
      return item.title ?? t('notification.job-finished')
    default:
      return assertNever(item.state)
  }
}

/** Names an item where its message is not shown as well: a notification without a title is named by its message. */
export function nameOf(item: Item, i18n: I18n): string {
  return item.title === null && item.state === null
    ? (item.message ?? titleOf(item, i18n))
    : titleOf(item, i18n)
}
