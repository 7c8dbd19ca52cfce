import type { I18n, TextKey } from '../i18n/i18n.ts'
import type { Item } from '../model/item.ts'
import {
  cut,
  type DesktopNotification,
  hiddenContent,
  isSilent,
  type NotificationTextSettings,
  nameOf,
} from './desktop-notification.ts'
import type { PendingGroup } from './pending.ts'

/** How many items a digest tells by name. */
export const maxNamed = 3

/** What a digest is made of. */
export interface DigestParts {
  readonly groups: readonly PendingGroup[]
  /** The most important of the items, at most as many as are named. */
  readonly named: readonly Item[]
  /** All of them, never none. */
  readonly keys: readonly Item['key'][]
}

/**
 * One toast for many items: counts by outcome in the title, failures first, then what is about to expire; the first
 * few by name in the body.
 */
export function createDigest(
  { groups, named, keys }: DigestParts,
  settings: NotificationTextSettings,
  i18n: I18n,
): DesktopNotification {
  const rest = keys.length - named.length
  const names = named.map((item) => cut(nameOf(item, i18n), 60))
  const texts = {
    title: headline(groups, i18n),
    body: [...names, ...(rest > 0 ? [i18n.t('toast.more', { count: rest })] : [])].join('\n'),
  }
  return {
    id: `digest-${keys[0]}`,
    group: 'digests',
    ...(settings.hideContent ? hiddenContent(keys.length, i18n) : texts),
    urgency: groups.some(({ priority }) => priority === 'critical') ? 'critical' : 'normal',
    silent: groups.every((group) => isSilent(group, settings.sounds)),
    keys,
    closeWhenRead: true,
    actions: [],
  }
}

function headline(groups: readonly PendingGroup[], i18n: I18n): string {
  const count = (isMeant: (group: PendingGroup) => boolean) =>
    groups.filter(isMeant).reduce((sum, group) => sum + group.count, 0)
  const parts: readonly (readonly [number, TextKey])[] = [
    [count(({ state }) => state === 'failed'), 'toast.count-failed'],
    [count(({ expiresSoon }) => expiresSoon), 'toast.count-expiring'],
    [count(({ state, expiresSoon }) => state === 'succeeded' && !expiresSoon), 'toast.count-ready'],
    [count(({ state }) => state === 'cancelled'), 'toast.count-cancelled'],
    [count(({ state }) => state === null), 'toast.count-notifications'],
  ]
  return i18n.list(parts.filter(([count]) => count !== 0).map(([count, key]) => i18n.t(key, { count })))
}
