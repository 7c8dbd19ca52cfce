import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What is wrong with a server that is good otherwise. */
export interface Faults {
  /** Of the stream's response; null: without this header. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Answers a request for the stream instead; false: it is answered as usual. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse, origin: string) => boolean
  readonly greeting?: object
  /** The id of the event. @param number counts all events from 1 @param inStream counts those of the stream */
  readonly idOf?: (number: number, inStream: number) => string | null
  /** What is written for an event. */
  readonly frame?: (id: string | null, data: string) => string
  /** Runs what writes an event, at once or later. */
  readonly deliver?: (write: () => void) => void
  readonly replays?: boolean
  /** Called when a stream has opened. */
  readonly onOpen?: (response: ServerResponse) => void
  readonly heartbeatMs?: number
  readonly testEventStatus?: number
  /** What else an event holds. */
  readonly fields?: object
}

/** Registers what is done after the test. Tests that run side by side have one each. */
export type CleanUp = (task: () => void) => void

export const token = 'right-token-1234'

/** A server with heartbeats, ids, replay, a test event and one valid token, but for its faults. Closed after the test. */
export async function startFaultyServer(
  faults: Faults = {},
  finished: CleanUp = onTestFinished,
): Promise<URL> {
  const log: { readonly number: number; readonly data: string }[] = []
  const streams = new Set<{ readonly response: ServerResponse; sent: number }>()
  const { idOf = (number: number) => String(number), heartbeatMs = 200, replays = true } = faults
  const {
    frame = (id: string | null, data: string) => `${id === null ? '' : `id: ${id}\n`}data: ${data}\n\n`,
  } = faults
  const deliver = faults.deliver ?? ((write: () => void) => write())

  const open = (request: IncomingMessage, response: ServerResponse) => {
    const headers = {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'Tidings-Test-Event': '/test',
      ...faults.headers,
    }
    const present = Object.entries(headers).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    )
    response.writeHead(200, Object.fromEntries(present))
    response.flushHeaders()
    const greeting = faults.greeting ?? { type: 'connected', heartbeat: 20, replay: true }
    response.write(`data: ${JSON.stringify(greeting)}\n\n`)
    const stream = { response, sent: 0 }
    const lastId = request.headers['last-event-id']
    const known = log.findIndex(({ number }) => String(number) === lastId)
    if (replays && known >= 0)
      for (const { number, data } of log.slice(known + 1)) write(stream, number, data)
    streams.add(stream)
    const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), heartbeatMs)
    response.on('close', () => {
      clearInterval(heartbeat)
      streams.delete(stream)
    })
    faults.onOpen?.(response)
  }

  const write = (
    stream: { readonly response: ServerResponse; sent: number },
    number: number,
    data: string,
  ) => {
    stream.sent += 1
    stream.response.write(frame(idOf(number, stream.sent), data))
  }

  const publish = (message: string) => {
    const number = log.length + 1
    const data = JSON.stringify({ type: 'notification', id: `n-${number}`, message, ...faults.fields })
    log.push({ number, data })
    const open = [...streams]
    deliver(() => {
      for (const stream of open) if (!stream.response.destroyed) write(stream, number, data)
    })
  }

  const url = await serve((request, response) => {
    if (request.method === 'POST') {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const { testEventStatus = 202 } = faults
        if (testEventStatus < 300) publish(JSON.parse(body).message)
        response.writeHead(testEventStatus).end()
      })
      return
    }
    if (faults.answer?.(request, response, url.origin) === true) return
    if (request.headers.authorization === `Bearer ${token}`) open(request, response)
    else response.writeHead(401).end()
  }, finished)
  return url
}

/** A server that answers with this; closed after the test. */
export async function serve(listener: RequestListener, finished: CleanUp = onTestFinished): Promise<URL> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  finished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return new URL(`http://127.0.0.1:${port}/sse`)
}
