import compression from 'compression'
import express from 'express'

// The simplest backend, behind the compression middleware. The README of `compression` asks for `res.flush()` after
// each event; FLUSH=no is the server of somebody who added the middleware later and did not read that.

const flushes = process.env.FLUSH !== 'no'
const app = express()
app.use(compression())
app.use(express.json())

const clients = new Set()
let streams = 0

function write(response, data) {
  response.write(`data: ${JSON.stringify(data)}\n\n`)
  if (flushes) response.flush()
}

app.get('/stream', (_request, response) => {
  response.setHeader('Content-Type', 'text/event-stream')
  response.setHeader('Cache-Control', 'no-cache')
  response.flushHeaders()
  write(response, { type: 'connected', message: 'SSE Stream Active' })
  clients.add(response)
  streams += 1
  response.on('close', () => clients.delete(response))
})

app.post('/send', (request, response) => {
  for (const client of clients) write(client, request.body)
  response.sendStatus(204)
})

app.get('/streams', (_request, response) => {
  response.send(String(streams))
})

app.listen(Number(process.env.PORT), '127.0.0.1')
