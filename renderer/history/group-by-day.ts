import type { Item } from '../../electron/model/item.ts'
import { startOfDay } from '../format/day.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { shownAt } from './item-text.ts'

/** One line of the list: a day's heading, or an item with its place among the items. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly dayStart: number }
  | { readonly kind: 'item'; readonly key: string; readonly item: Item; readonly index: number }

/** Puts a heading before the first item of each day. The items come newest first. */
export function groupByDay(items: readonly Item[]): readonly HistoryRow[] {
  const rows: HistoryRow[] = []
  let dayStart = Number.POSITIVE_INFINITY
  items.forEach((item, index) => {
    const at = shownAt(item)
    if (at < dayStart) {
      dayStart = startOfDay(at)
      rows.push({ kind: 'day', key: `day ${dayStart}`, dayStart })
    }
    // A job that moved up is a new row, so that a list which holds its place does not run after it.
    rows.push({ kind: 'item', key: `${item.key} at ${item.position}`, item, index })
  })
  return rows
}

export function dayLabel(dayStart: number, now: number, { t, formats }: WindowI18n): string {
  if (dayStart === startOfDay(now)) return t('time.today')
  if (dayStart === startOfDay(now, -1)) return t('time.yesterday')
  return formats.date(dayStart, now)
}
