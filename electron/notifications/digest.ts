import type { TextKey, Words } from '../i18n/i18n.ts'
import type { Item } from '../model/item.ts'
import { type Alert, type AlertSettings, cut, hidden, isSilent, nameOf } from './desktop-notification.ts'
import type { DueGroup } from './pending.ts'

/** How many items a digest tells by name. */
export const namedInDigest = 3

/** What a digest is made of. */
export interface DigestParts {
  readonly groups: readonly DueGroup[]
  /** The most important of the items, at most as many as are named. */
  readonly named: readonly Item[]
  /** All of them, never none. */
  readonly keys: readonly Item['key'][]
}

/**
 * One toast for many items: counts by outcome in the title, failures first, then what is about to expire; the first
 * few by name in the body.
 */
export function digestOf({ groups, named, keys }: DigestParts, settings: AlertSettings, words: Words): Alert {
  const rest = keys.length - named.length
  const names = named.map((item) => cut(nameOf(item, words), 60))
  const texts = {
    title: headline(groups, words),
    body: [...names, ...(rest > 0 ? [words.say('toast.more', { count: rest })] : [])].join('\n'),
  }
  return {
    id: `digest-${keys[0]}`,
    group: 'digests',
    ...(settings.hideContent ? hidden(keys.length, words) : texts),
    urgency: groups.some(({ priority }) => priority === 'critical') ? 'critical' : 'normal',
    silent: groups.every((group) => isSilent(group, settings.sounds)),
    keys,
    isOverWhenRead: true,
    actions: [],
  }
}

function headline(groups: readonly DueGroup[], words: Words): string {
  const count = (isMeant: (group: DueGroup) => boolean) =>
    groups.filter(isMeant).reduce((sum, group) => sum + group.count, 0)
  const parts: readonly (readonly [number, TextKey])[] = [
    [count(({ state }) => state === 'failed'), 'toast.count-failed'],
    [count(({ expiresSoon }) => expiresSoon), 'toast.count-expiring'],
    [count(({ state, expiresSoon }) => state === 'succeeded' && !expiresSoon), 'toast.count-ready'],
    [count(({ state }) => state === 'cancelled'), 'toast.count-cancelled'],
    [count(({ state }) => state === null), 'toast.count-notifications'],
  ]
  return words.list(parts.filter(([count]) => count !== 0).map(([count, key]) => words.say(key, { count })))
}
