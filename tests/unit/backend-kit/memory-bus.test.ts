import { expect, test } from 'vitest'
import type { Bus, LoggedEvent } from '../../../resources/backend-kit/bus.ts'
import { createMemoryBus } from '../../../resources/backend-kit/memory-bus.ts'

async function listen(bus: Bus, channel: string, afterId: string | null) {
  const received: LoggedEvent[] = []
  const subscription = await bus.subscribe(channel, afterId, (event) => received.push(event))
  return { ...subscription, texts: () => received.map(({ data }) => data) }
}

test('new events reach those who listen to their channel, and nobody else', async () => {
  const bus = createMemoryBus()
  const alice = await listen(bus, 'alice', null)
  const bob = await listen(bus, 'bob', null)
  await bus.publish('alice', 'one')
  alice.unsubscribe()
  await bus.publish('alice', 'two')
  expect(alice.texts()).toEqual(['one'])
  expect(bob.texts()).toEqual([])
})

test('what followed an id is replayed, then new events come', async () => {
  const bus = createMemoryBus()
  const first = await bus.publish('alice', 'one')
  await bus.publish('alice', 'two')
  const alice = await listen(bus, 'alice', first)
  await bus.publish('alice', 'three')
  expect(alice.isComplete).toBe(true)
  expect(alice.texts()).toEqual(['two', 'three'])
})

test('ids grow over all channels', async () => {
  const bus = createMemoryBus()
  const ids = [await bus.publish('alice', 'one'), await bus.publish('bob', 'two')]
  expect(Number(ids[1])).toBeGreaterThan(Number(ids[0]))
})

test('a client that had no event yet can resume at its position', async () => {
  const bus = createMemoryBus()
  const { position = null } = await listen(bus, 'alice', null)
  await bus.publish('bob', 'not for alice')
  await bus.publish('alice', 'one')
  const again = await listen(bus, 'alice', position)
  expect(again.isComplete).toBe(true)
  expect(again.texts()).toEqual(['one'])
})

test('an id that the log has dropped is answered with the rest, as incomplete', async () => {
  const bus = createMemoryBus({ maxEvents: 2 })
  const first = await bus.publish('alice', 'one')
  const second = await bus.publish('alice', 'two')
  await bus.publish('alice', 'three')
  await bus.publish('alice', 'four')
  const late = await listen(bus, 'alice', first)
  expect(late.isComplete).toBe(false)
  expect(late.texts()).toEqual(['three', 'four'])
  expect((await listen(bus, 'alice', second)).isComplete).toBe(true)
})

test.each(['', 'never-given', '-1', '99999999999999'])('the id "%s" is incomplete', async (id) => {
  const bus = createMemoryBus()
  await bus.publish('alice', 'one')
  const alice = await listen(bus, 'alice', id)
  expect(alice.isComplete).toBe(false)
  expect(alice.texts()).toEqual(['one'])
})

test('an id of the process before is incomplete, and the client gets one that is not', async () => {
  const before = createMemoryBus({ now: () => 1_000 })
  const id = await before.publish('alice', 'one')
  const bus = createMemoryBus({ now: () => 2_000 })
  const alice = await listen(bus, 'alice', id)
  expect(alice.isComplete).toBe(false)
  expect((await listen(bus, 'alice', alice.position ?? null)).isComplete).toBe(true)
})

test('the channels that published least recently lose their logs, and say so', async () => {
  const bus = createMemoryBus({ maxChannels: 2 })
  const alice = await bus.publish('alice', 'one')
  const bob = await bus.publish('bob', 'two')
  await bus.publish('alice', 'three')
  await bus.publish('carol', 'four')
  expect((await listen(bus, 'alice', alice)).isComplete).toBe(true)
  const { isComplete } = await listen(bus, 'bob', String(Number(bob) - 1))
  expect(isComplete).toBe(false)
})

test('an event that a listener publishes comes after the one that it answers', async () => {
  const bus = createMemoryBus()
  const received: string[] = []
  await bus.subscribe('alice', null, ({ data }) => {
    received.push(data)
    if (data === 'one') void bus.publish('alice', 'two')
  })
  await bus.publish('alice', 'one')
  expect(received).toEqual(['one', 'two'])
})
