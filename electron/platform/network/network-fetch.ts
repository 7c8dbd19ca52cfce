import { Readable } from 'node:stream'
import { type ClientRequest, type IncomingMessage, net } from 'electron'
import { proxyLogin } from './proxy-login.ts'

/**
 * `fetch` over Chromium's network stack: the system's proxy, certificates and HTTP/2 apply. Unlike `net.fetch` it
 * hands a redirect back as the 3xx response it is (`net.fetch` follows one to another origin with the
 * `Authorization` header still on), and a header it can't represent never leaves the promise unsettled
 * (electron#46819), and a proxy that asks for a password is answered (`net.fetch` never asks, electron#44249).
 * Sends no cookies, reads no cache. Only GET.
 */
export function networkFetch(url: string, init: NetworkRequest): Promise<Response> {
  const { signal } = init
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = net.request({
      url,
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
    answerProxy(request)
    request.on('redirect', (status, _method, location) => {
      resolve(new Response(null, { status, headers: { location } }))
      request.abort()
    })
    request.on('response', (message) => {
      try {
        resolve(responseOf(message, request))
      } catch (error) {
        request.abort()
        reject(hasValidStatus(message) ? error : invalidStatusError(message))
      }
    })
    request.on('error', reject)
    request.on('abort', () => reject(new TypeError('net::ERR_ABORTED')))
    request.end()
  })
}

export interface NetworkRequest {
  readonly headers: Readonly<Record<string, string>>
  /** Aborting ends the request and its body. */
  readonly signal: AbortSignal
}

/** Some firewalls answer with a status like 999, which no Response can have. */
function hasValidStatus({ statusCode }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode <= 599
}

function invalidStatusError({ statusCode }: IncomingMessage): Error {
  const error = new TypeError(`The status ${statusCode} is not one of HTTP`)
  return Object.assign(error, { code: `INVALID_STATUS_${statusCode}` })
}

/** Without a login that the proxy takes its 407 comes back as the response. */
function answerProxy(request: ClientRequest): void {
  let asked = false
  request.on('login', (asking, answer) => {
    // Asked again, it did not like the answer.
    const login = asked ? null : proxyLogin(asking, process.env)
    asked = true
    if (login === null) answer()
    else answer(login.name, login.password)
  })
}

function responseOf(message: IncomingMessage, request: ClientRequest): Response {
  const status = message.statusCode
  const headers = readableHeaders(message)
  if (status === 204 || status === 205 || status === 304) {
    request.abort()
    return new Response(null, { status, headers })
  }
  // It is one, though its type does not say so: who reads slowly is not sent more.
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
    },
    pull: () => {
      readable?.resume()
    },
    cancel: () => request.abort(),
  })
  return new Response(body, { status, headers })
}

/** In fetch a header's characters are bytes; `net.request` wants text, which it sends as UTF-8. */
function asText(headers: NetworkRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value, 'latin1').toString()]),
  )
}

function readableHeaders(message: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      try {
        headers.append(name, one)
      } catch {
        // Bytes that are no header text mean nothing to us.
      }
    }
  }
  return headers
}
