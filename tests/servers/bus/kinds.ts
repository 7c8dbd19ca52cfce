import { createClient } from '@redis/client'
import { Client, Pool } from 'pg'
import type { Bus } from '../../../resources/backend-kit/bus.ts'
import { createMemoryBus } from '../../../resources/backend-kit/memory-bus.ts'
import type { DataServer } from '../../support/data-server.ts'
import { startPostgres } from '../../support/postgres.ts'
import { startRedis } from '../../support/redis.ts'
import { createPostgresBus } from '../nextjs/lib/postgres-bus.ts'
import { deleteOldEvents } from '../nextjs/lib/postgres-outbox.ts'
import { createRedisBus } from '../nextjs/lib/redis-bus.ts'

/** A server under a bus, as the contract's tests use it. */
export interface BusServer extends DataServer {
  /** A bus as another process would have it. */
  readonly openBus: () => Bus
  /** Breaks all connections of all buses; the server runs on. */
  readonly cut: () => Promise<void>
  /** Loses all data; the server runs on. */
  readonly loseData: () => Promise<void>
  /** Drops the oldest events, as the bus itself does it after a while. Some of the newest stay. */
  readonly dropOldest: (channel: string) => Promise<void>
}

export interface BusKind {
  readonly name: string
  readonly start: () => Promise<BusServer>
}

// The tests break connections on purpose.
const onError = () => {}

export const redis: BusKind = {
  name: 'Redis',
  start: async () => {
    const server = await startRedis()
    const openBus = () => createRedisBus({ url: server.url, maxEvents: 5_000, onError })
    return {
      ...server,
      openBus,
      cut: () => redisCommand(server.url, ['CLIENT', 'KILL', 'SKIPME', 'yes']),
      loseData: () => redisCommand(server.url, ['FLUSHALL']),
      dropOldest: async (channel) => {
        const bus = createRedisBus({ url: server.url, maxEvents: 100, onError })
        await bus.publish(channel, 'the one that makes it drop the oldest')
        await bus.close()
      },
    }
  },
}

export const postgres: BusKind = {
  name: 'PostgreSQL',
  start: async () => {
    const server = await startPostgres()
    const connectionString = server.url
    const openBus = () => createPostgresBus({ connectionString, onError, maxConnections: 4 })
    return {
      ...server,
      openBus,
      cut: () =>
        postgresCommand(
          connectionString,
          'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null',
        ),
      loseData: () => postgresCommand(connectionString, 'truncate tidings_events, tidings_channels'),
      dropOldest: async (channel) => {
        const newest = `(select max(id) from tidings_events where channel = '${channel}')`
        await postgresCommand(
          connectionString,
          `update tidings_events set created_at = now() - interval '1 day' where channel = '${channel}' and id < ${newest}`,
        )
        const pool = new Pool({ connectionString, max: 1 })
        await deleteOldEvents(pool, 60)
        await pool.end()
      },
    }
  },
}

/** It has no server. */
export const memory = {
  name: 'in memory',
  openBus: () => createMemoryBus({ maxEvents: 5_000 }),
}

async function redisCommand(url: string, command: readonly string[]): Promise<void> {
  const client = createClient({ url })
  await client.connect()
  await client.sendCommand([...command])
  client.destroy()
}

async function postgresCommand(connectionString: string, command: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query(command)
  await client.end()
}
