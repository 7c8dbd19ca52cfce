import type { Rule, RuleSubject } from './rule.ts'
import type { SourceId } from './source.ts'
import { containsAll, fold, termsOf } from './text-folding.ts'

/** Returns the first rule that matches; null: none does. */
export type RuleMatcher = (subject: RuleSubject) => Rule | null

/** The condition of a rule, prepared for comparison. */
interface Condition {
  readonly source: SourceId | null
  readonly category: string | null
  /** Null: any title. Empty: none, because the words are signs only, which no search finds. */
  readonly terms: readonly string[] | null
}

interface CompiledRule extends Condition {
  readonly rule: Rule
}

const matchers = new WeakMap<readonly Rule[], RuleMatcher>()

/** The matcher of these rules, made once for each list of rules: a change of the settings brings another list. */
export function ruleMatcher(rules: readonly Rule[]): RuleMatcher {
  const known = matchers.get(rules)
  if (known !== undefined) return known
  const matcher = createRuleMatcher(rules)
  matchers.set(rules, matcher)
  return matcher
}

/** Prepares the rules, so that there may be any number of categories and of items. */
export function createRuleMatcher(rules: readonly Rule[]): RuleMatcher {
  const compiled = rules.map((rule): CompiledRule => ({ rule, ...conditionOf(rule) }))
  const general = compiled.filter(({ category }) => category === null)
  const categories = new Set(compiled.flatMap(({ category }) => category ?? []))
  const rulesOf = new Map(
    [...categories].map((name) => [
      name,
      compiled.filter(({ category }) => category === null || category === name),
    ]),
  )
  return ({ source, category, title }) => {
    const candidates = (category === null ? undefined : rulesOf.get(normalizedCategory(category))) ?? general
    // Only a rule with words needs it.
    let folded: string | null = null
    const matches = (one: CompiledRule): boolean => {
      if (one.source !== null && one.source !== source) return false
      if (one.terms === null) return true
      if (one.terms.length === 0) return false
      folded ??= fold(title ?? '')
      return containsAll(folded, one.terms)
    }
    return candidates.find(matches)?.rule ?? null
  }
}

/** Users write the names of categories by hand. */
export function normalizedCategory(category: string): string {
  return category.trim().toLowerCase()
}

/** The first earlier rule that matches whatever this one matches, so that this one never counts; null: there is none. */
export function coveringRule(rules: readonly Rule[], id: Rule['id']): Rule | null {
  const index = rules.findIndex((rule) => rule.id === id)
  const covered = rules[index]
  if (covered === undefined) return null
  const narrow = conditionOf(covered)
  return rules.slice(0, index).find((rule) => covers(conditionOf(rule), narrow)) ?? null
}

function covers(wide: Condition, narrow: Condition): boolean {
  return (
    (wide.source === null || wide.source === narrow.source) &&
    (wide.category === null || wide.category === narrow.category) &&
    coversTerms(wide.terms, narrow.terms)
  )
}

function coversTerms(wide: Condition['terms'], narrow: Condition['terms']): boolean {
  if (wide === null) return true
  if (wide.length === 0 || narrow === null) return false
  return wide.every((term) => narrow.some((longer) => longer.includes(term)))
}

function conditionOf({ when: { source, category, words } }: Rule): Condition {
  return {
    source,
    category: category === null ? null : normalizedCategory(category),
    terms: words === null ? null : termsOf(words),
  }
}
