import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openEventStream } from '../../../resources/backend-kit/event-stream.ts'
import { createMemoryBus } from '../../../resources/backend-kit/memory-bus.ts'
import { publishEvent } from '../../../resources/backend-kit/publish.ts'

// The backend kit in Hono. One user, so one channel.

const app = new Hono()
const bus = createMemoryBus({ maxEvents: 5 })
const channel = 'everybody'

app.get('/notifications', async ({ req }) => {
  const stream = await openEventStream({
    bus,
    channel,
    lastEventId: req.header('last-event-id') ?? null,
    signal: req.raw.signal,
  })
  return new Response(stream.body, { headers: stream.headers })
})

app.post('/notifications', async (context) => {
  return context.json({ id: await publishEvent(bus, channel, await context.req.json()) })
})

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) })
