import { explain } from '../../../electron/i18n/explain.ts'
import type { I18n } from '../../../electron/i18n/i18n.ts'
import type { OfferedCertificate } from '../../../electron/model/client-certificate.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import type { AppSnapshot } from '../../../electron/window/contract.ts'
import { buildServer, type ServerParts } from '../build-server.ts'
import { createFakeBridge, type FakeBridge } from '../fake-bridge.ts'
import { mixedItems } from './scenario-items.ts'

const minute = 60_000
const day = 24 * 60 * minute
const proxy = 'proxy.example.com:3128'

/** Certificates as companies issue them; one has expired. */
function certificatesAt(now: number): readonly OfferedCertificate[] {
  return [
    {
      ...{ fingerprint: 'sha256/1', label: 'Ann Example', issuer: 'Example Ltd Employees CA 2026' },
      ...{ validFrom: now - 90 * day, validUntil: now + 275 * day },
    },
    {
      ...{ fingerprint: 'sha256/2', label: 'ann@example.com (smart card)', issuer: 'Example Ltd Cards CA' },
      ...{ validFrom: now - 500 * day, validUntil: now + 595 * day },
    },
    {
      ...{ fingerprint: 'sha256/3', label: 'Ann Example', issuer: 'Example Ltd Employees CA 2025' },
      ...{ validFrom: now - 400 * day, validUntil: now - 35 * day },
    },
  ]
}

function troubled(
  now: number,
  i18n: I18n,
  error: ConnectionError,
  parts: ServerParts = {},
  changes: Partial<AppSnapshot> = {},
): FakeBridge {
  const connection = { kind: 'waiting', since: now - minute, error, retryAt: now + 12_000 } as const
  const server = buildServer({ ...parts, connection, problem: explain(error, i18n) })
  return createFakeBridge(mixedItems(now), { servers: [server], ...changes })
}

/** Proxies and servers that want to know who the user is before there is a connection. */
export const loginScenarios = {
  'proxy-asks': (now: number, i18n: I18n) =>
    troubled(now, i18n, { kind: 'proxy-login', proxy, inClear: true, wasRejected: false }),
  'proxy-rejected': (now: number, i18n: I18n) =>
    troubled(
      now,
      i18n,
      { kind: 'proxy-login', proxy, inClear: false, wasRejected: true },
      {},
      { tokensKeptIn: 'memory' },
    ),
  'certificate-needed': (now: number, i18n: I18n) =>
    troubled(
      now,
      i18n,
      { kind: 'client-certificate', why: 'needed', label: null },
      { certificates: certificatesAt(now) },
    ),
  'certificate-rejected': (now: number, i18n: I18n) =>
    troubled(
      now,
      i18n,
      { kind: 'client-certificate', why: 'rejected', label: 'Ann Example' },
      {
        certificates: certificatesAt(now).slice(0, 2),
        certificate: {
          ...{ origin: 'https://app.example.com', fingerprint: 'sha256/1', label: 'Ann Example' },
        },
      },
    ),
  'certificate-none': (now: number, i18n: I18n) =>
    troubled(now, i18n, { kind: 'client-certificate', why: 'needed', label: null }),
  'logins-known': (now: number) =>
    createFakeBridge(mixedItems(now), {
      proxies: [proxy],
      servers: [
        buildServer({
          certificates: certificatesAt(now),
          certificate: {
            ...{ origin: 'https://app.example.com', fingerprint: 'sha256/1', label: 'Ann Example' },
          },
        }),
      ],
    }),
} as const
