import { formatDuration } from '../i18n/duration.ts'
import type { I18n } from '../i18n/i18n.ts'
import { nameOf } from '../i18n/item-name.ts'
import { expiresSoonFrom } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import { ruleMatcher } from '../model/rule-matcher.ts'
import { cut } from '../model/text.ts'
import type { DesktopNotification } from './desktop-notification.ts'
import { namesOf } from './digest.ts'
import {
  hiddenContent,
  maxTitleLength,
  type NotificationTextSettings,
  notificationWithoutText,
} from './item-notification.ts'
import { type RuleSettings, reasonAgainst, usualEffect } from './pending.ts'

/** What to do about downloads that expire soon. */
export interface ReminderPlan {
  /** Announce these now, in one notification. */
  readonly remind: readonly Item[]
  /** Never mention these. */
  readonly drop: readonly Item[]
  /** When to plan again; null: when something changes. */
  readonly wakeAt: number | null
}

/**
 * Decides about results that nobody has downloaded: one reminder each before they expire, none during silence.
 *
 * @param expiring items whose download can expire and that no reminder has mentioned
 */
export function planReminders(
  expiring: readonly Item[],
  settings: RuleSettings,
  silence: Silence,
  now: number,
): ReminderPlan {
  const ruleOf = ruleMatcher(settings.rules)
  const reasonOf = (item: Item, during: Silence) =>
    reasonAgainst({ ...(ruleOf(item) ?? usualEffect), priority: item.priority }, during)
  const isUnwanted = (item: Item) =>
    reasonOf(item, { kind: 'off' }) !== null ||
    item.download?.kind === 'done' ||
    (item.offer?.expiresAt ?? 0) <= now
  const wanted = expiring.filter((item) => !isUnwanted(item))
  const dueAt = (item: Item) => expiresSoonFrom(item) ?? Number.POSITIVE_INFINITY
  const next = Math.min(...wanted.map(dueAt).filter((at) => at > now))
  return {
    remind: wanted.filter((item) => dueAt(item) <= now && reasonOf(item, silence) === null),
    drop: expiring.filter(isUnwanted),
    wakeAt: Number.isFinite(next) ? next : null,
  }
}

/** The notification for results that expire soon. @param items at least one */
export function createReminder(
  items: readonly [Item, ...Item[]],
  settings: NotificationTextSettings,
  now: number,
  i18n: I18n,
): DesktopNotification {
  const [first, ...others] = items
  const leftMs = (first.offer?.expiresAt ?? now) - now
  const texts =
    others.length === 0
      ? {
          title: cut(i18n.t('notification.expires-soon', { title: nameOf(first, i18n) }), maxTitleLength),
          body: i18n.t('notification.expires-in', { duration: formatDuration(leftMs, i18n) }),
        }
      : {
          title: i18n.t('notification.many-expire', { count: items.length }),
          body: namesOf(items, i18n).join('\n'),
        }
  const notification = {
    ...notificationWithoutText(first, settings, now, i18n),
    ...(settings.hideContent ? hiddenContent(items.length, i18n) : texts),
    picture: 'plain' as const,
    closeWhenRead: false,
    validUntil: Math.max(...items.map(({ offer }) => offer?.expiresAt ?? now)),
  }
  if (others.length === 0) return notification
  const keys = items.map(({ key }) => key)
  return { ...notification, id: `expiring-${first.key}`, group: 'digests', keys, actions: [] }
}
