import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import { ruleMatcher } from '../model/rule-matcher.ts'
import { type RuleSettings, reasonAgainst, usualEffect } from './pending.ts'

/**
 * Returns whether an item would raise a notification now: what is shown beside the notifications follows the same rules.
 * Do Not Disturb does not count, because there the desktop itself decides what comes onto the screen.
 */
export function createAnnounceCheck(
  { rules }: RuleSettings,
  silence: Silence,
): (item: Pick<Item, 'priority' | 'category' | 'title' | 'source'>) => boolean {
  const ruleOf = ruleMatcher(rules)
  return (item) => {
    const reason = reasonAgainst({ ...(ruleOf(item) ?? usualEffect), priority: item.priority }, silence)
    return reason === null || reason === 'do-not-disturb'
  }
}
