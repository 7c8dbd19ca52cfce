import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** One answer of the server, played to its end and then ended as `then` says. Times are milliseconds. */
export interface ScriptedResponse {
  readonly status: number
  /** A null header is absent. Values may hold `{{otherOrigin}}` and `{{httpDate+2s}}`. */
  readonly headers: Readonly<Record<string, string | null>>
  readonly chunks: readonly ScriptedChunk[]
  readonly then: 'close' | 'hang' | 'reset' | 'truncate' | 'reset-before-headers' | 'hang-before-headers'
  /** So long after the request the headers are sent. */
  readonly headersDelayMs?: number
  readonly endDelayMs?: number
  /** Between two chunks, so that they arrive as two. */
  readonly gapMs?: number
  /** `close`: the body has no length and no chunks, it ends with the connection. */
  readonly framing?: 'close'
}

export interface ScriptedChunk {
  readonly text?: string
  readonly base64?: string
  readonly repeat?: number
  readonly delayMs?: number
}

export interface SeenRequest {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** Whether the client went away before the answer was over. */
  closedByClient: boolean
  /** `silent`: no response will come; `ended`: the server has ended or reset the connection. */
  progress: 'received' | 'silent' | 'answered' | 'ended'
  sentChunks: number
  sentBytes: number
}

/** The time in which a script is played. Default: the real one. */
export interface ScriptTime {
  readonly now: () => number
  readonly pause: (ms: number) => Promise<unknown>
}

const realTime: ScriptTime = { now: () => Date.now(), pause }

export interface ScriptedServer {
  readonly origin: string
  readonly url: URL
  readonly requests: readonly SeenRequest[]
  /** What arrived at a second server, of another origin; it plays from the same script. */
  readonly otherRequests: readonly SeenRequest[]
  /** Ends every connection, as a server that is killed does. */
  readonly close: () => Promise<void>
}

const defaultGapMs = 10

/** A real server that answers the first request with the first response, and so on; the last one repeats. */
export async function startScriptedServer(
  responses: readonly [ScriptedResponse, ...ScriptedResponse[]],
  time: ScriptTime = realTime,
): Promise<ScriptedServer> {
  const requests: SeenRequest[] = []
  const otherRequests: SeenRequest[] = []
  let played = 0
  const fill = (value: string) =>
    value
      .replaceAll('{{otherOrigin}}', originOf(other))
      .replaceAll(/\{\{httpDate\+(\d+)s\}\}/g, (_, seconds) =>
        new Date(time.now() + Number(seconds) * 1000).toUTCString(),
      )
  const answerFrom = (seen: SeenRequest[]) => (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request
    const record: SeenRequest = {
      at: time.now(),
      method,
      path: url,
      headers,
      closedByClient: false,
      progress: 'received',
      sentChunks: 0,
      sentBytes: 0,
    }
    seen.push(record)
    const script = responses[Math.min(played, responses.length - 1)] ?? responses[0]
    played += 1
    play(script, response, record, fill, time).catch(() => response.destroy())
  }
  const main = await listen(answerFrom(requests))
  const other = await listen(answerFrom(otherRequests))
  const origin = originOf(main)
  return {
    origin,
    url: new URL('/sse', origin),
    requests,
    otherRequests,
    close: async () => {
      await Promise.all([main, other].map(shut))
    },
  }
}

async function play(
  script: ScriptedResponse,
  response: ServerResponse,
  record: SeenRequest,
  fill: (value: string) => string,
  time: ScriptTime,
): Promise<void> {
  const {
    status,
    headers,
    chunks,
    gapMs = defaultGapMs,
    headersDelayMs = 0,
    endDelayMs = 0,
    framing,
  } = script
  response.on('close', () => {
    record.closedByClient = record.progress !== 'ended'
  })
  if (script.then === 'hang-before-headers') {
    record.progress = 'silent'
    return
  }
  if (script.then === 'reset-before-headers') {
    record.progress = 'ended'
    response.socket?.resetAndDestroy()
    return
  }
  if (headersDelayMs > 0) {
    record.progress = 'silent'
    await time.pause(headersDelayMs)
    if (response.destroyed) return
  }
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [[name, fill(value)]],
  )
  if (framing === 'close') response.useChunkedEncodingByDefault = false
  response.writeHead(status, Object.fromEntries(present))
  response.flushHeaders()
  record.progress = 'answered'
  for (const [index, chunk] of chunks.entries()) {
    await time.pause(chunk.delayMs ?? (index === 0 ? 0 : gapMs))
    if (response.destroyed) return
    const bytes = bytesOf(chunk)
    response.write(bytes)
    record.sentChunks += 1
    record.sentBytes += bytes.length
  }
  if (script.then === 'hang') return
  if (endDelayMs > 0) await time.pause(endDelayMs)
  record.progress = 'ended'
  if (script.then === 'close') response.end()
  else if (script.then === 'reset') response.socket?.resetAndDestroy()
  else response.socket?.end()
}

function bytesOf({ text = '', base64, repeat = 1 }: ScriptedChunk): Buffer {
  const one = base64 === undefined ? Buffer.from(text) : Buffer.from(base64, 'base64')
  return Buffer.alloc(one.length * repeat, one)
}

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function shut(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

function originOf(server: Server): string {
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}
