import { randomUUID } from 'node:crypto'
import { net, session } from 'electron'
import type { DoctorNetwork, PostRequest } from '../../doctor/doctor-network.ts'
import { firstProxy } from './first-proxy.ts'
import { inspectTls } from './inspect-tls.ts'
import type { NetworkFetch } from './network-fetch.ts'

/** The network as the app uses it: Chromium's, but for the TLS handshake, which Chromium does not tell about. */
export function createDoctorNetwork(fetch: NetworkFetch): DoctorNetwork {
  return {
    ...{ fetch, post, inspectTls },
    hasAddress: async (host) => (await session.defaultSession.resolveHost(host)).endpoints.length > 0,
    findProxy: async (url) => firstProxy(await session.defaultSession.resolveProxy(url)),
  }
}

/** A text that nobody else sends, for the events that the doctor has sent. Users may see it. */
export function newMark(): string {
  return `tidings-test-${randomUUID().slice(0, 8)}`
}

function post(url: string, { headers, body, signal }: PostRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = net.request({
      ...{ url, method: 'POST', redirect: 'manual', credentials: 'omit', cache: 'no-store' },
      headers: { ...headers },
    })
    const finish = (status: number) => {
      resolve(status)
      request.abort()
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.on('redirect', finish)
    request.on('response', ({ statusCode }) => finish(statusCode))
    request.on('error', reject)
    request.on('abort', () => reject(new TypeError('net::ERR_ABORTED')))
    request.end(body)
  })
}
