import { expect, test } from 'vitest'
import { printAsJunit } from '../../../electron/doctor/print-junit.ts'
import { printAsJson, printAsText } from '../../../electron/doctor/print-report.ts'
import { createReport } from '../../../electron/doctor/report.ts'
import { checks, type Finding } from '../../../electron/model/finding.ts'
import { createI18n } from '../../support/i18n.ts'

const secret = 'a-secret-token'

function report(findings: readonly Finding[], isStrict = false) {
  const url = new URL('https://app.example.com/sse?key=also-secret')
  return createReport(findings, { url, token: secret, isStrict, i18n: createI18n('en') })
}

const findings: readonly Finding[] = [
  { code: 'name-ok' },
  { code: 'http1' },
  { code: 'compressed', values: { encoding: 'gzip' } },
  {
    code: 'event-rejected',
    values: { count: 2, reason: `The type "<b>\u001b[31m\u009b1m\u202e ${secret}" is not known.` },
  },
]

test('the text says the code, what was found, and what to change', () => {
  const text = printAsText(report(findings))
  expect(text).toMatch(/^https:\/\/app\.example\.com\/sse\n/)
  expect(text).toMatch(/ {2}warning {2}compressed +The stream is compressed \(gzip\)/)
  expect(text).toContain('-> Don’t compress this route')
  expect(text).toMatch(/Not fit for Tidings: 1 error, 1 warning, 1 note\.\n$/)
})

test.each([
  ['text', printAsText],
  ['JSON', printAsJson],
  ['JUnit XML', (made: ReturnType<typeof report>) => printAsJunit(made, true, 1_234)],
])('no secret and nothing that controls a terminal is in the %s', (_, print) => {
  const printed = print(report(findings))
  expect(printed).not.toMatch(/secret/)
  for (const character of ['\u001b', '\u009b', '\u202e']) expect(printed).not.toContain(character)
})

test('the JSON has one finding each, with its check and severity', () => {
  expect(JSON.parse(printAsJson(report([{ code: 'http1' }])))).toEqual({
    server: 'https://app.example.com/sse',
    fit: true,
    findings: [
      {
        ...{ code: 'http1', check: 'http-version', severity: 'note' },
        text: expect.stringContaining('six'),
        change: expect.stringContaining('HTTP/2'),
      },
    ],
  })
})

test('warnings make a server unfit only if that is asked for', () => {
  const warning: readonly Finding[] = [{ code: 'http1' }, { code: 'cached' }]
  expect(report(warning).isFit).toBe(true)
  expect(report(warning, true).isFit).toBe(false)
  expect(report([{ code: 'http1' }], true).isFit).toBe(true)
})

test('the JUnit XML has a case for each check, and escapes what the server has sent', () => {
  const xml = printAsJunit(report(findings), false, 1_234)
  expect(xml.match(/<testcase /g)).toHaveLength(checks.length)
  expect(xml).toContain('<testsuites tests="14" failures="1" errors="0" skipped="10" time="1.234">')
  expect(xml).toContain('<failure type="event-rejected" message="Events that can’t be read')
  expect(xml).toContain('&quot;&lt;b&gt;\\u001b[31m\\u009b1m\\u202e …&quot; is not known.')
  expect(xml).toContain('warning compressed')
})

test('a warning is a failure in the XML where it counts', () => {
  expect(printAsJunit(report(findings, true), true, 0)).toContain('<failure type="compressed"')
})
