import { expect, test } from 'vitest'
import { chooseCertificate } from '../../../electron/certificates/choose-certificate.ts'

const now = Date.UTC(2026, 10, 22)
const day = 24 * 60 * 60_000
const own = {
  ...{ fingerprint: 'sha256/own', label: 'Ann Example', issuer: 'Example CA' },
  ...{ validFrom: now - day, validUntil: now + day },
}
const other = { ...own, fingerprint: 'sha256/other', label: 'Bob Example' }

test('the chosen certificate is sent while it is offered and valid', () => {
  expect(chooseCertificate([other, own], own, now)).toEqual({ kind: 'send', fingerprint: 'sha256/own' })
})

test('without a choice none is sent, even if only one is offered', () => {
  expect(chooseCertificate([own], null, now)).toEqual({ kind: 'none', why: 'needed' })
})

test('a certificate of the same name does not stand in for the chosen one', () => {
  const renewed = { ...own, fingerprint: 'sha256/renewed' }
  expect(chooseCertificate([renewed], own, now)).toEqual({ kind: 'none', why: 'missing' })
  expect(chooseCertificate([], own, now)).toEqual({ kind: 'none', why: 'missing' })
})

test.each([
  ['has expired', { ...own, validUntil: now - 1 }],
  ['is not valid yet', { ...own, validFrom: now + 1 }],
])('a certificate that %s is not sent', (_what, certificate) => {
  expect(chooseCertificate([certificate], own, now)).toEqual({ kind: 'none', why: 'not-valid' })
})
