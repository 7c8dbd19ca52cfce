import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  answerCertificateRequests,
  canChooseCertificates,
  type SelectCertificate,
} from '../../../electron/platform/network/certificate-requests.ts'

/** As Electron's type `Certificate` describes it, and as its source makes the fingerprint. */
function certificate(name: string): Electron.Certificate {
  const principal = (commonName: string) => ({
    ...{ commonName, organizations: ['Example Ltd'], organizationUnits: [] },
    ...{ locality: '', state: '', country: '' },
  })
  const own = {
    data: '-----BEGIN CERTIFICATE-----\n…',
    fingerprint: `sha256/${name}`,
    issuer: principal('Example CA'),
    issuerName: 'Example CA',
    serialNumber: '01',
    subject: principal(name),
    subjectName: name,
    validStart: 1_795_000_000,
    validExpiry: 1_800_000_000,
  }
  // It has its issuer's in it, which nobody here reads.
  return own as unknown as Electron.Certificate
}

const ann = certificate('Ann Example')
const bob = certificate('Bob Example')

/** Emits the event as Electron does. Returns what was sent, and whether Electron's own choice was prevented. */
function ask(select: SelectCertificate, server: string, page: unknown = null) {
  const app = new EventEmitter()
  const stop = answerCertificateRequests(app as unknown as Electron.App, select)
  let isPrevented = false
  const sent: unknown[][] = []
  const event = {
    preventDefault: () => {
      isPrevented = true
    },
  }
  app.emit('select-client-certificate', event, page, server, [ann, bob], (...args: unknown[]) =>
    sent.push(args),
  )
  stop()
  return { isPrevented, sent, listeners: app.listenerCount('select-client-certificate') }
}

test.each([
  ['33.2.1', false],
  ['43.9.0', false],
  ['44.0.0', true],
  ['45.5.0', true],
  [undefined, false],
])('Electron %s lets the app choose: %s', (version, expected) => {
  expect(canChooseCertificates(version)).toBe(expected)
})

describe('a server that asks', () => {
  test('gets the certificate that is selected for its origin', () => {
    const origins: string[] = []
    const { isPrevented, sent, listeners } = ask((origin, offered) => {
      origins.push(origin)
      return offered[1]?.fingerprint ?? null
    }, 'app.example.com:443')
    expect(origins).toEqual(['https://app.example.com'])
    expect([isPrevented, sent, listeners]).toEqual([true, [[bob]], 0])
  })

  test('gets none where none is selected: Electron would send the first one', () => {
    const { isPrevented, sent } = ask(() => null, '127.0.0.1:8443')
    expect([isPrevented, sent]).toEqual([true, [[]]])
  })

  test.each([
    ['app.example.com:443', 'https://app.example.com'],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['https://app.example.com/path', 'https://app.example.com'],
  ])('%s is the origin %s', (server, expected) => {
    const origins: string[] = []
    ask((origin) => {
      origins.push(origin)
      return null
    }, server)
    expect(origins).toEqual([expected])
  })
})

test('a page never gets one', () => {
  const { isPrevented, sent } = ask(
    (_origin, [first]) => first?.fingerprint ?? null,
    'app.example.com:443',
    {},
  )
  expect([isPrevented, sent]).toEqual([true, [[]]])
})

test('the window is told names and times, and neither the certificate nor its chain', () => {
  ask((_origin, [first]) => {
    expect(first).toEqual({
      ...{ fingerprint: 'sha256/Ann Example', label: 'Ann Example', issuer: 'Example CA' },
      ...{ validFrom: 1_795_000_000_000, validUntil: 1_800_000_000_000 },
    })
    return null
  }, 'app.example.com:443')
})
