import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { impatientLimits, ingestInto } from '../integration/servers/ingest-fixture.ts'
import { openTestStore } from '../integration/store/store-fixture.ts'
import { waitFor } from '../support/wait-for.ts'
import { openStream } from './dashboard/read-events.ts'
import { type KitServer, startKitServer } from './kit/start-kit-server.ts'

// The machine may be busy: no stream is given up for being slow.
const limits = { ...impatientLimits, connectTimeoutMs: 600_000, idleMs: 600_000 }

describe.each(['express-server.js', 'hono-server.js'])('the backend kit in %s', (file) => {
  let server: KitServer
  beforeAll(async () => {
    server = await startKitServer(file)
  })
  afterAll(() => server.stop())

  async function open(headers: Readonly<Record<string, string>> = {}) {
    const stream = await openStream(server.streamUrl, headers)
    onTestFinished(stream.close)
    await waitFor('the greeting', () => stream.events[0])
    return stream
  }
  const send = (message: string) => server.publish({ type: 'notification', message })

  test('an event reaches all who listen, with its id', async () => {
    const streams = [await open(), await open()]
    const id = await send('For all')
    for (const { events } of streams) {
      expect(await waitFor('the event', () => events[1])).toMatchObject({ id, data: { message: 'For all' } })
    }
  })

  test('a client resumes after its last id, and after the id of the greeting', async () => {
    const first = await open()
    first.close()
    await first.ended
    const id = await send('Meanwhile')
    const lastId = first.events.at(-1)?.id ?? ''
    const { response, events } = await open({ 'Last-Event-ID': lastId })
    expect(response.headers.get('last-event-id')).toBe(lastId)
    expect(await waitFor('the replay', () => events[1])).toMatchObject({ id, data: { message: 'Meanwhile' } })
  })

  test('a client that was away for longer than the log reaches learns of the gap', async () => {
    const id = await send('Long ago')
    for (let number = 0; number < 6; number += 1) await send(`Number ${number}`)
    const { response, events } = await open({ 'Last-Event-ID': id })
    expect(response.headers.get('last-event-id')).toBe('earliest')
    expect(events[0]?.data).toMatchObject({ replay: false })
    await waitFor('what the log has', () => events.length === 6)
  })

  test('the app stores what it sends, before and after a restart', async () => {
    const store = openTestStore()
    const app = ingestInto(store, server.streamUrl, limits)
    await app.reaches('open')
    await send('Before')
    await app.has('Before')
    await server.restart()
    await waitFor('the app to be back', () => app.status().gap)
    await send('After')
    await app.has('After')
    // The memory bus forgets with its process, and says so.
    expect(app.status().gap).toMatchObject({ to: expect.any(String) })
    expect(app.messages()).toEqual(['Before', 'After'])
  })
})
