import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

// Node's own http module, and all that resources/docs/backend.md asks for: ids that only grow, a log that outlives the
// process, replay after `Last-Event-ID`, and a greeting that says so.

const logFile = 'events.jsonl'
const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n').slice(0, -1) : []
const clients = new Set()
let streams = 0

// An event's id is its line in the log, from 1.
const write = (response, id) => response.write(`id: ${id}\ndata: ${log[id - 1]}\n\n`)

function openStream(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
  response.write('data: {"type":"connected","heartbeat":15,"replay":true}\n\n')
  const last = Number(request.headers['last-event-id'] ?? log.length)
  for (let id = last + 1; id <= log.length; id += 1) write(response, id)
  clients.add(response)
  streams += 1
  const heartbeat = setInterval(() => response.write(': still here\n\n'), 15_000)
  response.on('close', () => {
    clearInterval(heartbeat)
    clients.delete(response)
  })
}

async function send(request, response) {
  const data = await text(request)
  appendFileSync(logFile, `${data}\n`)
  log.push(data)
  for (const client of clients) write(client, log.length)
  response.writeHead(204).end()
}

createServer(async (request, response) => {
  switch (`${request.method} ${request.url}`) {
    case 'GET /stream':
      return openStream(request, response)
    case 'POST /send':
      return send(request, response)
    case 'GET /streams':
      return response.end(String(streams))
    default:
      return response.writeHead(404).end()
  }
}).listen(Number(process.env.PORT), '127.0.0.1')
