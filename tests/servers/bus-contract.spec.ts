import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Bus } from '../../resources/backend-kit/bus.ts'
import { waitFor } from '../support/wait-for.ts'
import { type BusServer, memory, postgres, redis } from './bus/kinds.ts'
import { listen, numbered, publishAll, publishAtLast } from './bus/subscriber.ts'

const shared = [redis, postgres]

describe.each([memory, ...shared])('the bus $name', (kind) => {
  let server: BusServer | null = null
  let one: Bus
  let other: Bus
  beforeAll(async () => {
    if ('openBus' in kind) {
      one = kind.openBus()
      other = one
      return
    }
    server = await kind.start()
    one = server.openBus()
    other = server.openBus()
  })
  afterAll(async () => {
    await one.close()
    if (other !== one) await other.close()
    await server?.remove()
  })

  test('events come in the order of the log, each once, from several publishers to several subscribers', async () => {
    const channel = randomUUID()
    const first = await listen(one, channel)
    const second = await listen(other, channel)
    const texts = numbered(200)
    const ids = await Promise.all(
      texts.map((text, index) => (index % 2 === 0 ? one : other).publish(channel, text)),
    )
    await waitFor('all', () => first.ids().length >= 200 && second.ids().length >= 200)
    expect(first.ids()).toEqual(second.ids())
    expect(first.ids().toSorted()).toEqual(ids.toSorted())
    expect(first.texts().toSorted()).toEqual(texts.toSorted())
    const replayed = await listen(one, channel, first.position ?? null)
    expect(replayed.ids()).toEqual(first.ids())
  })

  test('one publisher’s events come in the order in which it published them', async () => {
    const channel = randomUUID()
    const subscriber = await listen(other, channel)
    await publishAll(one, channel, numbered(100))
    await subscriber.has('event 100')
    expect(subscriber.texts()).toEqual(numbered(100))
  })

  test('only those who subscribed to the channel get its events, until they unsubscribe', async () => {
    const [alice, bob] = [randomUUID(), randomUUID()]
    const forAlice = await listen(other, alice)
    const forBob = await listen(other, bob)
    const leaving = await listen(other, alice)
    await one.publish(alice, 'one')
    await leaving.has('one')
    leaving.unsubscribe()
    await one.publish(alice, 'two')
    await one.publish(bob, 'three')
    await Promise.all([forAlice.has('two'), forBob.has('three')])
    expect(forAlice.texts()).toEqual(['one', 'two'])
    expect(forBob.texts()).toEqual(['three'])
    expect(leaving.texts()).toEqual(['one'])
  })

  test('the last one leaves and another comes at once, many times: nothing is lost', async () => {
    const channel = randomUUID()
    for (const text of numbered(50)) {
      const subscriber = await listen(one, channel)
      await other.publish(channel, text)
      await subscriber.has(text)
      subscriber.unsubscribe()
      expect(subscriber.texts()).toEqual([text])
    }
  })

  test('new ones only are those published after the subscription', async () => {
    const channel = randomUUID()
    await listen(one, channel)
    await other.publish(channel, 'before')
    const subscriber = await listen(one, channel)
    await other.publish(channel, 'after')
    await subscriber.has('after')
    expect(subscriber.texts()).toEqual(['after'])
  })

  test('what followed an id is replayed, then new events come', async () => {
    const channel = randomUUID()
    const ids = await publishAll(one, channel, numbered(5))
    const subscriber = await listen(other, channel, ids[1] ?? '')
    expect(subscriber.isComplete).toBe(true)
    expect(subscriber.texts()).toEqual(numbered(3, 3))
    await one.publish(channel, 'event 6')
    await subscriber.has('event 6')
    expect(subscriber.texts()).toEqual(numbered(4, 3))
  })

  test('nothing to replay after the newest id is complete', async () => {
    const channel = randomUUID()
    const id = await one.publish(channel, 'the newest')
    const subscriber = await listen(other, channel, id)
    expect(subscriber.isComplete).toBe(true)
    expect(subscriber.texts()).toEqual([])
  })

  test('a long replay joins the new events without a gap and without a repetition', async () => {
    const channel = randomUUID()
    const start = await one.publish(channel, 'event 0')
    await Promise.all(numbered(2_000).map((text) => one.publish(channel, text)))
    const publishing = publishAll(one, channel, numbered(100, 2_001))
    const late = await listen(other, channel, start)
    const later = listen(other, channel, start)
    await publishing
    expect(late.isComplete).toBe(true)
    for (const subscriber of [late, await later]) {
      await subscriber.has('event 2100')
      expect(subscriber.texts().toSorted()).toEqual(numbered(2_100).toSorted())
      expect(subscriber.texts().slice(-50)).toEqual(numbered(50, 2_051))
    }
  })

  test('who is cut off before the first event of the channel resumes at the position', async () => {
    const channel = randomUUID()
    const subscriber = await listen(one, channel)
    subscriber.unsubscribe()
    await other.publish(channel, 'meanwhile')
    const again = await listen(one, channel, subscriber.position ?? null)
    expect(again.isComplete).toBe(true)
    expect(again.texts()).toEqual(['meanwhile'])
  })

  test.each(['', 'never-given', '0-0', '1-1', '-1', '99999999999999-1', '9'.repeat(30)])(
    'an id that the log never gave is incomplete and gets everything: %j',
    async (id) => {
      const channel = randomUUID()
      await publishAll(one, channel, ['one', 'two'])
      const subscriber = await listen(other, channel, id)
      expect(subscriber.isComplete).toBe(false)
      await other.publish(channel, 'three')
      await subscriber.has('three')
      expect(subscriber.texts()).toEqual(['one', 'two', 'three'])
    },
  )

  test('an unknown id on an empty channel is incomplete, and gets a position that is complete', async () => {
    const channel = randomUUID()
    const subscriber = await listen(one, channel, 'never-given')
    expect(subscriber.isComplete).toBe(false)
    await other.publish(channel, 'one')
    await subscriber.has('one')
    const again = await listen(one, channel, subscriber.position ?? null)
    expect(again.isComplete).toBe(true)
    expect(again.texts()).toEqual(['one'])
  })

  test('a slow subscriber gets everything, and so do the others', async () => {
    const channel = randomUUID()
    const slow: string[] = []
    await other.subscribe(channel, null, ({ data }) => {
      const until = performance.now() + 2
      while (performance.now() < until);
      slow.push(data)
    })
    const quick = await listen(other, channel)
    await Promise.all(numbered(100).map((text) => one.publish(channel, text)))
    await waitFor('both', () => slow.length >= 100 && quick.texts().length >= 100)
    expect(slow).toEqual(quick.texts())
    expect(new Set(slow).size).toBe(100)
  })

  test('texts come as they were published, whatever is in them', async () => {
    const channel = `${randomUUID()} {Zoë}:*?`
    const texts = ['{"message":"οδός 🎉 \\u0000"}', ' ', "'; drop table x; --", 'x'.repeat(1_000_000)]
    const subscriber = await listen(other, channel)
    await publishAll(one, channel, texts)
    await waitFor('all', () => subscriber.texts().length === texts.length)
    expect(subscriber.texts()).toEqual(texts)
  })
})

describe.each(shared)('the bus $name, which has a server', (kind) => {
  let server: BusServer
  beforeAll(async () => {
    server = await kind.start()
  })
  afterAll(() => server.remove())

  const openBus = () => {
    const bus = server.openBus()
    onTestFinished(() => bus.close())
    return bus
  }

  test('an id whose successors were dropped is incomplete; later ones are complete', async () => {
    const bus = openBus()
    const channel = randomUUID()
    const start = await listen(bus, channel)
    const ids = await publishAll(bus, channel, numbered(300))
    await server.dropOldest(channel)
    for (const id of [start.position ?? '', ids[0] ?? '']) {
      const late = await listen(bus, channel, id)
      expect(late.isComplete).toBe(false)
      expect(late.texts().length).toBeGreaterThan(0)
      expect(late.texts().length).toBeLessThan(300)
    }
    const newest = await listen(bus, channel, ids.at(-1) ?? '')
    expect(newest.isComplete).toBe(true)
  })

  test('while connections are cut again and again, nothing that was taken is lost or repeated', async () => {
    const [publisher, bus] = [openBus(), openBus()]
    const channel = randomUUID()
    const subscriber = await listen(bus, channel)
    const taken: string[] = []
    for (const [index, text] of numbered(60).entries()) {
      if (index % 12 === 6) await server.cut()
      taken.push(await publishAtLast(publisher, channel, text))
    }
    await subscriber.has('event 60')
    const inLog = await listen(openBus(), channel, subscriber.position ?? null)
    expect(subscriber.ids()).toEqual(inLog.ids())
    expect(inLog.ids()).toEqual(expect.arrayContaining(taken))
    expect(subscriber.gaps()).toBe(0)
  })

  test.each(['stop', 'crash'] as const)(
    'after a %s and start of the server it goes on where it was',
    async (end) => {
      const [publisher, bus] = [openBus(), openBus()]
      const channel = randomUUID()
      const subscriber = await listen(bus, channel)
      const before = await publishAll(publisher, channel, numbered(10))
      await subscriber.has('event 10')
      await server[end]()
      const publishing = publishAtLast(publisher, channel, 'event 11')
      await server.start()
      await publishing
      await subscriber.has('event 11')
      expect(subscriber.texts()).toEqual(numbered(11))
      expect(subscriber.gaps()).toBe(0)
      const resumed = await listen(openBus(), channel, before[4] ?? '')
      expect(resumed.isComplete).toBe(true)
      expect(resumed.texts()).toEqual(numbered(6, 6))
    },
  )

  test('while the server is down subscribing fails, and works again afterwards', async () => {
    const bus = openBus()
    const channel = randomUUID()
    const id = await bus.publish(channel, 'before')
    await server.stop()
    await expect(bus.subscribe(channel, id, () => {})).rejects.toThrow()
    await server.start()
    const subscriber = await waitFor('a subscription', () => listen(bus, channel, id))
    await publishAtLast(bus, channel, 'after')
    await subscriber.has('after')
    expect(subscriber.isComplete).toBe(true)
  })

  test('when the log is lost, subscribers learn of the gap, and ids from before are incomplete', async () => {
    const bus = openBus()
    const channel = randomUUID()
    const subscriber = await listen(bus, channel)
    const id = await bus.publish(channel, 'before')
    await subscriber.has('before')
    await server.loseData()
    await bus.publish(channel, 'after')
    await subscriber.has('after')
    expect(subscriber.gaps()).toBe(1)
    const resumed = await listen(bus, channel, id)
    expect(resumed.isComplete).toBe(false)
    expect(resumed.texts()).toEqual(['after'])
  })
})
