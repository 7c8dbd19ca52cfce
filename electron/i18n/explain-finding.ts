import en from '../../resources/texts/en.json'
import type { ExplainedFinding, Finding, FindingCode } from '../model/finding.ts'
import { explain } from './explain.ts'
import type { I18n } from './i18n.ts'

/** Says what was found and what it means for users, and what to change. */
export function explainFinding(
  { code, values = {}, error }: Finding,
  i18n: I18n,
): Pick<ExplainedFinding, 'text' | 'change'> {
  const own = hasText(code) ? i18n.t(`doctor.text.${code}`, values) : null
  // It was not accepted before either, so "no longer" would be wrong.
  const cause =
    error?.kind === 'token-rejected'
      ? i18n.t('problem.token-wrong')
      : error === undefined
        ? null
        : explain(error, i18n)
  return {
    text: [own, cause].filter((part) => part !== null).join(' '),
    change: hasChange(code) ? i18n.t(`doctor.change.${code}`, values) : null,
  }
}

type WithText = FindingCode & keyof typeof en.doctor.text
type WithChange = FindingCode & keyof typeof en.doctor.change

/** Without one, the finding is why there is no connection, which has its words. */
function hasText(code: FindingCode): code is WithText {
  return Object.hasOwn(en.doctor.text, code)
}

function hasChange(code: FindingCode): code is WithChange {
  return Object.hasOwn(en.doctor.change, code)
}
