import { formatDuration } from '../i18n/duration.ts'
import type { I18n } from '../i18n/i18n.ts'
import { expiresSoonFrom } from '../model/expiry.ts'
import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import {
  cut,
  type DesktopNotification,
  hiddenContent,
  type NotificationTextSettings,
  nameOf,
  notificationFrame,
} from './desktop-notification.ts'
import { reasonAgainst } from './pending.ts'

/** What to do about downloads that are about to expire. */
export interface ReminderPlan {
  /** Announce these now, in one toast. */
  readonly remind: readonly Item[]
  /** Never mention these. */
  readonly drop: readonly Item[]
  /** When to ask again; null: when something changes. */
  readonly wakeAt: number | null
}

/**
 * Decides about results that nobody has fetched: one reminder each before they expire, never while it is quiet.
 *
 * @param waiting items whose download can expire and that no reminder has mentioned
 */
export function planReminders(
  waiting: readonly Item[],
  settings: Pick<Settings, 'mutedCategories'>,
  silence: Silence,
  now: number,
): ReminderPlan {
  const later = { kind: 'off' } as const
  const isUnwanted = (item: Item) =>
    reasonAgainst(item, settings, later) !== null ||
    item.download?.kind === 'done' ||
    (item.offer?.expiresAt ?? 0) <= now
  const wanted = waiting.filter((item) => !isUnwanted(item))
  const dueAt = (item: Item) => expiresSoonFrom(item) ?? Number.POSITIVE_INFINITY
  const next = Math.min(...wanted.map(dueAt).filter((at) => at > now))
  return {
    remind: wanted.filter((item) => dueAt(item) <= now && reasonAgainst(item, settings, silence) === null),
    drop: waiting.filter(isUnwanted),
    wakeAt: Number.isFinite(next) ? next : null,
  }
}

/** The toast for results that will soon be gone. @param items one at least */
export function createReminder(
  items: readonly [Item, ...Item[]],
  settings: NotificationTextSettings,
  now: number,
  i18n: I18n,
): DesktopNotification {
  const [first, ...others] = items
  const keys = items.map(({ key }) => key)
  const toast = { ...notificationFrame(first, settings, now, i18n), closeWhenRead: false }
  if (others.length === 0) {
    const left = (first.offer?.expiresAt ?? now) - now
    const texts = {
      title: cut(i18n.t('toast.expires-soon', { title: nameOf(first, i18n) }), 80),
      body: i18n.t('toast.expires-in', { duration: formatDuration(left, i18n) }),
    }
    return { ...toast, ...(settings.hideContent ? hiddenContent(1, i18n) : texts) }
  }
  const texts = {
    title: i18n.t('toast.many-expire', { count: items.length }),
    body: items
      .slice(0, 3)
      .map((item) => cut(nameOf(item, i18n), 60))
      .join('\n'),
  }
  return {
    ...toast,
    id: `expiring-${first.key}`,
    group: 'digests',
    ...(settings.hideContent ? hiddenContent(items.length, i18n) : texts),
    keys,
    actions: [],
  }
}
