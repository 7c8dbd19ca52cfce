import type { Item, NotificationReason } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { sourceIdOf } from '../model/source.ts'
import type { PendingEntry } from '../store/history-reader.ts'

/**
 * Pending items that are alike in everything that decides about their notification. A category is not: a server may
 * send any number of them, and all that matters is whether it is muted. So there are never more than a few dozen groups.
 */
export interface PendingItems extends Omit<PendingEntry, 'key' | 'category' | 'source'> {
  readonly isMuted: boolean
  /** Newest first, at least one. */
  readonly keys: readonly Item['key'][]
}

type MuteSettings = Pick<Settings, 'mutedCategories' | 'servers'>

/** Groups pending items in the order in which the first of each came. */
export function groupPending(
  entries: readonly PendingEntry[],
  settings: MuteSettings,
): readonly PendingItems[] {
  const isMutedItem = createMuteCheck(settings)
  const groups = new Map<
    string,
    { readonly fields: Omit<PendingItems, 'keys'>; readonly keys: Item['key'][] }
  >()
  for (const { key, priority, category, source, state, expiresSoon } of entries) {
    const isMuted = isMutedItem({ category, source })
    const name = `${priority} ${state} ${expiresSoon} ${isMuted}`
    const group = groups.get(name)
    if (group === undefined)
      groups.set(name, { fields: { priority, state, expiresSoon, isMuted }, keys: [key] })
    else group.keys.push(key)
  }
  return [...groups.values()].map(({ fields, keys }) => ({ ...fields, keys }))
}

/** Why no notification may be raised now for such items; null when it may. */
export function reasonAgainst(
  { priority, isMuted }: Pick<PendingItems, 'priority' | 'isMuted'>,
  silence: Silence,
): NotificationReason | null {
  if (priority === 'low') return 'low'
  if (isMuted) return 'muted'
  if (silence.kind === 'on' && priority !== 'critical') return silence.reason
  return null
}

/** Returns whether the user has muted the category or the server of an item. */
export function createMuteCheck({
  mutedCategories,
  servers,
}: MuteSettings): (item: Pick<PendingEntry, 'category' | 'source'>) => boolean {
  // Users write the names of categories by hand.
  const categories = new Set(mutedCategories.map(normalized))
  const sources = new Set(servers.filter(({ muted }) => muted).map(({ address }) => sourceIdOf(address)))
  return ({ category, source }) =>
    sources.has(source) || (category !== null && categories.has(normalized(category)))
}

function normalized(category: string): string {
  return category.trim().toLowerCase()
}

export interface SplitPending {
  /** What may be announced now, the most important group first. */
  readonly announce: readonly PendingItems[]
  readonly holdBack: readonly { readonly keys: PendingItems['keys']; readonly reason: NotificationReason }[]
}

/** Splits the pending items into those to announce and those to hold back. */
export function splitPending(pending: readonly PendingItems[], silence: Silence): SplitPending {
  const judged = byImportance(pending).map((group) => ({ group, reason: reasonAgainst(group, silence) }))
  return {
    announce: judged.flatMap(({ group, reason }) => (reason === null ? [group] : [])),
    holdBack: judged.flatMap(({ group: { keys }, reason }) => (reason === null ? [] : [{ keys, reason }])),
  }
}

/** The number of items in these groups. */
export function countOf(groups: readonly PendingItems[]): number {
  return groups.reduce((sum, { keys }) => sum + keys.length, 0)
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
