import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

// streamSSE() as in hono.dev/docs/helpers/streaming, with its counter for the ids: it starts at 0 with each start of
// the process, and only what was sent counts.

const app = new Hono()
const clients = new Set()
let id = 0
let streams = 0

app.get('/stream', (context) =>
  streamSSE(context, async (stream) => {
    clients.add(stream)
    streams += 1
    await new Promise((resolve) => stream.onAbort(resolve))
    clients.delete(stream)
  }),
)

app.post('/send', async (context) => {
  const data = await context.req.text()
  for (const client of clients) await client.writeSSE({ data, event: 'news', id: String(id++) })
  return context.body(null, 204)
})

app.get('/streams', (context) => context.text(String(streams)))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) })
