import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Attack {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** How many requests came before this one. */
  readonly index: number
  /** Begins an event stream. */
  readonly open: (headers?: Readonly<Record<string, string>>) => void
  /** Sends this as fast as the app takes it; resolves to false when the app has closed the connection. */
  readonly send: (bytes: string | Uint8Array) => Promise<boolean>
}

export interface HostileServer {
  readonly url: string
  readonly requests: readonly IncomingMessage[]
  readonly stop: () => void
}

/** A server that answers as the attack says. */
export async function startHostileServer(
  attack: (attack: Attack) => void | Promise<void>,
): Promise<HostileServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const index = requests.push(request) - 1
    const open = (headers = {}) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', ...headers })
      response.flushHeaders()
    }
    const send = async (bytes: string | Uint8Array): Promise<boolean> => {
      if (response.destroyed) return false
      if (!response.write(bytes)) await drained(response)
      return !response.destroyed
    }
    void Promise.resolve(attack({ request, response, index, open, send })).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/events`,
    requests,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Resolves when more can be written, or when nothing can any more. */
async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  const first = Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })])
  await first.finally(() => over.abort())
}

/** One event of the stream. */
export function eventOf(data: unknown, fields: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  return `${lines.join('')}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
}
