import { type Item, unreadableMessage } from '../../electron/model/item.ts'
import { isFinal, type JobState } from '../../electron/model/job.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { IconName } from '../style/icons.tsx'

/** The appearance of an item. Each has a word and an icon too, so that none is shown by colour alone. */
export type ItemTone = 'note' | 'important' | 'critical' | JobState

export const toneIcons = {
  note: 'bell',
  important: 'warning',
  critical: 'warning',
  queued: 'dashed',
  running: 'ring',
  succeeded: 'check-circle',
  failed: 'cross-circle',
  cancelled: 'ban',
} as const satisfies Record<ItemTone, IconName>

export interface ItemText {
  readonly title: string
  readonly body: string | null
  readonly tone: ItemTone
  /** The tone in words; null for a plain notification. */
  readonly label: string | null
}

export function itemText(item: Item, t: Translate): ItemText {
  const tone = toneOf(item)
  const name = item.type === 'job' ? t('item.job', { id: item.id }) : t('item.notification')
  const message = item.message === unreadableMessage ? t('item.unreadable') : item.message
  return {
    title: item.title ?? message ?? name,
    body: item.title === null ? null : message,
    tone,
    label: tone === 'note' ? null : t(`item.${tone}`),
  }
}

function toneOf(item: Item): ItemTone {
  if (item.state !== null) return item.state
  if (item.priority === 'critical') return 'critical'
  return item.priority === 'high' ? 'important' : 'note'
}

/** When the item got its position in the history. Unlike `createdAt`, it is in the same order as `position`. */
export function shownAt(item: Item): number {
  return item.state !== null && isFinal(item.state) ? item.updatedAt : item.receivedAt
}
