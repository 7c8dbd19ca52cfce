import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { startStreamServer } from '../../support/stream-server.ts'

export interface TokenServerHabits {
  /** Each event has one, and those after `Last-Event-ID` are sent again. */
  readonly ids?: boolean
  /** The headers come so long after the request, milliseconds. The stream begins with the request. */
  readonly headersDelayMs?: number
  /** A user has one stream: another one ends it. */
  readonly endsFirst?: boolean
}

/** A server whose streams need a token; each token has its own streams. */
export async function serveTokens({ ids = false, ...first }: TokenServerHabits = {}) {
  let habits: Omit<TokenServerHabits, 'ids'> = first
  const valid = new Set(['t1', 't2', 't3'])
  const published: string[] = []
  const streams = new Map<ServerResponse, string>()

  const write = (stream: ServerResponse, index: number) => {
    const id = ids ? `id: ${index + 1}\n` : ''
    stream.write(`${id}data: {"type":"notification","message":"${published[index]}"}\n\n`)
  }
  const end = (isMeant: (token: string) => boolean) => {
    for (const [stream, token] of streams) if (isMeant(token)) stream.end()
  }
  const server = await startStreamServer(({ headers }, response) => {
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    if (!valid.has(token)) {
      response.writeHead(401).end()
      return
    }
    const { headersDelayMs = 0 } = habits
    if (habits.endsFirst) end(() => true)
    const from = published.length
    const after = headers['last-event-id']
    response.on('close', () => streams.delete(response))
    setTimeout(() => {
      if (response.destroyed) return
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write(`data: {"type":"connected","replay":${ids}}\n\n`)
      for (
        let index = ids && after !== undefined ? Number(after) : from;
        index < published.length;
        index += 1
      ) {
        write(response, index)
      }
      streams.set(response, token)
    }, headersDelayMs)
  })
  onTestFinished(server.stop)
  return {
    ...server,
    url: new URL('/sse', server.origin),
    published,
    publish: (message: string) => {
      published.push(message)
      for (const stream of streams.keys()) write(stream, published.length - 1)
    },
    /** The tokens of the streams that are open. */
    tokens: () => [...streams.values()],
    /** From now on the token is refused, and its streams end. */
    expire: (token: string) => {
      valid.delete(token)
      end((other) => other === token)
    },
    /** From now on it answers like this. */
    change: (next: Omit<TokenServerHabits, 'ids'>) => {
      habits = next
    },
    refuse: (token: string) => valid.delete(token),
    sentTokens: () => server.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', '')),
  }
}
