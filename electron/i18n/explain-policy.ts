import type { PolicyProblem } from '../model/policy.ts'
import type { I18n } from './i18n.ts'

// Not in the texts, where it would be an escape itself.
const escapeExample = '\\u00e9'

/** Explains why a key of the organization's policy, or all of it, is not used. */
export function explainPolicyProblem({ key, kind }: PolicyProblem, i18n: I18n): string {
  return i18n.t(`policy.problem.${kind}`, { key: key ?? '', example: escapeExample })
}
