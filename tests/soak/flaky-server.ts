import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of event streams in which each response ends in another way than the one before. */
export interface FlakyServer {
  readonly url: string
  readonly requests: () => number
  /** Connections that are open at this moment. */
  readonly connections: () => Promise<number>
  readonly stop: () => void
}

/** The data of an event after which the client must close the stream, because the server does not. */
export const leaveIt = 'leave'

/** The data of an event after which the client has another token. */
export const renewIt = 'renew'

const endings: readonly ((response: ServerResponse, event: (data: string) => string) => void)[] = [
  (response, event) => open(response).end(event('a clean end')),
  (response, event) => {
    open(response).write(event('a reset'))
    setTimeout(() => response.socket?.resetAndDestroy(), 2)
  },
  (response, event) => {
    open(response).write(event('cut off'))
    setTimeout(() => response.socket?.end(), 2)
  },
  (response) => response.writeHead(503, { 'Content-Type': 'text/plain' }).end('busy'),
  (response) => response.socket?.resetAndDestroy(),
  (response, event) => open(response).write(event(leaveIt)),
  (response) => response.writeHead(302, { Location: '/again' }).end(),
  (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).write('<h1>Sign in</h1>'),
  // The next one takes its place, and fails at the second time.
  (response, event) => open(response).write(event(renewIt)),
  (response, event) => open(response).write(event(leaveIt)),
  (response, event) => open(response).write(event(renewIt)),
  (response) => response.writeHead(503, { 'Content-Type': 'text/plain' }).end('busy'),
  // No bytes any more, which the client has to notice.
  (response, event) => open(response).write(event('silence')),
]

export async function startFlakyServer(): Promise<FlakyServer> {
  let requests = 0
  const server = createServer((_request, response) => {
    const id = requests
    requests += 1
    endings[id % endings.length]?.(response, (data) => `id: ${id}\ndata: ${data}\n\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests: () => requests,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
      ),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function open(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'Content-Type': 'text/event-stream' })
}
