import type { Item, NotificationReason } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import type { PendingItems } from '../store/history-reader.ts'

/** Why no notification may be raised now for such items; null when it may. */
export function reasonAgainst(
  { priority, category }: Pick<Item, 'priority' | 'category'>,
  { mutedCategories }: Pick<Settings, 'mutedCategories'>,
  silence: Silence,
): NotificationReason | null {
  if (priority === 'low') return 'low'
  if (category !== null && mutedCategories.some((muted) => isSameCategory(muted, category))) return 'muted'
  if (silence.kind === 'on' && priority !== 'critical') return silence.reason
  return null
}

export interface SplitPending {
  /** What may be announced now, the most important group first. */
  readonly announce: readonly PendingItems[]
  readonly holdBack: readonly { readonly group: PendingItems; readonly reason: NotificationReason }[]
}

/** Splits the pending items into those to announce and those to hold back. */
export function splitPending(
  pending: readonly PendingItems[],
  settings: Pick<Settings, 'mutedCategories'>,
  silence: Silence,
): SplitPending {
  const judged = byImportance(pending).map((group) => ({
    group,
    reason: reasonAgainst(group, settings, silence),
  }))
  return {
    announce: judged.flatMap(({ group, reason }) => (reason === null ? [group] : [])),
    holdBack: judged.flatMap(({ group, reason }) => (reason === null ? [] : [{ group, reason }])),
  }
}

/** The number of items in these groups. */
export function countOf(groups: readonly PendingItems[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}

/** Sorts the most important first: critical, then failures, what expires soon, high priority, and all the rest. */
export function byImportance<T extends Rankable>(groups: readonly T[]): readonly T[] {
  return [...groups].sort((a, b) => importance(b) - importance(a))
}

type Rankable = Pick<PendingItems, 'priority' | 'state' | 'expiresSoon'>

function importance({ priority, state, expiresSoon }: Rankable): number {
  return (
    (priority === 'critical' ? 8 : 0) +
    (state === 'failed' ? 4 : 0) +
    (expiresSoon ? 2 : 0) +
    (priority === 'high' ? 1 : 0)
  )
}

/** Users write the names of categories by hand. */
function isSameCategory(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
