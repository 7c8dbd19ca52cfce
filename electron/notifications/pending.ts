import type { Priority } from '../model/event.ts'
import type { Item, NotificationReason } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'

/**
 * Items whose toast is due and that are alike in all that decides about it. However many have come, there are only
 * few of these.
 */
export interface PendingGroup {
  readonly priority: Priority
  readonly category: string | null
  readonly state: Item['state']
  /** Whether their downloads are about to expire. */
  readonly expiresSoon: boolean
  readonly count: number
}

/** Whether toasts of such items may be raised now: null, or why not. */
export function reasonAgainst(
  { priority, category }: Pick<PendingGroup, 'priority' | 'category'>,
  { mutedCategories }: Pick<Settings, 'mutedCategories'>,
  silence: Silence,
): NotificationReason | null {
  if (priority === 'low') return 'low'
  if (category !== null && mutedCategories.some((muted) => plain(muted) === plain(category))) return 'muted'
  if (silence.kind === 'on' && priority !== 'critical') return silence.reason
  return null
}

/** What may be announced now, the most important first, and what not, with the reason. */
export interface SplitPending {
  readonly announce: readonly PendingGroup[]
  readonly holdBack: readonly { readonly group: PendingGroup; readonly reason: NotificationReason }[]
}

export function splitPending(
  due: readonly PendingGroup[],
  settings: Pick<Settings, 'mutedCategories'>,
  silence: Silence,
): SplitPending {
  const judged = byImportance(due).map((group) => ({
    group,
    reason: reasonAgainst(group, settings, silence),
  }))
  return {
    announce: judged.flatMap(({ group, reason }) => (reason === null ? [group] : [])),
    holdBack: judged.flatMap(({ group, reason }) => (reason === null ? [] : [{ group, reason }])),
  }
}

/** How many items these are. */
export function countOf(groups: readonly PendingGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}

/** The most important first: critical, then failures, what expires soon, high priority, and all the rest. */
export function byImportance<T extends Weighed>(groups: readonly T[]): readonly T[] {
  return [...groups].sort((a, b) => weight(b) - weight(a))
}

type Weighed = Pick<PendingGroup, 'priority' | 'state' | 'expiresSoon'>

function weight({ priority, state, expiresSoon }: Weighed): number {
  return (
    (priority === 'critical' ? 8 : 0) +
    (state === 'failed' ? 4 : 0) +
    (expiresSoon ? 2 : 0) +
    (priority === 'high' ? 1 : 0)
  )
}

function plain(category: string): string {
  return category.trim().toLowerCase()
}
