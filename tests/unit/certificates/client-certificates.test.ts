import { describe, expect, test } from 'vitest'
import { createClientCertificates } from '../../../electron/certificates/client-certificates.ts'
import { networkError } from '../../../electron/feed/network-error.ts'
import type { ChosenCertificate } from '../../../electron/model/client-certificate.ts'

const origin = 'https://app.example.com'
const url = `${origin}/events`
let now = Date.UTC(2026, 10, 22)
const day = 24 * 60 * 60_000
const ann = {
  ...{ fingerprint: 'sha256/ann', label: 'Ann Example', issuer: 'Example CA' },
  ...{ validFrom: now - day, validUntil: now + day },
}

function open(isSupported = true) {
  let stored: readonly ChosenCertificate[] = []
  const certificates = createClientCertificates({
    isSupported,
    stored: () => stored,
    store: (list) => {
      stored = list
    },
    clock: { now: () => now },
    onChange: () => {},
  })
  /** How a request fails with this error, or with this response. */
  const failure = async (result: string | Response, at = url) => {
    const guarded = certificates.guard(async () => {
      if (typeof result === 'string') throw new Error(result)
      return result
    })
    const error = await guarded(at, {}).then(
      () => null,
      (cause: unknown) => cause,
    )
    return error === null ? null : networkError(error)
  }
  return { certificates, failure, stored: () => stored }
}

const needed = 'net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED'
const bad = 'net::ERR_BAD_SSL_CLIENT_AUTH_CERT'
const nginxPage = () =>
  new Response('<html><head><title>400 The SSL certificate error</title></head></html>', {
    status: 400,
    headers: { 'content-type': 'text/html' },
  })

test('a certificate is sent to the origin that it was chosen for, and to no other', () => {
  const { certificates, stored } = open()
  expect(certificates.select(origin, [ann])).toBeNull()
  expect(certificates.choose(origin, ann.fingerprint)).toBe(true)
  expect(stored()).toEqual([{ origin, fingerprint: 'sha256/ann', label: 'Ann Example' }])
  expect(certificates.select(origin, [ann])).toBe('sha256/ann')
  for (const other of [
    `${origin}:8443`,
    'https://evil.example.net',
    'https://app.example.com.evil.example',
  ]) {
    expect(certificates.select(other, [ann])).toBeNull()
  }
})

test('what the server was not offered can not be chosen', () => {
  const { certificates, stored } = open()
  expect(certificates.choose(origin, 'sha256/ann')).toBe(false)
  certificates.select(origin, [ann])
  expect(certificates.choose(origin, 'sha256/other')).toBe(false)
  expect(stored()).toEqual([])
})

test('whenever another certificate is chosen, the origin gets connections of its own', () => {
  const { certificates } = open()
  expect(certificates.connectionsFor(url)).toBeNull()
  certificates.select(origin, [ann])
  certificates.choose(origin, ann.fingerprint)
  const first = certificates.connectionsFor(url)
  expect(first).not.toBeNull()
  certificates.choose(origin, null)
  expect(certificates.connectionsFor(url)).not.toBe(first)
  expect(certificates.connectionsFor('https://other.example.com/')).toBeNull()
})

test('the certificate is forgotten with the last server of its origin', () => {
  const { certificates, stored } = open()
  certificates.select(origin, [ann])
  certificates.choose(origin, ann.fingerprint)
  certificates.keepOnly([origin, 'https://other.example.com'])
  expect(stored()).toHaveLength(1)
  certificates.keepOnly(['https://other.example.com'])
  expect(stored()).toEqual([])
})

describe('why a request has failed', () => {
  test.each([needed, bad, nginxPage()])('no certificate is chosen: %s', async (result) => {
    const { failure } = open()
    expect(await failure(result)).toEqual({ kind: 'client-certificate', why: 'needed', label: null })
  })

  test.each([bad, nginxPage()])('the server no longer accepts the one that it gets: %s', async (result) => {
    const { certificates, failure } = open()
    certificates.select(origin, [ann])
    certificates.choose(origin, ann.fingerprint)
    certificates.select(origin, [ann])
    const expected = { kind: 'client-certificate', why: 'rejected', label: 'Ann Example' }
    expect(await failure(result)).toEqual(expected)
  })

  test('the chosen one is gone, or its key is', async () => {
    const { certificates, failure } = open()
    certificates.select(origin, [ann])
    certificates.choose(origin, ann.fingerprint)
    const expected = { kind: 'client-certificate', why: 'missing', label: 'Ann Example' }
    // Where nothing fits, the system does not ask.
    expect(await failure(bad)).toEqual(expected)
    certificates.select(origin, [{ ...ann, fingerprint: 'sha256/other' }])
    expect(await failure(bad)).toEqual(expected)
    certificates.select(origin, [ann])
    expect(await failure('net::ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED')).toEqual(expected)
  })

  test('it has expired since the connection began', async () => {
    const { certificates, failure } = open()
    certificates.select(origin, [ann])
    certificates.choose(origin, ann.fingerprint)
    certificates.select(origin, [ann])
    const before = now
    now += 2 * day
    const expected = { kind: 'client-certificate', why: 'not-valid', label: 'Ann Example' }
    expect(await failure(bad)).toEqual(expected)
    certificates.select(origin, [ann])
    expect(await failure(bad)).toEqual(expected)
    now = before
  })

  test('has nothing to do with certificates', async () => {
    const { failure } = open()
    expect(await failure('net::ERR_CONNECTION_REFUSED')).toEqual({ kind: 'refused' })
    const page = new Response('<html>Bad cursor</html>', {
      status: 400,
      headers: { 'content-type': 'text/html' },
    })
    expect(await failure(page)).toBeNull()
  })

  test('this runtime can not send one', async () => {
    const { failure } = open(false)
    expect(await failure(needed)).toEqual({ kind: 'unreachable', detail: 'client-certificate' })
    expect(await failure(nginxPage())).toBeNull()
  })
})
