import { expect, test } from 'vitest'
import {
  type AccountError,
  isForGood,
  oauthError,
  shownText,
  withoutMessage,
} from '../../../electron/accounts/account-error.ts'
import { nextInterval } from '../../../electron/accounts/device-flow.ts'
import { explainAccountError, refreshDetail } from '../../../electron/accounts/explain-account-error.ts'
import { explainDetail } from '../../../electron/i18n/explain.ts'
import { languages } from '../../../electron/model/settings.ts'
import { createI18n } from '../../support/i18n.ts'

const host = 'login.example.com'

/** One of each; the compiler finds one that is missing. */
const errors: Readonly<Record<AccountError['kind'], AccountError>> = {
  'not-offered': { kind: 'not-offered' },
  'not-needed': { kind: 'not-needed' },
  'not-secure': { kind: 'not-secure' },
  unreachable: { kind: 'unreachable', host, cause: { kind: 'refused' } },
  status: { kind: 'status', host, status: 503 },
  'web-page': { kind: 'web-page', host },
  redirects: { kind: 'redirects', host },
  'too-large': { kind: 'too-large', host },
  'not-understood': { kind: 'not-understood', host },
  'insecure-address': { kind: 'insecure-address', host },
  'wrong-issuer': { kind: 'wrong-issuer', host },
  'no-pkce': { kind: 'no-pkce', host },
  'no-flow': { kind: 'no-flow', host },
  'not-registrable': { kind: 'not-registrable', host },
  'client-unknown': { kind: 'client-unknown', host },
  denied: { kind: 'denied', host },
  'no-browser': { kind: 'no-browser', host },
  'no-listener': { kind: 'no-listener', host },
  'code-expired': { kind: 'code-expired', host },
  'foreign-answer': { kind: 'foreign-answer', host },
  'invalid-token': { kind: 'invalid-token', host },
  'invalid-identity': { kind: 'invalid-identity', host },
  'wrong-audience': { kind: 'wrong-audience', host },
  'wrong-resource': { kind: 'wrong-resource', host, resource: 'https://other.example' },
  refused: { kind: 'refused', host, code: 'invalid_scope', description: null },
  'browser-silent': { kind: 'browser-silent', afterMs: 600_000 },
  unexpected: { kind: 'unexpected' },
}

test.each(languages)('every failure is a sentence of its own that says what to do: %s', (language) => {
  const i18n = createI18n(language)
  const sentences = Object.values(errors).map((error) => explainAccountError(error, i18n))
  expect(new Set(sentences).size).toBe(sentences.length)
  for (const sentence of sentences) expect(sentence).toMatch(/^.{20,}[.。]\u2069?$/s)
})

test('why a token was not renewed is a known detail', () => {
  const i18n = createI18n('en')
  for (const error of Object.values(errors)) {
    const detail = refreshDetail(error)
    if (error.kind !== 'refused') expect(explainDetail(detail, i18n)).not.toBe(detail)
  }
  expect(refreshDetail(errors.refused)).toBe('\u2068invalid_scope\u2069')
})

test('what an authorization server says is one short line', () => {
  expect(shownText('  The\n\tclient\r\n is \0unknown ')).toBe('The client is unknown')
  expect(shownText('\u202eevil\u2066\ud800!')).toBe('evil\ufffd!')
  expect(shownText('é'.repeat(1_000))).toHaveLength(300)
  expect(shownText('e\u0301'.repeat(1_000)).endsWith('…')).toBe(true)
})

test('a code that is known has a sentence of its own', () => {
  expect(oauthError(host, 'access_denied', 'No!')).toEqual({ kind: 'denied', host })
  expect(oauthError(host, 'invalid_client', undefined)).toEqual({ kind: 'client-unknown', host })
  expect(oauthError(host, 'expired_token', undefined)).toEqual({ kind: 'code-expired', host })
  expect(oauthError(host, 'invalid_scope', ' ')).toEqual(errors.refused)
})

test('only what can’t get better ends a session', () => {
  expect(isForGood(oauthError(host, 'invalid_grant', undefined))).toBe(true)
  expect(isForGood(oauthError(host, 'invalid_client', undefined))).toBe(true)
  for (const error of Object.values(errors)) expect(isForGood(error)).toBe(error.kind === 'client-unknown')
})

test('a device asks again in the pace that it is told', () => {
  expect(nextInterval(oauthError(host, 'authorization_pending', undefined), 5_000)).toBe(5_000)
  expect(nextInterval(oauthError(host, 'slow_down', undefined), 5_000)).toBe(10_000)
  expect(nextInterval(errors.unreachable, 5_000)).toBe(10_000)
  expect(nextInterval(errors.status, 5_000)).toBe(10_000)
  for (const error of [errors.denied, errors['code-expired'], errors.refused, errors['invalid-identity']]) {
    expect(nextInterval(error, 5_000)).toBeNull()
  }
})

test('the log gets the place of a bug, and not its message', () => {
  const text = withoutMessage(new TypeError('token abc.def is invalid\n    at abc.def'))
  expect(text).toContain('account-error.test.ts')
  expect(text).toMatch(/^TypeError\n/)
  expect(text).not.toContain('is invalid')
  expect(withoutMessage('secret')).toBe('string')
})
