import { createServer } from 'node:http'

const streams = new Set()
createServer((request, response) => {
  if (request.url === '/notify') {
    for (const stream of streams)
      stream.write('data: {"type":"notification","message":"Your export is ready!"}\n\n')
    response.end(`Sent to ${streams.size}.\n`)
    return
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' })
  response.write('data: {"type":"connected"}\n\n')
  streams.add(response)
  response.on('close', () => streams.delete(response))
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
