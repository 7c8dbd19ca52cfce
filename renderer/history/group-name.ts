import { dayLabel } from '../format/relative-time.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import type { Group } from './rows.ts'

/** What the heading of a group says. */
export function groupName({ name }: Group, now: number, i18n: WindowI18n): string {
  switch (name.kind) {
    case 'day':
      return dayLabel(name.dayStart, now, i18n)
    case 'category':
      return name.category ?? i18n.t('history.no-category')
    case 'job':
      return name.title ?? i18n.t('item.job', { id: name.id })
    default:
      return name satisfies never
  }
}
