import type { Item, NotificationReason } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Rule } from '../model/rule.ts'
import { ruleMatcher } from '../model/rule-matcher.ts'
import type { Settings } from '../model/settings.ts'
import type { PendingEntry } from '../store/history-reader.ts'

/** How an item is announced, by the first rule that matches it. */
export type RuleEffect = Pick<Rule, 'notify' | 'sound' | 'keepOnScreen'>

/** Where no rule matches. */
export const usualEffect: RuleEffect = { notify: 'as-usual', sound: 'as-usual', keepOnScreen: false }

/**
 * Pending items that are alike in everything that decides about their notification. A category is not: a server may
 * send any number of them, and all that matters is what the rules say. So there are never more than a few hundred groups.
 */
export interface PendingItems extends Pick<PendingEntry, 'priority' | 'state' | 'expiresSoon'>, RuleEffect {
  /** Newest first, at least one. */
  readonly keys: readonly Item['key'][]
}

export type RuleSettings = Pick<Settings, 'rules'>

/** Groups pending items in the order in which the first of each came. */
export function groupPending(
  entries: readonly PendingEntry[],
  { rules }: RuleSettings,
): readonly PendingItems[] {
  const ruleOf = ruleMatcher(rules)
  const groups = new Map<
    string,
    { readonly fields: Omit<PendingItems, 'keys'>; readonly keys: Item['key'][] }
  >()
  for (const entry of entries) {
    const { key, priority, state, expiresSoon } = entry
    const { notify, sound, keepOnScreen } = ruleOf(entry) ?? usualEffect
    const name = `${priority} ${state} ${expiresSoon} ${notify} ${sound} ${keepOnScreen}`
    const group = groups.get(name)
    if (group === undefined)
      groups.set(name, { fields: { priority, state, expiresSoon, notify, sound, keepOnScreen }, keys: [key] })
    else group.keys.push(key)
  }
  return [...groups.values()].map(({ fields, keys }) => ({ ...fields, keys }))
}

/** Why no notification may be raised now for such items; null when it may. */
export function reasonAgainst(
  { priority, notify }: Pick<PendingItems, 'priority' | 'notify'>,
  silence: Silence,
): NotificationReason | null {
  if (notify === 'never') return 'muted'
  if (notify === 'always') return null
  if (priority === 'low') return 'low'
  if (silence.kind === 'on' && priority !== 'critical') return silence.reason
  return null
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

/** Sorts the most important first: critical, what a rule always announces, then failures, what expires soon, high priority, and all the rest. */
export function byImportance<T extends Rankable>(groups: readonly T[]): readonly T[] {
  return [...groups].sort((a, b) => importance(b) - importance(a))
}

type Rankable = Pick<PendingItems, 'priority' | 'state' | 'expiresSoon' | 'notify'>

function importance({ priority, state, expiresSoon, notify }: Rankable): number {
  return (
    (priority === 'critical' ? 16 : 0) +
    (notify === 'always' ? 8 : 0) +
    (state === 'failed' ? 4 : 0) +
    (expiresSoon ? 2 : 0) +
    (priority === 'high' ? 1 : 0)
  )
}
