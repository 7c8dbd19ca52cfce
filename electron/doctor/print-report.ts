import { printable } from '../model/printable.ts'
import type { DoctorReport } from './report.ts'

const codeWidth = 24
const indent = ' '.repeat(2 + 'warning'.length + 2)

/** For a terminal: a line for each finding, and below it what to change. */
export function printAsText({ server, findings, isFit }: DoctorReport): string {
  const lines = findings.flatMap(({ severity, code, text, change }) => [
    `  ${severity.padEnd('warning'.length)}  ${code.padEnd(codeWidth)} ${printable(text)}`,
    ...(change === null ? [] : [`${indent}-> ${printable(change)}`]),
  ])
  const counts = (['error', 'warning', 'note'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return `${count} ${severity}${count === 1 ? '' : 's'}`
  })
  return `${printable(server)}\n\n${lines.join('\n')}\n\n${isFit ? 'Fit' : 'Not fit'} for Tidings: ${counts.join(', ')}.\n`
}

/** For scripts: one JSON object. */
export function printAsJson({ server, isFit, findings }: DoctorReport): string {
  const printed = findings.map((finding) => ({
    ...finding,
    text: printable(finding.text),
    change: finding.change === null ? null : printable(finding.change),
  }))
  return `${JSON.stringify({ server, fit: isFit, findings: printed })}\n`
}
