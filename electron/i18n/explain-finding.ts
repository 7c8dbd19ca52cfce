import type { ExplainedFinding, Finding } from '../model/finding.ts'
import { explain } from './explain.ts'
import type { I18n } from './i18n.ts'

/** Says what was found and what it means for users, and what to change. */
export function explainFinding(
  { code, values = {}, error }: Finding,
  i18n: I18n,
): Pick<ExplainedFinding, 'text' | 'change'> {
  const textOf = (key: string) => (i18n.has(key) ? i18n.t(key, values) : null)
  // Without one, the finding is why there is no connection, which has its words.
  const own = textOf(`doctor.text.${code}`)
  // It was not accepted before either, so "no longer" would be wrong.
  const cause =
    error?.kind === 'token-rejected'
      ? i18n.t('problem.token-wrong')
      : error === undefined
        ? null
        : explain(error, i18n)
  return {
    text: [own, cause].filter((part) => part !== null).join(' '),
    change: textOf(`doctor.change.${code}`),
  }
}
