import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export interface StreamRequest {
  readonly url: URL
  readonly headers: IncomingHttpHeaders
}

/** A real server whose every request is a stream, answered by `open`. */
export async function startStreamServer(open: (request: StreamRequest, response: ServerResponse) => void) {
  const requests: StreamRequest[] = []
  const streams = new Set<ServerResponse>()
  const server = createServer((message, response) => {
    const request = { url: new URL(message.url ?? '', 'http://127.0.0.1'), headers: message.headers }
    requests.push(request)
    streams.add(response)
    response.on('close', () => streams.delete(response))
    open(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    openStreams: () => streams.size,
    /** Sends this to all streams that are open. */
    send: (text: string) => {
      for (const stream of streams) stream.write(text)
    },
    /** Ends all streams, as a network does that breaks. */
    cut: () => {
      for (const stream of streams) stream.destroy()
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
