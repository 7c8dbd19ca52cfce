import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../electron/store/open-store.ts'
import { impatientLimits, ingestInto } from '../integration/servers/ingest-fixture.ts'
import { historyPath } from '../integration/store/store-fixture.ts'
import { type Nginx, recommendedSettings, startNginx } from '../support/nginx.ts'
import { waitFor } from '../support/wait-for.ts'
import { type BusServer, postgres, redis } from './bus/kinds.ts'
import { numbered } from './bus/subscriber.ts'
import { type Instance, startInstance } from './start-instance.ts'

// Two instances behind nginx, which sends each request to the next of them: no sticky sessions.

describe.each([redis, postgres])('two instances over $name', (kind) => {
  let server: BusServer
  let instances: readonly [Instance, Instance]
  let nginx: Nginx
  beforeAll(async () => {
    server = await kind.start()
    const options = { busUrl: server.url, heartbeat: 1 }
    instances = [await startInstance(options), await startInstance(options)]
    const [one, other] = instances
    nginx = await startNginx({
      backendPort: one.port,
      otherBackendPorts: [other.port],
      // Its recommended form, but for the time after which it tries a dead instance again.
      settings: recommendedSettings,
    })
  })
  afterAll(async () => {
    await nginx.stop()
    await Promise.all(instances.map(({ kill }) => kill()))
    await server.remove()
  })

  /** The app's feed and its store, with an open stream. */
  async function openApp(channel: string) {
    const opened = openStore(historyPath(), { now: Date.now, readOnly: false })
    if (opened.kind !== 'open') throw new Error(opened.reason)
    onTestFinished(opened.store.close)
    const limits = { ...impatientLimits, connectTimeoutMs: 10_000, idleMs: 10_000 }
    const app = ingestInto(opened.store, `${nginx.origin}/stream?channel=${channel}`, limits)
    await app.reaches('open')
    return app
  }

  /** Publishes as a job that tries again would: until it is taken, as the same item. */
  const publish = (channel: string, message: string) =>
    waitFor(`"${message}" to be published`, async () => {
      const response = await fetch(`${nginx.origin}/publish?channel=${channel}`, {
        method: 'POST',
        body: JSON.stringify({ type: 'notification', id: message, message }),
      })
      await response.text()
      return response.ok
    })

  const publishAll = async (channel: string, messages: readonly string[]) => {
    for (const message of messages) await publish(channel, message)
  }

  const openStreams = async ({ usage }: Instance) => (await usage()).openStreams

  /** The instance that has the stream, and the one that has not. */
  const holder = () =>
    waitFor('one stream', async () => {
      const [one, other] = instances
      const [ofOne, ofOther] = await Promise.all([openStreams(one), openStreams(other)])
      if (ofOne === 1 && ofOther === 0) return { holding: one, idle: other }
      return ofOne === 0 && ofOther === 1 ? { holding: other, idle: one } : null
    })

  test('what one instance publishes reaches the stream that the other holds', async () => {
    const channel = 'either'
    const app = await openApp(channel)
    const { idle, holding } = await holder()
    for (const [index, { origin }] of [idle, holding, idle].entries()) {
      const message = `message ${index}`
      const event = { type: 'notification', id: message, message }
      await fetch(`${origin}/publish?channel=${channel}`, { method: 'POST', body: JSON.stringify(event) })
      await app.has(message)
    }
    expect(app.messages()).toEqual(['message 0', 'message 1', 'message 2'])
    app.stop()
    await waitFor('the stream to end', async () => (await openStreams(holding)) === 0)
  })

  test('the instance that holds the stream is killed: the app resumes on the other, and back', async () => {
    const channel = 'killed'
    const app = await openApp(channel)
    await publishAll(channel, numbered(20))
    for (const round of [1, 2]) {
      const { holding, idle } = await holder()
      const publishing = publishAll(channel, numbered(40, 40 * round - 19))
      await app.has(`event ${40 * round - 10}`)
      await holding.kill()
      await publishing
      await app.has(`event ${40 * round + 20}`)
      expect(await openStreams(idle)).toBe(1)
      await holding.start()
    }
    expect(app.messages()).toEqual(numbered(100))
    expect(app.status().gap).toBeNull()
    expect(app.errors).toEqual([])
    app.stop()
    await waitFor(
      'the stream to end',
      async () => (await openStreams(instances[0])) + (await openStreams(instances[1])) === 0,
    )
  })

  test('what is published while the app has no stream comes when it is back', async () => {
    const channel = 'away'
    const app = await openApp(channel)
    await publish(channel, 'event 1')
    await app.has('event 1')
    const [one, other] = instances
    await Promise.all([one.kill(), other.kill()])
    await app.reaches('waiting')
    const bus = server.openBus()
    onTestFinished(() => bus.close())
    for (const message of numbered(30, 2)) {
      await bus.publish(channel, JSON.stringify({ type: 'notification', id: message, message }))
    }
    await Promise.all([one.start(), other.start()])
    await app.has('event 31')
    expect(app.messages()).toEqual(numbered(31))
    expect(app.status().gap).toBeNull()
    app.stop()
    await waitFor(
      'the stream to end',
      async () => (await openStreams(one)) + (await openStreams(other)) === 0,
    )
  })

  test('when the log is lost, the app says that notifications may be missing, and goes on', async () => {
    const app = await openApp('lost')
    await publishAll('lost', numbered(5))
    await app.has('event 5')
    await server.loseData()
    await publishAll('lost', numbered(2, 6))
    await app.has('event 7')
    await waitFor('the gap', () => app.status().gap)
    expect(app.messages()).toEqual(numbered(7))
    app.stop()
  })

  test.each(['stop', 'crash'] as const)(
    `after a %s and start of ${kind.name} while events are published nothing is lost, nothing comes twice`,
    async (end) => {
      const app = await openApp(end)
      await publishAll(end, numbered(10))
      const publishing = publishAll(end, numbered(40, 11))
      await app.has('event 20')
      await server[end]()
      await server.start()
      await publishing
      await app.has('event 50')
      expect(app.messages()).toEqual(numbered(50))
      expect(app.status().gap).toBeNull()
      expect(app.errors).toEqual([])
      app.stop()
    },
  )
})
