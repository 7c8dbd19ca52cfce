import { describe, expect, test } from 'vitest'
import { explainFinding } from '../../../electron/i18n/explain-finding.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { type Finding, type FindingCode, findingKinds, severityOf } from '../../../electron/model/finding.ts'
import { languages } from '../../../electron/model/settings.ts'
import { createI18n } from '../../support/i18n.ts'

/** The codes whose words are those of the error that the user would see. */
const errors: Partial<Record<FindingCode, ConnectionError>> = {
  'name-not-found': { kind: 'unknown-host' },
  'client-certificate': { kind: 'client-certificate', why: 'needed', label: null },
  'proxy-login': { kind: 'proxy-login', proxy: 'proxy:8080', inClear: true, wasRejected: false },
  'proxy-failed': { kind: 'proxy', detail: 'proxy-down' },
  'certificate-untrusted': { kind: 'certificate', detail: 'certificate-date' },
  unreachable: { kind: 'refused' },
  'no-answer': { kind: 'connect-timeout', afterMs: 17_000 },
  'redirected-away': { kind: 'redirected', to: 'https://other.example/' },
  'wrong-status': { kind: 'status', status: 404 },
  'not-a-stream': { kind: 'not-a-stream', contentType: 'text/html' },
  'ends-early': { kind: 'ended' },
  'token-needed': { kind: 'token-missing' },
  'token-rejected': { kind: 'token-rejected' },
  'token-over-http': { kind: 'token-over-http' },
}

const values = {
  ...{ proxy: 'proxy:8080', days: 3, ms: 5, seconds: 7, declared: 15, encoding: 'gzip', charset: 'latin1' },
  ...{ field: 'url', count: 2, reason: 'Why.', status: '500' },
}

const codes = Object.keys(findingKinds).filter((code): code is FindingCode => code in findingKinds)

describe.each(languages)('%s', (language) => {
  test.each(codes)('%s says what it means, and what to change if something is wrong', (code) => {
    const error = errors[code]
    const finding: Finding = { code, values, ...(error !== undefined && { error }) }
    const { text, change } = explainFinding(finding, createI18n(language))
    expect(text.length).toBeGreaterThan(4)
    if (['warning', 'error'].includes(severityOf(finding))) expect(change?.length).toBeGreaterThan(4)
  })
})
