import { ClientCertificateError } from '../model/client-certificate.ts'
import type { ConnectionError } from '../model/connection.ts'
import { limits } from '../model/limits.ts'
import { ProxyLoginError } from '../model/proxy-login.ts'

type Rule = readonly [pattern: RegExp, toError: (code: string) => ConnectionError]

const unreachable = (detail: string) => (): ConnectionError => ({ kind: 'unreachable', detail })
const certificate = (detail: string) => (): ConnectionError => ({ kind: 'certificate', detail })
const proxy = (detail: string) => (): ConnectionError => ({ kind: 'proxy', detail })
const broken = (detail: string) => (): ConnectionError => ({ kind: 'broken', detail })
const asWords = (code: string) => code.replace(/^ERR_/, '').replaceAll('_', ' ').toLowerCase()

// Chromium's names (net_error_list.h) and Node's codes. The first match counts, so special rules come before general
// ones. A detail is a key of the texts (`problem.detail`) or, without a text, the code of the system in words.
const rules: readonly Rule[] = [
  [/PROXY_AUTH|INVALID_AUTH_CREDENTIALS|UNSUPPORTED_AUTH_SCHEME/, proxy('proxy-login')],
  [/PROXY_CERTIFICATE_INVALID/, proxy('proxy-certificate')],
  [/MANDATORY_PROXY_CONFIGURATION|PAC_/, proxy('proxy-script')],
  [/PROXY_CONNECTION_FAILED|SOCKS_CONNECTION/, proxy('proxy-down')],
  [/TUNNEL_CONNECTION_FAILED/, proxy('proxy-tunnel')],
  [/PROXY|SOCKS/, (code) => ({ kind: 'proxy', detail: asWords(code) })],
  [/UNSAFE_PORT|^bad port$/, unreachable('unsafe-port')],
  [/BLOCKED_BY|NETWORK_ACCESS_DENIED|EACCES|EPERM/, unreachable('blocked')],
  [/CONNECTION_REFUSED|ECONNREFUSED/, () => ({ kind: 'refused' })],
  [
    /NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ICANN_NAME_COLLISION|ENOTFOUND|EAI_AGAIN/,
    () => ({ kind: 'unknown-host' }),
  ],
  [/CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, certificate('certificate-date')],
  [/CERT_COMMON_NAME_INVALID|ALTNAME_INVALID/, certificate('certificate-name')],
  [/CERT_REVOKED/, certificate('certificate-revoked')],
  [
    /CERT_AUTHORITY_INVALID|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/,
    certificate('certificate-issuer'),
  ],
  // Chromium has one name for all alerts of a server about the client's certificate, Node one for each.
  [
    /CLIENT_AUTH|ALERT_(BAD_|UNSUPPORTED_)?CERTIFICATE|ALERT_UNKNOWN_CA|ALERT_ACCESS_DENIED/,
    unreachable('client-certificate'),
  ],
  [/VERSION_OR_CIPHER_MISMATCH|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER/, unreachable('old-encryption')],
  [/SSL_PROTOCOL_ERROR|WRONG_VERSION_NUMBER|EPROTO/, unreachable('no-encryption')],
  [/CERT|SSL|TLS|PINNED_KEY/, (code) => ({ kind: 'certificate', detail: asWords(code) })],
  [/INTERNET_DISCONNECTED|ENETDOWN/, unreachable('no-network')],
  [/ADDRESS_UNREACHABLE|ADDRESS_INVALID|EHOSTUNREACH|ENETUNREACH/, unreachable('no-way')],
  [/CONNECTION_TIMED_OUT|TIMED_OUT|ETIMEDOUT|CONNECT_TIMEOUT|HEADERS_TIMEOUT/, unreachable('no-answer')],
  [/NETWORK_CHANGED/, broken('network-changed')],
  [/NETWORK_IO_SUSPENDED/, broken('asleep')],
  [/CONNECTION_RESET|ECONNRESET|EPIPE/, broken('reset')],
  [
    /INCOMPLETE_CHUNKED|CONTENT_LENGTH_MISMATCH|SOCKET_NOT_CONNECTED|HTTP2_PING_FAILED|UND_ERR_SOCKET/,
    broken('cut-off'),
  ],
  [/CONNECTION_CLOSED|EMPTY_RESPONSE|CONNECTION_ABORTED|SERVER_REFUSED_STREAM|ERR_ABORTED/, broken('closed')],
  [/CONTENT_DECODING/, broken('compressed')],
  [/HTTP2|QUIC|INVALID_HTTP_RESPONSE|INVALID_RESPONSE|RESPONSE_HEADERS|CHUNKED|HPE_/, broken('bad-http')],
  [/TOO_MANY_REDIRECTS/, unreachable('redirect-circle')],
  // Of our own (network-fetch.ts): a status that a Response can't have.
  [/^INVALID_STATUS_\d+$/, (code) => ({ kind: 'status', status: Number(code.replace(/\D/g, '')) })],
]

/** Finds out why the network failed from the error of a fetch, or of reading its body. */
export function networkError(error: unknown): ConnectionError {
  if (error instanceof ProxyLoginError) return { kind: 'proxy-login', ...error.proxy }
  if (error instanceof ClientCertificateError) return { kind: 'client-certificate', ...error.problem }
  const code = codeOf(error)
  const rule = rules.find(([pattern]) => pattern.test(code))
  return rule === undefined ? { kind: 'broken', detail: asWords(code) } : rule[1](code)
}

/** Chromium puts the code into the message, Node into the `code` of a nested cause. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return 'unknown error'
  const chromiumCode = /net::(ERR_\w+)/.exec(error.message)?.[1]
  if (chromiumCode !== undefined) return chromiumCode
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error.cause instanceof Error && depth < 5) return codeOf(error.cause, depth + 1)
  return error.message.slice(0, limits.arriving.header.max)
}
