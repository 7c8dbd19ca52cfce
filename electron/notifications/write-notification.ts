import type { I18n } from '../i18n/i18n.ts'
import type { Item } from '../model/item.ts'
import type { Settings } from '../model/settings.ts'
import type { NotificationQueueReader } from '../store/history-reader.ts'
import type { DeliveryPlan } from './delivery-schedule.ts'
import { createItemNotification, type DesktopNotification } from './desktop-notification.ts'
import { createDigest, maxNamed } from './digest.ts'
import { byImportance, type PendingGroup } from './pending.ts'

/** Writes the toast that was decided on; null when what it was about is gone. */
export function writeNotification(
  plan: NonNullable<DeliveryPlan['show']>,
  queue: Pick<NotificationQueueReader, 'newest' | 'keys'>,
  settings: Settings,
  now: number,
  i18n: I18n,
): DesktopNotification | null {
  if (plan.kind === 'one') {
    const [item] = queue.newest(plan.group, 1)
    return item === undefined ? null : createItemNotification(item, settings, now, i18n)
  }
  const keys = queue.keys()
  if (keys.length === 0) return null
  return createDigest({ groups: plan.groups, named: foremost(plan.groups, queue), keys }, settings, i18n)
}

/** The items of these groups that a digest names. */
export function foremost(
  groups: readonly PendingGroup[],
  queue: Pick<NotificationQueueReader, 'newest'>,
): readonly Item[] {
  const named: Item[] = []
  for (const group of byImportance(groups)) {
    if (named.length >= maxNamed) break
    named.push(...queue.newest(group, maxNamed - named.length))
  }
  return named
}
