import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Loopback, LoopbackPage, OpenLoopback } from '../../accounts/loopback.ts'

/** A browser that brings an answer sends no more than that; what other programs send here must cost little. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 1_000,
  connectionsCheckingInterval: 2_000,
}
const maxConnections = 20
/** For a page that is being sent when the listener is closed. */
const closeAfterMs = 5_000

/** A listener at a free port of 127.0.0.1, for the browser of this computer only. */
export const openLoopback: OpenLoopback = (path, answer) =>
  new Promise((resolve) => {
    const server = createServer(limits)
    server.maxConnections = maxConnections
    // Answers are small, and nobody needs the connection afterwards.
    server.maxRequestsPerSocket = 1
    server.once('error', () => resolve(null))
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return resolve(null)
      const host = `127.0.0.1:${address.port}`
      server.on('request', (request, response) => void handle(request, response, host))
      // What is no HTTP is not answered.
      server.on('clientError', (_error, socket) => socket.destroy())
      // Of a connection, once it listens.
      server.on('error', () => {})
      resolve({ redirectUri: `http://${host}${path}`, close: () => close(server) } satisfies Loopback)
    })

    async function handle(request: IncomingMessage, response: ServerResponse, host: string): Promise<void> {
      const text = `http://${host}${request.url}`
      const url = request.url?.startsWith('/') && URL.canParse(text) ? new URL(text) : null
      // Another name for this computer would be the name that a hostile page has given it (DNS rebinding).
      const isExpected = request.method === 'GET' && request.headers.host === host && url?.pathname === path
      send(response, isExpected ? await answer(url) : notFound)
    }
  })

const notFound: LoopbackPage = {
  status: 404,
  headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
  body: 'Not found\n',
}

function send(response: ServerResponse, { status, headers, body }: LoopbackPage): void {
  response.on('error', () => {})
  response.writeHead(status, { ...headers, Connection: 'close', 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

function close(server: Server): void {
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), closeAfterMs)
  timer.unref()
  server.once('close', () => clearTimeout(timer))
}
