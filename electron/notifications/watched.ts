import type { PendingItems, SplitPending } from './pending.ts'
import { reasonAgainst } from './pending.ts'

/**
 * What is due while the user looks at the newest items in the window: they see it arrive, so only what is critical, or
 * always announced by a rule, is announced. What would not be announced anyway keeps its own reason.
 */
export function splitWatched(pending: readonly PendingItems[]): {
  readonly due: readonly PendingItems[]
  readonly seen: SplitPending['holdBack']
} {
  const isSeen = (group: PendingItems) =>
    group.priority !== 'critical' &&
    group.notify !== 'always' &&
    reasonAgainst(group, { kind: 'off' }) === null
  return {
    due: pending.filter((group) => !isSeen(group)),
    seen: pending.filter(isSeen).map(({ keys }) => ({ keys, reason: 'watched' })),
  }
}
