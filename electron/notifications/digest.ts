import type { I18n, TextKey } from '../i18n/i18n.ts'
import { nameOf } from '../i18n/item-name.ts'
import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import { cut } from '../model/text.ts'
import type { DesktopNotification } from './desktop-notification.ts'
import {
  acknowledgeAction,
  hiddenContent,
  isSilent,
  isUrgent,
  maxTitleLength,
  type NotificationTextSettings,
  pictureOf,
  serverNameOf,
} from './item-notification.ts'
import { countOf, type PendingItems } from './pending.ts'

/** How many items a digest mentions by name. */
export const maxNamed = 3
const maxNameLength = limits.shown.digestName.max

/** What a digest is made of. */
export interface DigestParts {
  readonly groups: readonly PendingItems[]
  /** The most important items, at most `maxNamed`. */
  readonly named: readonly Item[]
  /** The keys of all items, at least one. */
  readonly keys: readonly Item['key'][]
}

/**
 * One notification for many items. The title counts them by outcome: failures first, then what expires soon. The body
 * names a few.
 */
export function createDigest(
  { groups, named, keys }: DigestParts,
  settings: NotificationTextSettings,
  i18n: I18n,
): DesktopNotification {
  const unnamed = keys.length - named.length
  const isCritical = groups.every(({ priority }) => priority === 'critical')
  const texts = {
    title: isCritical ? criticalTitle(keys.length, named, i18n) : digestTitle(groups, i18n),
    body: [
      ...namedLines(named, settings, i18n),
      ...(unnamed > 0 ? [i18n.t('notification.more', { count: unnamed })] : []),
    ].join('\n'),
  }
  return {
    id: `digest-${keys[0]}`,
    group: 'digests',
    ...(settings.hideContent ? hiddenContent(keys.length, i18n) : texts),
    urgency: groups.some(isUrgent) ? 'critical' : 'normal',
    silent: groups.every((group) => isSilent(group, group.sound, settings.sounds)),
    keepOnScreen: groups.some(({ priority, keepOnScreen }) => priority === 'critical' || keepOnScreen),
    picture: pictureOf(groups),
    validUntil: null,
    keys,
    closeWhenRead: true,
    actions: isCritical && settings.repeatCritical ? [acknowledgeAction(i18n)] : [],
  }
}

/** The names of the first items, each cut to fit a line. */
export function namesOf(items: readonly Item[], i18n: I18n): readonly string[] {
  return items.slice(0, maxNamed).map((item) => cut(nameOf(item, i18n), maxNameLength))
}

/** The names of the first items, and where there are several servers, that of each one's server. */
function namedLines(
  items: readonly Item[],
  settings: NotificationTextSettings,
  i18n: I18n,
): readonly string[] {
  return items.slice(0, maxNamed).map((item) => {
    const server = serverNameOf(item, settings)
    const [name = ''] = namesOf([item], i18n)
    return server === null ? name : `${name} (${server})`
  })
}

/** Says in the title what it is about: it has to be understood at a glance. */
function criticalTitle(count: number, named: readonly Item[], i18n: I18n): string {
  const names = i18n.list(namesOf(named, i18n))
  return cut(i18n.t('notification.many-critical', { count, names }), maxTitleLength)
}

function digestTitle(groups: readonly PendingItems[], i18n: I18n): string {
  const count = (isCounted: (group: PendingItems) => boolean) => countOf(groups.filter(isCounted))
  const parts: readonly (readonly [number, TextKey])[] = [
    [count(({ state }) => state === 'failed'), 'count.failed'],
    [count(({ expiresSoon }) => expiresSoon), 'count.expiring'],
    [count(({ state, expiresSoon }) => state === 'succeeded' && !expiresSoon), 'count.ready'],
    [count(({ state }) => state === 'cancelled'), 'count.cancelled'],
    [count(({ state }) => state === null), 'count.notifications'],
  ]
  return i18n.list(parts.filter(([count]) => count !== 0).map(([count, key]) => i18n.t(key, { count })))
}
