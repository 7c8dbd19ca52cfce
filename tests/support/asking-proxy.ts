import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, request as sendRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export interface AskingProxyServer {
  readonly port: number
  /** What came as `Proxy-Authorization`, in order; null: nothing came. */
  readonly attempts: readonly (string | null)[]
  readonly stop: () => void
}

const nonce = 'dcd98b7102dd2f0e8b11d0f600bfb0c093'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/**
 * A forward proxy that answers 407, as RFC 9110 wants it, until the login is `ann` with this password. tinyproxy answers a
 * wrong one with a 401, and knows no Digest.
 */
export async function startAskingProxy(
  scheme: 'Basic' | 'Digest',
  password: string,
): Promise<AskingProxyServer> {
  const attempts: (string | null)[] = []
  const isAllowed = ({ headers, method = '' }: IncomingMessage): boolean => {
    const given = headers['proxy-authorization'] ?? null
    attempts.push(given)
    if (given === null) return false
    if (scheme === 'Basic') return given === `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`
    const value = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(given)?.[1] ?? ''
    const own = md5(`ann:proxy:${password}`)
    const asked = md5(`${method}:${value('uri')}`)
    return (
      value('username') === 'ann' &&
      value('response') === md5([own, nonce, value('nc'), value('cnonce'), 'auth', asked].join(':'))
    )
  }
  const challenge =
    scheme === 'Basic' ? 'Basic realm="proxy"' : `Digest realm="proxy", nonce="${nonce}", qop="auth"`
  const server = createServer((request, response) => {
    if (!isAllowed(request)) return response.writeHead(407, { 'Proxy-Authenticate': challenge }).end()
    const { 'proxy-authorization': _, ...headers } = request.headers
    const upstream = sendRequest(request.url ?? '', { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    upstream.on('error', () => response.destroy())
    response.on('close', () => upstream.destroy())
    request.pipe(upstream)
  })
  server.on('connect', (request, client) => {
    if (!isAllowed(request)) {
      return client.end(`HTTP/1.1 407 Login\r\nProxy-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`)
    }
    const { hostname, port } = new URL(`http://${request.url}`)
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    upstream.on('error', () => client.destroy())
    client.on('error', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port, attempts, stop }
}
