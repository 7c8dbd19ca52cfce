import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { openEventStream } from '../../../resources/backend-kit/event-stream.ts'
import { createPostgresBus } from '../nextjs/lib/postgres-bus.ts'
import { createRedisBus } from '../nextjs/lib/redis-bus.ts'

// One machine of several: the stream and the publishing of the backend kit on Node's own http module, over the bus that
// REDIS_URL or DATABASE_URL names. Streams and events of the query parameter `channel`.

const { REDIS_URL, DATABASE_URL, PORT, HEARTBEAT = '15' } = process.env

function openBus() {
  if (REDIS_URL !== undefined) return createRedisBus({ url: REDIS_URL })
  if (DATABASE_URL !== undefined) return createPostgresBus({ connectionString: DATABASE_URL })
  throw new Error('Set REDIS_URL or DATABASE_URL.')
}

const bus = openBus()
let openStreams = 0

async function stream(channel: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const left = new AbortController()
  response.on('close', () => left.abort())
  const header = request.headers['last-event-id']
  const { headers, body } = await openEventStream({
    bus,
    channel,
    lastEventId: typeof header === 'string' ? header : null,
    signal: left.signal,
    heartbeat: Number(HEARTBEAT),
  })
  response.writeHead(200, headers)
  openStreams += 1
  response.on('close', () => {
    openStreams -= 1
  })
  // Rejects when the client leaves, which is how streams end.
  await pipeline(Readable.fromWeb(body), response).catch(() => {})
}

async function publish(channel: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = await bus.publish(channel, JSON.stringify(await json(request)))
  response.writeHead(202).end(id)
}

function usage(response: ServerResponse): void {
  // Only there with --expose-gc: what is measured is what is in use.
  globalThis.gc?.()
  const { rss } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  response.end(JSON.stringify({ openStreams, rss, processorMs: (user + system) / 1_000 }))
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const channel = searchParams.get('channel') ?? 'everyone'
  switch (`${request.method} ${pathname}`) {
    case 'GET /stream':
      return stream(channel, request, response)
    case 'POST /publish':
      return publish(channel, request, response)
    case 'GET /usage':
      return usage(response)
    default:
      response.writeHead(404).end()
  }
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error)
    if (response.headersSent) response.destroy()
    else response.writeHead(503, { 'Retry-After': '1' }).end()
  })
}).listen(Number(PORT), '127.0.0.1')
