import { checks, type ExplainedFinding } from '../model/finding.ts'
import { printable } from '../model/printable.ts'
import type { DoctorReport } from './report.ts'

/**
 * JUnit XML, as CI systems read it: one test case for each check, whatever was found. A check that could not be made is
 * skipped.
 *
 * @param isStrict a warning is a failure too
 */
export function printAsJunit(
  { server, findings }: DoctorReport,
  isStrict: boolean,
  durationMs: number,
): string {
  const isFailure = ({ severity }: ExplainedFinding) =>
    severity === 'error' || (isStrict && severity === 'warning')
  const cases = checks.map((check) => {
    const own = findings.filter((finding) => finding.check === check)
    const failures = own.filter(isFailure)
    const others = own.filter((finding) => !isFailure(finding))
    const content = [
      ...failures.map(
        ({ code, text, change }) =>
          `<failure type="${code}" message="${xmlText(text)}">${xmlText(change ?? '')}</failure>`,
      ),
      own.length === 0 ? '<skipped message="not reached"/>' : '',
      others.length === 0 ? '' : `<system-out>${xmlText(others.map(asLine).join('\n'))}</system-out>`,
    ]
    return {
      isFailed: failures.length > 0,
      isSkipped: own.length === 0,
      text: `    <testcase classname="tidings-doctor" name="${check}">${content.join('')}</testcase>`,
    }
  })
  const counts = `tests="${cases.length}" failures="${cases.filter(({ isFailed }) => isFailed).length}" errors="0" skipped="${cases.filter(({ isSkipped }) => isSkipped).length}" time="${(durationMs / 1000).toFixed(3)}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xmlText(server)}" ${counts}>`,
    ...cases.map(({ text }) => text),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function asLine({ severity, code, text }: ExplainedFinding): string {
  return `${severity} ${code}: ${printable(text)}`
}

/** What XML allows in a text and in an attribute. */
function xmlText(text: string): string {
  return text
    .split('\n')
    .map(printable)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '\ufffd')
}
