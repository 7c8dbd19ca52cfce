import type { Item } from '../../electron/model/item.ts'

/** How an item looks and what it is called, so that nothing is told by colour alone. */
export type ItemTone =
  | 'note'
  | 'important'
  | 'critical'
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'

export interface ItemText {
  readonly title: string
  readonly body: string | null
  readonly tone: ItemTone
  /** The word for the tone; null for a plain notification. */
  readonly label: string | null
}

const labels = {
  note: null,
  important: 'Important',
  critical: 'Critical',
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const satisfies Record<ItemTone, string | null>

export function itemText(item: Item): ItemText {
  const tone = toneOf(item)
  const title = item.title ?? item.message ?? (item.type === 'job' ? `Job ${item.id}` : 'Notification')
  return { title, body: item.title === null ? null : item.message, tone, label: labels[tone] }
}

function toneOf(item: Item): ItemTone {
  if (item.state !== null) return item.state
  if (item.priority === 'critical') return 'critical'
  return item.priority === 'high' ? 'important' : 'note'
}

/** When the item came to where it stands in the history: it runs with `position`, which `createdAt` does not. */
export function shownAt(item: Item): number {
  const ended = item.state === 'succeeded' || item.state === 'failed' || item.state === 'cancelled'
  return ended ? item.updatedAt : item.receivedAt
}

/** `0.42` is `42 %`. Never 100 % before the end, so that rounding promises nothing. */
export function percent(progress: number): string {
  return `${Math.min(progress >= 1 ? 100 : 99, Math.round(progress * 100))} %`
}
