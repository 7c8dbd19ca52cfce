import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { waitFor } from '../support/wait-for.ts'
import { type BusServer, redis } from './bus/kinds.ts'
import { listen, numbered } from './bus/subscriber.ts'

let server: BusServer
beforeAll(async () => {
  server = await redis.start()
})
afterAll(() => server.remove())

async function openAdmin() {
  const client = createClient({ url: server.url })
  await client.connect()
  onTestFinished(() => client.destroy())
  return client
}

const openBus = () => {
  const bus = server.openBus()
  onTestFinished(() => bus.close())
  return bus
}

test('a process has two connections, however many streams are open, and reads each channel once', async () => {
  const admin = await openAdmin()
  const bus = openBus()
  const channels = numbered(100)
  const subscribers = await Promise.all(
    channels.flatMap((channel) => [listen(bus, channel), listen(bus, channel), listen(bus, channel)]),
  )
  const connections = (await admin.clientList()).length - 1
  expect(connections).toBe(2)

  const [first, second, third] = subscribers
  await admin.configResetStat()
  await bus.publish('event 1', 'one')
  await Promise.all([first?.has('one'), second?.has('one'), third?.has('one')])
  expect(await admin.info('commandstats')).toMatch(/cmdstat_xrange:calls=1,/)
})

test('Redis sends nothing for a channel that nobody has subscribed to any more', async () => {
  const admin = await openAdmin()
  const bus = openBus()
  const subscribers = await Promise.all(numbered(20, 1_000).map((channel) => listen(bus, channel)))
  const wanted = () => admin.pubSubChannels('tidings:wake:{event 10*')
  expect((await wanted()).length).toBe(20)
  for (const { unsubscribe } of subscribers) unsubscribe()
  await waitFor('no subscription', async () => (await wanted()).length === 0)
})

test('also when the last one left while the connection was down', async () => {
  const bus = openBus()
  const channel = 'left meanwhile'
  const subscriber = await listen(bus, channel)
  await server.crash()
  subscriber.unsubscribe()
  await server.start()
  const admin = await openAdmin()
  const wanted = () => admin.pubSubChannels(`tidings:wake:{${channel}}`)
  await waitFor('a publication', () => bus.publish(channel, 'wakes nobody'))
  await waitFor('no subscription', async () => {
    await bus.publish(channel, 'wakes nobody')
    return (await wanted()).length === 0
  })
})

test('a log is deleted some time after its last event or subscriber', async () => {
  const admin = await openAdmin()
  const bus = openBus()
  await bus.publish('rare', 'one')
  const key = 'tidings:events:{rare}'
  await admin.expire(key, 60)
  await listen(bus, 'rare')
  expect(await admin.ttl(key)).toBeGreaterThan(86_400)
})
