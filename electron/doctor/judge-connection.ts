import { assertNever } from '../model/assert-never.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { Finding } from '../model/finding.ts'
import { isLoopback } from '../model/safe-url.ts'
import { certificateDays, type DoctorLimits } from './limits.ts'
import type { Observation } from './observation.ts'

const dayMs = 24 * 60 * 60_000

export function judgeName({ route, failure }: Observation): readonly Finding[] {
  if (failure?.kind === 'unknown-host') return [{ code: 'name-not-found', error: failure }]
  if (route.hasAddress !== true && route.proxy !== null) return [{ code: 'name-by-proxy' }]
  return route.hasAddress === true ? [{ code: 'name-ok' }] : []
}

export function judgeProxy({ route, failure }: Observation): readonly Finding[] {
  if (failure?.kind === 'proxy') return [{ code: 'proxy-failed', error: failure }]
  if (failure?.kind === 'proxy-login') return [{ code: 'proxy-login', error: failure }]
  return [
    route.proxy === null ? { code: 'no-proxy' } : { code: 'proxy-used', values: { proxy: route.proxy } },
  ]
}

export function judgeEncryption({ url, route, failure, observedAt }: Observation): readonly Finding[] {
  if (failure?.kind === 'client-certificate') return [{ code: 'client-certificate', error: failure }]
  if (failure?.kind === 'certificate') return [{ code: 'certificate-untrusted', error: failure }]
  if (url.protocol === 'http:') {
    return [{ code: isLoopback(url) ? 'encryption-not-needed' : 'plain-http' }]
  }
  if (failure !== null && !cameFromServer(failure)) return []
  const days = Math.floor(((route.tls?.expiresAt ?? Number.POSITIVE_INFINITY) - observedAt) / dayMs)
  if (days < certificateDays) return [{ code: 'certificate-expires', values: { days } }]
  return [{ code: 'encryption-ok' }]
}

/** Whether the request reached the server, so that what is before it works. */
function cameFromServer({ kind }: ConnectionError): boolean {
  switch (kind) {
    case 'status':
    case 'no-content':
    case 'not-a-stream':
    case 'redirected':
    case 'token-missing':
    case 'token-rejected':
      return true
    default:
      return false
  }
}

export function judgeResponse({ failure, responses, streams }: Observation): readonly Finding[] {
  if (failure === null) {
    const ms = streams[0]?.headersMs ?? 0
    return [{ code: responses.length > 1 ? 'redirect-used' : 'response-ok', values: { ms } }]
  }
  switch (failure.kind) {
    // Each is a finding of the check that it belongs to.
    case 'unknown-host':
    case 'proxy':
    case 'proxy-login':
    case 'client-certificate':
    case 'certificate':
    case 'token-missing':
    case 'token-rejected':
    case 'token-elsewhere':
    case 'token-over-http':
      return []
    case 'connect-timeout':
    case 'late-headers':
      return [{ code: 'no-answer', error: failure, values: { seconds: Math.round(failure.afterMs / 1000) } }]
    case 'redirected':
      return [{ code: 'redirected-away', error: failure }]
    case 'status':
    case 'no-content':
      return [{ code: 'wrong-status', error: failure }]
    case 'not-a-stream':
      return [{ code: 'not-a-stream', error: failure }]
    case 'refused':
    case 'unreachable':
    case 'broken':
    case 'ended':
    case 'idle':
    case 'store-failed':
    case 'event-too-large':
    case 'token-not-renewed':
      return [{ code: 'unreachable', error: failure }]
    default:
      return assertNever(failure)
  }
}

export function judgeHeaders({ streams }: Observation, limits: DoctorLimits): readonly Finding[] {
  const [stream] = streams
  if (stream === undefined) return []
  const { contentType, contentEncoding, isFromCache } = stream.response
  const charset = /charset\s*=\s*"?([^\s";,]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
  const isCompressed = !['', 'identity'].includes(contentEncoding?.trim().toLowerCase() ?? '')
  const found: readonly (Finding | null)[] = [
    stream.headersMs > limits.lateHeadersMs
      ? { code: 'headers-late', values: { seconds: Math.round(stream.headersMs / 1000) } }
      : null,
    isCompressed ? { code: 'compressed', values: { encoding: contentEncoding ?? '' } } : null,
    isFromCache ? { code: 'cached' } : null,
    /^utf-?8$/i.test(charset) ? null : { code: 'wrong-charset', values: { charset } },
  ]
  const problems = found.filter((finding) => finding !== null)
  return problems.length > 0 ? problems : [{ code: 'headers-ok' }]
}

export function judgeHttpVersion({ url, route, failure }: Observation): readonly Finding[] {
  if (failure !== null) return []
  if (url.protocol === 'http:') return [{ code: 'http1' }]
  if (route.tls === null) return [{ code: 'http-version-unknown' }]
  return [{ code: route.tls.alpn === 'h2' ? 'http2-ok' : 'http1' }]
}

export function judgeToken({ failure, hasToken, wrongToken }: Observation): readonly Finding[] {
  switch (failure?.kind) {
    case 'token-missing':
      return [{ code: 'token-needed', error: failure }]
    case 'token-rejected':
      return [{ code: 'token-rejected', error: failure }]
    case 'token-over-http':
      return [{ code: 'token-over-http', error: failure }]
    case undefined:
      break
    default:
      return []
  }
  if (!hasToken) return [{ code: 'token-not-tried' }]
  if (wrongToken.kind === 'not-tried') return []
  if (wrongToken.kind === 'stream') return [{ code: 'wrong-token-accepted' }]
  const { error, redirects } = wrongToken
  if (error.kind === 'token-rejected') return [{ code: 'wrong-token-ok' }]
  if (error.kind === 'redirected' || redirects > 0) return [{ code: 'wrong-token-redirected' }]
  if (error.kind === 'not-a-stream') return [{ code: 'wrong-token-page' }]
  if (error.kind !== 'status' || error.status === 429) return []
  if (error.status === 403) return [{ code: 'wrong-token-ok' }]
  return [{ code: 'wrong-token-status', values: { status: String(error.status) } }]
}
