import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createClientCertificates } from '../../../electron/certificates/client-certificates.ts'
import { networkError } from '../../../electron/feed/network-error.ts'
import type { ChosenCertificate } from '../../../electron/model/client-certificate.ts'
import { startBackend } from '../../backend/server.ts'
import { certificateFetch, offered } from '../../support/certificate-fetch.ts'
import { type Certificate, makePrivateAuthority, type PrivateAuthority } from '../../support/certificates.ts'
import { freePort } from '../../support/free-port.ts'
import { missingPrograms, startProgram } from '../../support/network-programs.ts'
import { recommendedSettings, startNginx } from '../../support/nginx.ts'
import { waitFor } from '../../support/wait-for.ts'
import { ingestInto } from '../servers/ingest-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'

const missing = await missingPrograms(['nginx', 'openssl'])
let company: PrivateAuthority
beforeAll(() => {
  company = makePrivateAuthority()
})
afterAll(() => company.remove())

/** The certificates of a user who has these on the computer, and requests that send them. */
function openCertificates(computer: readonly Certificate[]) {
  let stored: readonly ChosenCertificate[] = []
  const certificates = createClientCertificates({
    isSupported: true,
    stored: () => stored,
    store: (list) => {
      stored = list
    },
    clock: { now: Date.now },
    onChange: () => {},
  })
  const fetch = certificates.guard(certificateFetch(company, computer, certificates.select))
  return { certificates, fetch }
}

describe.skipIf(missing !== null)('a server that demands a certificate', () => {
  /** openssl's own server, which sends an alert for each reason. Node hides those of TLS 1.2 behind one code. */
  async function startServer(...args: readonly string[]): Promise<string> {
    const { server, authority } = company
    const port = await freePort()
    const program = await startProgram('openssl', port, () => [
      ...['s_server', '-accept', `127.0.0.1:${port}`, '-www', '-quiet', '-tls1_3'],
      ...['-cert', server.certificate, '-key', server.key, '-CAfile', authority.certificate],
      ...['-Verify', '1', '-verify_return_error', ...args],
    ])
    onTestFinished(program.stop)
    return `https://127.0.0.1:${port}`
  }
  async function failureOf(url: string, own: Certificate, isChosen: boolean) {
    const { certificates, fetch } = openCertificates([own])
    const init = { headers: {}, signal: new AbortController().signal }
    const attempt = () =>
      fetch(url, init).then(
        (response) => response.status,
        (error: unknown) => networkError(error),
      )
    const first = await attempt()
    if (!isChosen) return first
    certificates.choose(url, offered(own).fingerprint)
    return attempt()
  }

  test('gets the chosen one', async () => {
    const url = await startServer()
    expect(await failureOf(url, company.issueClient('Ann Example'), true)).toBe(200)
  })

  test('has withdrawn it', async () => {
    const own = company.issueClient('Ann Example')
    const url = await startServer('-crl_check', '-CRL', company.revoke(own))
    expect(await failureOf(url, own, true)).toEqual({
      kind: 'client-certificate',
      why: 'rejected',
      label: 'Ann Example',
    })
  })

  test('does not know who has issued it', async () => {
    const url = await startServer()
    const others = makePrivateAuthority('Another CA')
    onTestFinished(others.remove)
    expect(await failureOf(url, others.issueClient('Eve'), true)).toMatchObject({
      kind: 'client-certificate',
      why: 'rejected',
    })
  })

  test('says that it needs one, where none is chosen', async () => {
    const url = await startServer()
    const own = company.issueClient('Ann Example')
    expect(await failureOf(url, own, false)).toEqual({
      kind: 'client-certificate',
      why: 'needed',
      label: null,
    })
  })
})

describe.skipIf(missing !== null)('behind nginx', () => {
  const demand = (...more: readonly string[]) => [
    ...recommendedSettings,
    '} ssl_verify_client on;',
    `ssl_client_certificate ${company.authority.certificate};`,
    ...more,
    'location /other {',
  ]

  test('a certificate that is withdrawn while connected: nothing is lost, and other servers go on', async () => {
    const own = company.issueClient('Ann Example')
    const { certificates, fetch } = openCertificates([own])
    const backend = await startBackend({ port: 0, token: undefined })
    onTestFinished(backend.stop)
    const place = { backendPort: backend.port, certificate: company.server }
    const nginx = await startNginx({ ...place, settings: demand() })
    onTestFinished(nginx.stop)
    const address = `${nginx.origin}/api/notifications`
    const store = openTestStore()
    const network = { fetch, isOnline: () => true, addresses: () => [] }
    const feed = ingestInto(store, address, undefined, { network })
    const other = ingestInto(store, backend.streamUrl)

    expect(await feed.failsBy('client-certificate')).toMatchObject({ why: 'needed' })
    certificates.choose(nginx.origin, offered(own).fingerprint)
    feed.restart()
    await feed.reaches('open')
    await other.reaches('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'With a certificate' })
    const copies = (message: string) => feed.messages().filter((one) => one === message).length
    // One of each server.
    await waitFor('both notifications', () => copies('With a certificate') === 2)
    const cursor = store.cursor(feed.source)
    expect(cursor).not.toBeNull()

    await nginx.stop()
    const strict = await startNginx({
      ...place,
      port: nginx.port,
      settings: demand(`ssl_crl ${company.revoke(own)};`),
    })
    onTestFinished(strict.stop)
    const rejected = () => feed.failures().find((error) => 'why' in error && error.why === 'rejected')
    expect(await waitFor('the server to reject it', rejected)).toEqual({
      kind: 'client-certificate',
      why: 'rejected',
      label: 'Ann Example',
    })
    await backend.publish({ type: 'notification', id: 'n-2', message: 'While it was withdrawn' })
    await other.has('While it was withdrawn')
    expect(other.status().connection.kind).toBe('open')
    expect(store.cursor(feed.source)).toBe(cursor)

    await strict.stop()
    const lenient = await startNginx({ ...place, port: nginx.port, settings: demand() })
    onTestFinished(lenient.stop)
    await feed.reaches('open')
    await waitFor('what was missed', () => copies('While it was withdrawn') === 2)
  })
})
