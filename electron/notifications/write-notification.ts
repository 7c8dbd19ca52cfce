import type { Words } from '../i18n/i18n.ts'
import type { Item } from '../model/item.ts'
import type { Settings } from '../model/settings.ts'
import type { ToastQueue } from '../store/notification-queue.ts'
import type { Plan } from './delivery-schedule.ts'
import { type Alert, alertFor } from './desktop-notification.ts'
import { digestOf, namedInDigest } from './digest.ts'
import { byImportance, type DueGroup } from './pending.ts'

/** Writes the toast that was decided on; null when what it was about is gone. */
export function writeAlert(
  plan: NonNullable<Plan['raise']>,
  queue: Pick<ToastQueue, 'newest' | 'keys'>,
  settings: Settings,
  now: number,
  words: Words,
): Alert | null {
  if (plan.kind === 'one') {
    const [item] = queue.newest(plan.group, 1)
    return item === undefined ? null : alertFor(item, settings, now, words)
  }
  const keys = queue.keys()
  if (keys.length === 0) return null
  return digestOf({ groups: plan.groups, named: foremost(plan.groups, queue), keys }, settings, words)
}

/** The items of these groups that a digest names. */
export function foremost(groups: readonly DueGroup[], queue: Pick<ToastQueue, 'newest'>): readonly Item[] {
  const named: Item[] = []
  for (const group of byImportance(groups)) {
    if (named.length >= namedInDigest) break
    named.push(...queue.newest(group, namedInDigest - named.length))
  }
  return named
}
