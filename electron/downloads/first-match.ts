import type { Rule, RuleSubject } from '../model/rule.ts'

/** The first rule that matches; null: none does. */
export function firstMatch({ source, category, title }: RuleSubject, rules: readonly Rule[]): Rule | null {
  const folded = (text: string | null) => text?.trim().toLowerCase() ?? ''
  const words = (text: string) => folded(text).split(/\s+/)
  return (
    rules.find(
      ({ when }) =>
        (when.source === null || when.source === source) &&
        (when.category === null || folded(when.category) === folded(category)) &&
        (when.words === null || words(when.words).every((word) => folded(title).includes(word))),
    ) ?? null
  )
}
