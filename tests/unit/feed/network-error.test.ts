import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { networkError } from '../../../electron/feed/network-error.ts'

test.each([
  ['net::ERR_CONNECTION_REFUSED', 'refused'],
  ['net::ERR_NAME_NOT_RESOLVED', 'unknown-host'],
  ['net::ERR_INTERNET_DISCONNECTED', 'unreachable'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'unreachable'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'unreachable'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['net::ERR_CERT_DATE_INVALID', 'certificate'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
  ['net::ERR_PROXY_CERTIFICATE_INVALID', 'proxy'],
  ['net::ERR_NETWORK_CHANGED', 'broken'],
  ['net::ERR_NETWORK_IO_SUSPENDED', 'broken'],
  ['net::ERR_CONNECTION_RESET', 'broken'],
  ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'broken'],
  ['net::ERR_SOMETHING_NEW', 'broken'],
])('Chromium: %s is %s', (message, kind) => {
  expect(networkError(new Error(message)).kind).toBe(kind)
})

test.each([
  ['ECONNREFUSED', 'refused'],
  ['ENOTFOUND', 'unknown-host'],
  ['EAI_AGAIN', 'unknown-host'],
  ['EHOSTUNREACH', 'unreachable'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['ECONNRESET', 'broken'],
])('Node: %s is %s', (code, kind) => {
  const error = new TypeError('fetch failed', { cause: Object.assign(new Error('why'), { code }) })
  expect(networkError(error).kind).toBe(kind)
})

test.each([
  ['net::ERR_UNSAFE_PORT', { kind: 'unreachable', detail: 'unsafe-port' }],
  ['net::ERR_SSL_PROTOCOL_ERROR', { kind: 'unreachable', detail: 'no-encryption' }],
  ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', { kind: 'unreachable', detail: 'old-encryption' }],
  ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', { kind: 'unreachable', detail: 'client-certificate' }],
  ['net::ERR_CERT_REVOKED', { kind: 'certificate', detail: 'certificate-revoked' }],
  ['net::ERR_CERT_WEAK_KEY', { kind: 'certificate', detail: 'cert weak key' }],
  ['net::ERR_ADDRESS_INVALID', { kind: 'unreachable', detail: 'no-way' }],
  ['net::ERR_BLOCKED_BY_ADMINISTRATOR', { kind: 'unreachable', detail: 'blocked' }],
  ['net::ERR_PROXY_CONNECTION_FAILED', { kind: 'proxy', detail: 'proxy-down' }],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', { kind: 'proxy', detail: 'proxy-tunnel' }],
  ['net::ERR_PROXY_AUTH_UNSUPPORTED', { kind: 'proxy', detail: 'proxy-login' }],
  ['net::ERR_PROXY_CERTIFICATE_INVALID', { kind: 'proxy', detail: 'proxy-certificate' }],
  ['net::ERR_PAC_SCRIPT_FAILED', { kind: 'proxy', detail: 'proxy-script' }],
  ['net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', { kind: 'proxy', detail: 'proxy-script' }],
  ['net::ERR_SOCKS_CONNECTION_FAILED', { kind: 'proxy', detail: 'proxy-down' }],
  ['net::ERR_EMPTY_RESPONSE', { kind: 'broken', detail: 'closed' }],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', { kind: 'broken', detail: 'cut-off' }],
  ['net::ERR_HTTP2_PING_FAILED', { kind: 'broken', detail: 'cut-off' }],
  ['net::ERR_HTTP2_PROTOCOL_ERROR', { kind: 'broken', detail: 'bad-http' }],
  ['net::ERR_HTTP2_SERVER_REFUSED_STREAM', { kind: 'broken', detail: 'closed' }],
  ['net::ERR_INVALID_CHUNKED_ENCODING', { kind: 'broken', detail: 'bad-http' }],
  ['net::ERR_CONTENT_DECODING_FAILED', { kind: 'broken', detail: 'compressed' }],
])('Chromium: %s has a text of its own where the user can do something: %o', (message, error) => {
  expect(networkError(new Error(message))).toEqual(error)
})

test('a port where nobody listens is a refused connection, with the error as Node really gives it', async () => {
  const error = await fetch(`http://127.0.0.1:${await unusedPort()}/`).catch((reason: unknown) => reason)
  expect(networkError(error)).toEqual({ kind: 'refused' })
})

test.each([undefined, null, 'text', new Error(''), {}])(
  'anything else that may be thrown is an error too: %j',
  (thrown) => {
    expect(networkError(thrown).kind).toBe('broken')
  },
)

function unusedPort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

test('a status that is none of HTTP is named, as the network announces it', () => {
  const error = Object.assign(new TypeError('why'), { code: 'INVALID_STATUS_999' })
  expect(networkError(error)).toEqual({ kind: 'status', status: 999 })
})
