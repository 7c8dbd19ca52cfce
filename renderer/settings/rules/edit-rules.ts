import { nextRuleId } from '../../../electron/model/mute.ts'
import { maxRuleWordsLength, type Rule, type RuleSubject } from '../../../electron/model/rule.ts'
import { createRuleMatcher } from '../../../electron/model/rule-matcher.ts'

/** What of the newest items a rule is about. */
export interface RuleTrial {
  readonly all: number
  /** How many it matches. */
  readonly matches: number
  /** How many of these an earlier rule matches, which counts for them. */
  readonly earlier: number
}

/** Tries the rule with this id on items. */
export function tryRule(rules: readonly Rule[], id: Rule['id'], items: readonly RuleSubject[]): RuleTrial {
  const alone = createRuleMatcher(rules.filter((rule) => rule.id === id))
  const all = createRuleMatcher(rules)
  const matched = items.filter((item) => alone(item) !== null)
  return {
    all: items.length,
    matches: matched.length,
    earlier: matched.filter((item) => all(item)?.id !== id).length,
  }
}

/** A rule that is not stored yet; about items like this one, if one is given. */
export function newRule(rules: readonly Rule[], subject: RuleSubject | null): Rule {
  const category = subject?.category ?? null
  const title = category === null ? subject?.title?.slice(0, maxRuleWordsLength).trim() : ''
  return {
    id: nextRuleId(rules),
    when: { source: null, category, words: title === undefined || title === '' ? null : title },
    ...{ notify: 'as-usual', sound: 'as-usual', keepOnScreen: false, fetch: null },
  }
}

/** The rules with this one in its place. A new one is the first: what the user says last counts. */
export function withRule(rules: readonly Rule[], rule: Rule): readonly Rule[] {
  const isKnown = rules.some(({ id }) => id === rule.id)
  return isKnown ? rules.map((one) => (one.id === rule.id ? rule : one)) : [rule, ...rules]
}

/** The rules with this one moved by so many places; the same rules if it can't be. */
export function movedRule(rules: readonly Rule[], id: Rule['id'], by: -1 | 1): readonly Rule[] {
  const from = rules.findIndex((rule) => rule.id === id)
  const [moved, other] = [rules[from], rules[from + by]]
  if (moved === undefined || other === undefined) return rules
  return rules.with(from, other).with(from + by, moved)
}

/** What was typed, as a rule keeps it: without the space around it, and null when there is nothing. */
export function trimmed(rule: Rule): Rule {
  const { source, category, words } = rule.when
  const text = (typed: string | null) => (typed === null || typed.trim() === '' ? null : typed.trim())
  return { ...rule, when: { source, category: text(category), words: text(words) } }
}
