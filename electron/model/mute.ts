import { maxRules, type Rule } from './rule.ts'
import { normalizedCategory } from './rule-matcher.ts'
import type { SourceId } from './source.ts'

/** What can be muted with one press: a category, or a server. */
export type MuteTarget = { readonly category: string } | { readonly source: SourceId }

/** Whether the first rule about everything of this category or server mutes it, and nothing else. */
export function isMuted(rules: readonly Rule[], target: MuteTarget): boolean {
  const first = rules.find((rule) => isAboutAll(rule, target))
  return first !== undefined && first.notify === 'never' && names(first, target)
}

/** The rules with one that mutes this in front of all others: what the user says last counts. */
export function withMute(rules: readonly Rule[], target: MuteTarget): readonly Rule[] {
  if (isMuted(rules, target)) return rules
  const mute = muteRule(nextRuleId(rules), target)
  const others = rules.filter((rule) => !(isSimpleMute(rule) && names(rule, target)))
  // A full list stays as it is: no other rule is lost for this one.
  return others.length < maxRules ? [mute, ...others] : rules
}

/** The rules without those that mute this and nothing else. One that also downloads stays for that. */
export function withoutMute(rules: readonly Rule[], target: MuteTarget): readonly Rule[] {
  return rules
    .filter((rule) => !(isSimpleMute(rule) && names(rule, target)))
    .map((rule) => (rule.notify === 'never' && names(rule, target) ? { ...rule, notify: 'as-usual' } : rule))
}

/** The rule that mutes a category or a server. */
export function muteRule(id: Rule['id'], target: MuteTarget): Rule {
  return {
    id,
    when: { source: null, category: null, words: null, ...target },
    ...{ notify: 'never', sound: 'as-usual', keepOnScreen: false, fetch: null },
  }
}

/** An id that none of these rules has. */
export function nextRuleId(rules: readonly Rule[]): Rule['id'] {
  return rules.reduce((id, rule) => Math.max(id, rule.id + 1), 1)
}

function isSimpleMute({ notify, fetch }: Rule): boolean {
  return notify === 'never' && fetch === null
}

/** Whether the rule is about this category or server, and about nothing else. */
function names({ when }: Rule, target: MuteTarget): boolean {
  if (when.words !== null) return false
  if ('source' in target) return when.source === target.source && when.category === null
  return when.source === null && isSameCategory(when.category, target.category)
}

/** Whether the rule matches everything of this category or server, whatever else it matches. */
function isAboutAll(rule: Rule, target: MuteTarget): boolean {
  const { source, category, words } = rule.when
  return names(rule, target) || (source === null && category === null && words === null)
}

function isSameCategory(category: string | null, other: string): boolean {
  return category !== null && normalizedCategory(category) === normalizedCategory(other)
}
