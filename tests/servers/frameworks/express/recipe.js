import compression from 'compression'
import express from 'express'
import { isKnown, publish, subscribe, subscriptionCount } from '../event-log.js'

const app = express()
app.use(compression())
app.use(express.json())

app.get('/stream', (request, response) => {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    // no-transform: `compression`, and proxies, would hold events back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  })
  const lastId = request.get('Last-Event-ID')
  const greeting = { type: 'connected', heartbeat: 15, replay: isKnown(lastId) }
  response.write(`data: ${JSON.stringify(greeting)}\n\n`)

  const unsubscribe = subscribe(lastId, (id, data) => response.write(`id: ${id}\ndata: ${data}\n\n`))
  const heartbeat = setInterval(() => response.write(':\n\n'), 15_000)
  response.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
})

// Where something happens, in your application.
app.post('/send', (request, response) => {
  publish(request.body)
  response.sendStatus(204)
})

app.get('/streams', (_request, response) => {
  response.send(String(subscriptionCount()))
})

app.listen(Number(process.env.PORT), '127.0.0.1')
