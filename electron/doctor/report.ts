import { explainFinding } from '../i18n/explain-finding.ts'
import type { I18n } from '../i18n/i18n.ts'
import { checkOf, type ExplainedFinding, type Finding, isFit, severityOf } from '../model/finding.ts'

/** The result of an examination, in words. */
export interface DoctorReport {
  /** Without the query, which may hold a token. */
  readonly server: string
  readonly isFit: boolean
  readonly findings: readonly ExplainedFinding[]
}

export interface ReportOptions {
  readonly url: URL
  /** Is in no text of the report, even if the server sent it back. */
  readonly token: string | null
  readonly isStrict: boolean
  readonly i18n: I18n
}

export function createReport(findings: readonly Finding[], options: ReportOptions): DoctorReport {
  const { url, token, isStrict, i18n } = options
  const withoutToken = <T extends string | null>(text: T) =>
    token === null ? text : (text?.replaceAll(token, '…') ?? text)
  return {
    server: `${url.origin}${url.pathname}`,
    isFit: isFit(findings, isStrict),
    findings: findings.map((finding) => {
      const { text, change } = explainFinding(finding, i18n)
      return {
        code: finding.code,
        check: checkOf(finding),
        severity: severityOf(finding),
        text: withoutToken(text) ?? '',
        change: withoutToken(change),
      }
    }),
  }
}
