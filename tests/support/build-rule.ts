import type { Rule } from '../../electron/model/rule.ts'

/** A rule that matches everything and changes nothing, but for what is given. */
export function buildRule({
  when,
  ...parts
}: Partial<Omit<Rule, 'when'>> & { readonly when?: Partial<Rule['when']> } = {}): Rule {
  return {
    ...{ id: 1, notify: 'as-usual', sound: 'as-usual', keepOnScreen: false, fetch: null },
    ...parts,
    when: { source: null, category: null, words: null, ...when },
  }
}

/** A rule that mutes a category. */
export function buildMute(category: string, id = 1): Rule {
  return buildRule({ id, when: { category }, notify: 'never' })
}
