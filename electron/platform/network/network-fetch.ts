import { Readable } from 'node:stream'
import { type AuthInfo, type ClientRequest, type IncomingMessage, net, type Session, session } from 'electron'
import type { HttpResponse } from '../../model/http-response.ts'
import { type AskingProxy, ProxyLoginError } from '../../model/proxy-login.ts'
import type { ProxyAttempt, ProxyChallenge } from '../../proxies/proxy-logins.ts'
import { isProxyEncrypted, proxyAddress } from './first-proxy.ts'

/**
 * `fetch` over Chromium's network stack, with the system's proxy and certificates, and HTTP/2. GET, or POST of a text,
 * without cookies and without the cache. It differs from `net.fetch` in three ways:
 * - A redirect is returned as the 3xx response that it is. `net.fetch` follows it, even to another origin, and sends
 *   the `Authorization` header there.
 * - A header that was sent as UTF-8 keeps its bytes, one character for each as in any `fetch`; in `net.fetch` the promise
 *   never settles (electron#46819).
 * - A proxy that requires a login gets it; `net.fetch` never asks for one (electron#44249). Where there is none, it
 *   rejects with a `ProxyLoginError`.
 *
 * @param beginAttempt begins the way of a request past the proxies
 * @param sessionFor whose connections are used for this URL
 */
export function createNetworkFetch(
  beginAttempt: () => ProxyAttempt,
  sessionFor: (url: string) => Session = () => session.defaultSession,
): NetworkFetch {
  return (url, init) => sendRequest(url, init, beginAttempt(), sessionFor(url))
}

export type NetworkFetch = (url: string, init: NetworkRequest) => Promise<HttpResponse>

function sendRequest(
  url: string,
  init: NetworkRequest,
  attempt: ProxyAttempt,
  ownSession: Session,
): Promise<HttpResponse> {
  const { signal, method = 'GET', body = null } = init
  /** The proxy that asked for a login and got none; null: none did. */
  let asking: AskingProxy | null = null
  /** What a proxy has asked that then got a login; null: none did. */
  let answered: ProxyChallenge | null = null
  return new Promise<HttpResponse>((resolve, reject) => {
    signal.throwIfAborted()
    const request = net.request({
      ...{ url, method, session: ownSession },
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      headers: asText(init.headers),
    })
    const abort = () => {
      request.abort()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    request.on('login', (info, answer) => {
      // A server gets its token in a header, and never a password.
      if (!info.isProxy) return answer()
      const answerProxy = async () => {
        const inClear = await sendsInClear(info, url)
        const challenge = { proxy: proxyAddress(info.host, info.port), inClear }
        const found = await attempt.answer(challenge)
        answered = found.kind === 'login' ? challenge : null
        if (found.kind === 'login') return answer(found.login.name, found.login.password)
        asking = found.asking
        answer()
      }
      // The request may have ended meanwhile.
      answerProxy().catch(() => request.abort())
    })
    request.on('redirect', (status, _method, location) => {
      resolve({ status, headers: readableHeaders({ location }), body: null })
      request.abort()
    })
    request.on('response', (message) => {
      if (asking !== null) {
        request.abort()
        return reject(new ProxyLoginError(asking))
      }
      if (answered !== null && isTinyproxyRejection(message)) {
        request.abort()
        const { proxy, inClear } = answered
        const rejected = new ProxyLoginError({ proxy, inClear, wasRejected: true })
        // Chromium takes the login for accepted, and would go on sending it.
        const forgotten = Promise.all([attempt.answer(answered), ownSession.clearAuthCache()])
        return void forgotten.then(() => reject(rejected), reject)
      }
      if (hasValidStatus(message)) return resolve(responseOf(message, request, signal))
      request.abort()
      reject(invalidStatusError(message))
    })
    request.on('error', (error) => reject(asking === null ? error : new ProxyLoginError(asking)))
    request.on('abort', () => reject(new TypeError('net::ERR_ABORTED')))
    if (body === null) request.end()
    else request.end(body)
  }).then(
    (response) => {
      attempt.end(response.status !== 407)
      return response
    },
    (error) => {
      attempt.end(false)
      throw error
    },
  )
}

export interface NetworkRequest {
  readonly headers: Readonly<Record<string, string>>
  /** Aborting ends the request and its body. */
  readonly signal: AbortSignal
  /** Default: GET. */
  readonly method?: 'GET' | 'POST'
  /** Default: none. */
  readonly body?: string | null
}

/** Whether what a proxy asks for is sent to it so that others can read it: Basic, over a connection without TLS. */
async function sendsInClear({ scheme, host, port }: AuthInfo, url: string): Promise<boolean> {
  if (scheme.toLowerCase() !== 'basic') return false
  const list = await session.defaultSession.resolveProxy(url).catch(() => '')
  return !isProxyEncrypted(list, proxyAddress(host, port))
}

/** tinyproxy answers a wrong password with a 401, which is a server's status, instead of another 407. */
function isTinyproxyRejection({ statusCode, headers }: IncomingMessage): boolean {
  return statusCode === 401 && [headers.server ?? ''].flat().some((name) => name.startsWith('tinyproxy/'))
}

/** Some firewalls answer with a status like 999. */
function hasValidStatus({ statusCode }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode <= 599
}

function invalidStatusError({ statusCode }: IncomingMessage): Error {
  const error = new TypeError(`The status ${statusCode} is not one of HTTP`)
  return Object.assign(error, { code: `INVALID_STATUS_${statusCode}` })
}

function responseOf(message: IncomingMessage, request: ClientRequest, signal: AbortSignal): HttpResponse {
  const status = message.statusCode
  const headers = readableHeaders(message.headers)
  if (status === 204 || status === 205 || status === 304) {
    request.abort()
    return { status, headers, body: null }
  }
  // It is a `Readable`, though its type does not say so; pausing it slows the server down to our speed.
  const readable = message instanceof Readable ? message : null
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      let ended = false
      const finish = (act: () => void) => {
        if (ended) return
        ended = true
        act()
      }
      message.on('data', (chunk) => {
        if (ended) return
        controller.enqueue(new Uint8Array(chunk))
        if ((controller.desiredSize ?? 0) <= 0) readable?.pause()
      })
      message.on('end', () => finish(() => controller.close()))
      message.on('error', (error: Error) => finish(() => controller.error(error)))
      message.on('aborted', () => finish(() => controller.error(new TypeError('net::ERR_ABORTED'))))
      request.on('error', (error) => finish(() => controller.error(error)))
      // An aborted request closes its body without any of these events: who reads would wait for ever.
      signal.addEventListener('abort', () => finish(() => controller.error(signal.reason)), { once: true })
    },
    pull: () => {
      readable?.resume()
    },
    cancel: () => request.abort(),
  })
  return { status, headers, body }
}

/** In `fetch` each character of a header is one byte; `net.request` takes text and sends it as UTF-8. */
function asText(headers: NetworkRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value, 'latin1').toString()]),
  )
}

/** `net.request` gives headers as the text that their UTF-8 stands for. */
function asBytes(text: string): string {
  return /^[\0-\xff]*$/.test(text) ? text : Buffer.from(text).toString('latin1')
}

function readableHeaders(headers: IncomingMessage['headers']): HttpResponse['headers'] {
  const values = new Map(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      [value].flat().map(asBytes).join(', '),
    ]),
  )
  return { get: (name) => values.get(name.toLowerCase()) ?? null }
}
