import { createChannel, createSession } from 'better-sse'
import express from 'express'

// Sessions and a channel, as in the guide of better-sse. It gives each event a random id and keeps none of them.

const app = express()
app.use(express.json())

const channel = createChannel()
let streams = 0

app.get('/stream', async (request, response) => {
  const session = await createSession(request, response)
  channel.register(session)
  streams += 1
})

app.post('/send', (request, response) => {
  channel.broadcast(request.body, 'news')
  response.sendStatus(204)
})

app.get('/streams', (_request, response) => {
  response.send(String(streams))
})

app.listen(Number(process.env.PORT), '127.0.0.1')
