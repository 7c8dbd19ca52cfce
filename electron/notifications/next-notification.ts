import type { I18n } from '../i18n/i18n.ts'
import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import { ruleMatcher } from '../model/rule-matcher.ts'
import type { Settings } from '../model/settings.ts'
import type { StoredRepeat } from '../store/history-writer.ts'
import type { Announcement } from './delivery-schedule.ts'
import type { DesktopNotification } from './desktop-notification.ts'
import { createDigest, maxNamed } from './digest.ts'
import { createReminder } from './expiry-reminder.ts'
import { areEqual } from './fold-equal.ts'
import { createItemNotification } from './item-notification.ts'
import { usualEffect } from './pending.ts'
import { type DigestQueue, readDigest } from './read-digest.ts'

/** What a check decided to show: at most one notification. */
export type NextNotification =
  | Announcement
  /** More items than one batch holds, in one digest. */
  | { readonly kind: 'burst' }
  /** Critical items that nobody has seen yet come again; recorded like this. */
  | { readonly kind: 'repeat'; readonly repeats: readonly StoredRepeat[] }
  /** Results expire soon. */
  | { readonly kind: 'reminder'; readonly items: readonly [Item, ...Item[]] }

/** So many items are compared: a digest of more is a digest. */
const maxCompared = 50

/** A notification that is about to be shown, and the equal items that it stands for; none: they are not equal. */
export interface WrittenNotification {
  readonly notification: DesktopNotification
  readonly equal: readonly Item[]
}

/** Writes what was decided; null when its items are gone. */
export function createNextNotification(
  next: Exclude<NextNotification, { readonly kind: 'burst' }>,
  queue: DigestQueue,
  settings: Settings,
  silence: Silence,
  now: number,
  i18n: I18n,
): WrittenNotification | null {
  switch (next.kind) {
    case 'one': {
      const [item] = queue.items(next.group.keys.slice(0, 1))
      if (item === undefined) return null
      return { notification: createItemNotification(item, settings, now, i18n), equal: [item] }
    }
    case 'digest': {
      const digest = readDigest(queue, settings, silence, next.ofCritical)
      if (digest === null) return null
      const all = digest.keys.length <= maxCompared ? queue.items(digest.keys) : []
      if (areEqual(all))
        return { notification: createItemNotification(all[0], settings, now, i18n), equal: all }
      const named = digest.named.map(({ item }) => item)
      return { notification: createDigest({ ...digest, named }, settings, i18n), equal: [] }
    }
    case 'repeat': {
      const keys = next.repeats.map(({ key }) => key)
      const notification = createRepeat(keys, queue, settings, now, i18n)
      return notification === null ? null : { notification, equal: [] }
    }
    case 'reminder':
      return { notification: createReminder(next.items, settings, now, i18n), equal: [] }
  }
}

/** The one digest of critical items that come again: a later one replaces it. */
export const repeatDigestId = 'critical-repeat'

/** A single item has its own notification, which this one replaces. */
function createRepeat(
  keys: readonly Item['key'][],
  queue: DigestQueue,
  settings: Settings,
  now: number,
  i18n: I18n,
): DesktopNotification | null {
  const named = queue.items(keys.slice(0, maxNamed))
  const [item, ...others] = named
  if (item === undefined) return null
  if (others.length === 0) return createItemNotification(item, settings, now, i18n)
  // What the rules say about those that are named stands for all.
  const ruleOf = ruleMatcher(settings.rules)
  const groups = named.map((one) => {
    const effect = ruleOf(one) ?? usualEffect
    return { ...effect, priority: 'critical', state: null, expiresSoon: false, keys } as const
  })
  return { ...createDigest({ groups, named, keys }, settings, i18n), id: repeatDigestId }
}
