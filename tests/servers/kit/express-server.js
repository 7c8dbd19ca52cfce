import { Readable } from 'node:stream'
import express from 'express'
import { openEventStream } from '../../../resources/backend-kit/event-stream.ts'
import { createMemoryBus } from '../../../resources/backend-kit/memory-bus.ts'
import { publishEvent } from '../../../resources/backend-kit/publish.ts'

// The backend kit in Express, as its README shows it. One user, so one channel.

const app = express()
app.use(express.json())

const bus = createMemoryBus({ maxEvents: 5 })
const channel = 'everybody'

app.get('/notifications', async (request, response) => {
  const left = new AbortController()
  response.on('close', () => left.abort())
  const stream = await openEventStream({
    bus,
    channel,
    lastEventId: request.get('last-event-id') ?? null,
    signal: left.signal,
  })
  response.writeHead(200, stream.headers)
  Readable.fromWeb(stream.body).pipe(response)
})

app.post('/notifications', async (request, response) => {
  response.json({ id: await publishEvent(bus, channel, request.body) })
})

app.listen(Number(process.env.PORT), '127.0.0.1')
