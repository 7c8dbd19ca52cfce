import { randomUUID } from 'node:crypto'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { waitFor } from '../support/wait-for.ts'
import { type BusServer, postgres } from './bus/kinds.ts'
import { listen, numbered } from './bus/subscriber.ts'
import { addEvent, createOutbox } from './nextjs/lib/postgres-outbox.ts'

let server: BusServer
beforeAll(async () => {
  server = await postgres.start()
  const pool = new Pool({ connectionString: server.url })
  await createOutbox(pool)
  await pool.query('create table exports (name text)')
  await pool.end()
})
afterAll(() => server.remove())

const openBus = () => {
  const bus = server.openBus()
  onTestFinished(() => bus.close())
  return bus
}

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: server.url })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

const isWaitingForLock = async (watcher: Client) => {
  const { rowCount } = await watcher.query(
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into tidings_events%'",
  )
  return rowCount === 1
}

test('an event is sent when the transaction of its export commits, and not before', async () => {
  const channel = randomUUID()
  const subscriber = await listen(openBus(), channel)
  const client = await connect()
  await client.query('begin')
  await client.query("insert into exports values ('orders')")
  await addEvent(client, channel, 'Your export is ready!')
  // Another channel is not held up, and its event comes although it was written later.
  const other = randomUUID()
  const otherSubscriber = await listen(openBus(), other)
  await openBus().publish(other, 'of someone else')
  await otherSubscriber.has('of someone else')
  expect(subscriber.texts()).toEqual([])
  await client.query('commit')
  await subscriber.has('Your export is ready!')
})

test('a roll-back takes the event back, and leaves no gap', async () => {
  const channel = randomUUID()
  const bus = openBus()
  const subscriber = await listen(bus, channel)
  const client = await connect()
  await client.query('begin')
  await addEvent(client, channel, 'never committed')
  await client.query('rollback')
  await bus.publish(channel, 'committed')
  await subscriber.has('committed')
  expect(subscriber.texts()).toEqual(['committed'])
  const resumed = await listen(bus, channel, subscriber.position ?? null)
  expect(resumed.isComplete).toBe(true)
})

test('an event whose transaction began first and commits last is not skipped', async () => {
  const channel = randomUUID()
  const subscriber = await listen(openBus(), channel)
  const [slow, quick, watcher] = [await connect(), await connect(), await connect()]
  await slow.query('begin')
  await addEvent(slow, channel, 'began first')
  const second = addEvent(quick, channel, 'began second')
  await waitFor('the second to wait for the first', () => isWaitingForLock(watcher))
  await slow.query('commit')
  await second
  await subscriber.has('began second')
  expect(subscriber.texts()).toEqual(['began first', 'began second'])
})

test.each(['read committed', 'repeatable read', 'serializable'])(
  'with many transactions at once, some rolled back, at %s: all that committed come once',
  async (level) => {
    const channel = randomUUID()
    const subscriber = await listen(openBus(), channel)
    const texts = numbered(120)
    const isRolledBack = (index: number) => index % 5 === 0
    const writers = await Promise.all([connect(), connect(), connect(), connect()])
    const write = async (client: Client, text: string, end: string): Promise<void> => {
      try {
        await client.query(`begin isolation level ${level}`)
        await addEvent(client, channel, text)
        await client.query(end)
      } catch (error) {
        await client.query('rollback')
        // As every application at these levels must.
        const isConflict = error instanceof Error && 'code' in error && error.code === '40001'
        if (!isConflict) throw error
        await write(client, text, end)
      }
    }
    await Promise.all(
      writers.map(async (client, writer) => {
        for (const [index, text] of texts.entries()) {
          if (index % writers.length !== writer) continue
          await write(client, text, isRolledBack(index) ? 'rollback' : 'commit')
        }
      }),
    )
    const committed = texts.filter((_, index) => !isRolledBack(index))
    await waitFor('all', () => subscriber.texts().length >= committed.length)
    expect(subscriber.texts().toSorted()).toEqual(committed.toSorted())
    const resumed = await listen(openBus(), channel, subscriber.position ?? null)
    expect(resumed.isComplete).toBe(true)
    expect(resumed.ids()).toEqual(subscriber.ids())
  },
)

test('several processes that start at once on an empty database create the outbox once', async () => {
  const admin = await connect()
  await admin.query('create database another')
  const connectionString = server.url.replace(/\/postgres$/, '/another')
  const pools = Array.from({ length: 5 }, () => new Pool({ connectionString, max: 1 }))
  await Promise.all(pools.map(createOutbox))
  await Promise.all(pools.map((pool) => pool.end()))
})
