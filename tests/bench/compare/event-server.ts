import { startStreamServer } from '../../support/stream-server.ts'

/** The server that all of the compared apps listen to, in this process, so that one clock times both ends. */
export interface EventServer {
  readonly url: string
  /** Resolves with the time of the next request for the stream, as `performance.now()` gives it. */
  readonly nextRequest: () => Promise<number>
  /** Sends a notification with this title to all streams; returns when it began to write, on the same clock. */
  readonly notify: (title: string) => number
  readonly stop: () => void
}

// As often as the stand-in backend.
const heartbeatMs = 15_000

export async function startEventServer(): Promise<EventServer> {
  const waiting: ((at: number) => void)[] = []
  let sent = 0
  const server = await startStreamServer(({ headers }, response) => {
    const now = performance.now()
    for (const resolve of waiting.splice(0)) resolve(now)
    const cursor = headers['last-event-id']
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      // For the page of the hidden window.
      'Access-Control-Allow-Origin': '*',
      // Nothing is missing since.
      ...(typeof cursor === 'string' && { 'Last-Event-ID': cursor }),
    })
    response.write('retry: 3000\n\ndata: {"type":"connected","heartbeat":15}\n\n')
    const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), heartbeatMs)
    response.on('close', () => clearInterval(heartbeat))
  })
  // Ids that no earlier run has used either: a profile knows those.
  const run = Date.now()
  return {
    url: `${server.origin}/events`,
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    notify: (title) => {
      sent += 1
      const message = 'The file with 12,000 rows can be downloaded for a week.'
      const data = JSON.stringify({ type: 'notification', id: `n-${run}-${sent}`, title, message })
      const text = `id: ${run}-${sent}\ndata: ${data}\n\n`
      const now = performance.now()
      server.send(text)
      return now
    },
    stop: server.stop,
  }
}
