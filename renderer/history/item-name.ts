import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job.ts'
import { relativeTime, startOfDay } from '../format/relative-time.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { remindsAt } from './item-abilities.ts'
import type { ItemOrigin } from './item-origin.ts'
import { itemText, shownAt } from './item-text.ts'
import { progressNote } from './progress-note.ts'

/** What the window knows of an item beside the item itself. */
export interface ItemCircumstances {
  /** How many equal items the row stands for. */
  readonly count: number
  /** Null when unknown, or when it is not a job. */
  readonly progress: JobProgress | null
  /** The server that it came from; null: there is only one. */
  readonly origin: ItemOrigin | null
  /** Whether its category is muted. */
  readonly muted: boolean
}

/**
 * What a screen reader says of a row, all that can be seen of it: the title and the state first, and the message, which
 * may be long, after them. There is no description beside it: Orca reads that again each time a message changes.
 */
export function itemName(
  item: Item,
  { count, progress, origin, muted }: ItemCircumstances,
  now: number,
  i18n: WindowI18n,
): string {
  const { t, formats } = i18n
  const { title, body, tone, label } = itemText(item, t)
  const reminder = remindsAt(item)
  const note = progressNote(item, progress, now, i18n)
  const at = shownAt(item)
  const parts = [
    title,
    count === 1 ? null : t('history.times', { count }),
    label,
    tone === 'running' && item.progress !== null ? formats.percent(item.progress) : null,
    note?.text ?? null,
    item.read ? null : t('item.is-unread'),
    item.pinned ? t('item.is-pinned') : null,
    reminder === null ? null : t('item.outcome.snoozed', { at: formats.moment(reminder, now) }),
    body,
    origin?.source.name ?? null,
    origin?.muted === true ? t('item.muted-server') : null,
    item.category,
    muted ? t('item.muted') : null,
    at >= startOfDay(now) ? relativeTime(at, now, i18n) : formats.moment(at, now),
  ]
  return joinSpoken(
    parts.filter((part) => part !== null),
    i18n,
  )
}

/** A list in which no comma follows the end of a sentence, as which a message may end. */
function joinSpoken(parts: readonly string[], { list }: Pick<WindowI18n, 'list'>): string {
  return parts.reduce((said, part) => (/[.!?…。！？؟]$/u.test(said) ? `${said} ${part}` : list([said, part])))
}
