import type { Item } from '../../electron/model/item.ts'
import { relativeTime, startOfDay } from '../format/relative-time.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { remindsAt } from './item-abilities.ts'
import { itemText, shownAt } from './item-text.ts'

/**
 * What a screen reader says of a row: its title, its state, whether it is unread, pinned or to come again, and when.
 *
 * @param count how many equal items the row stands for
 */
export function itemName(item: Item, count: number, now: number, i18n: WindowI18n): string {
  const { t, list, formats } = i18n
  const { title, tone, label } = itemText(item, t)
  const reminder = remindsAt(item)
  const at = shownAt(item)
  return list([
    title,
    ...(count === 1 ? [] : [t('history.times', { count })]),
    ...(label === null ? [] : [label]),
    ...(tone === 'running' && item.progress !== null ? [formats.percent(item.progress)] : []),
    ...(item.read ? [] : [t('item.is-unread')]),
    ...(item.pinned ? [t('item.is-pinned')] : []),
    ...(reminder === null ? [] : [t('item.outcome.snoozed', { at: formats.moment(reminder, now) })]),
    at >= startOfDay(now) ? relativeTime(at, now, i18n) : formats.moment(at, now),
  ])
}
