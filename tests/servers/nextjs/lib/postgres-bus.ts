import { Pool } from 'pg'
import type { Bus } from '../../../../resources/backend-kit/bus.ts'
import { createLogBus } from './log-bus.ts'
import { startPostgresListener } from './postgres-listener.ts'
import { readOutbox } from './postgres-log.ts'
import { createOutbox, deleteOldEvents } from './postgres-outbox.ts'
import { within } from './within.ts'

export interface PostgresBusOptions {
  /** Like `postgres://user:password@host:5432/database`. Not through a pooler that breaks LISTEN, like PgBouncer's. */
  readonly connectionString: string
  /** How long events are kept for replay, in seconds. Default 7 days. */
  readonly keepSeconds?: number
  /** How many connections read and write, beside the one that listens. Default 10. */
  readonly maxConnections?: number
  /** Default: prints it. Connections are retried for ever. */
  readonly onError?: (error: Error) => void
}

const maxWaitMs = 5_000
const deleteEveryMs = 10 * 60_000

/**
 * A bus for any number of processes over one database. Events are rows of an outbox table, so one can be written in the
 * transaction of what it tells of (`addEvent`); NOTIFY only wakes those who read it.
 */
export function createPostgresBus(options: PostgresBusOptions): Bus {
  const { connectionString, keepSeconds = 7 * 86_400, maxConnections = 10, onError = print } = options
  const pool = new Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: maxWaitMs,
    query_timeout: 2 * maxWaitMs,
  })
  pool.on('error', onError)
  const wakers = new Map<string, () => void>()
  const listener = startPostgresListener(
    connectionString,
    (channel) => wakers.get(channel)?.(),
    () => {
      for (const wake of wakers.values()) wake()
    },
    onError,
  )

  let created: Promise<void> | undefined
  /** Once, but again after a failure. */
  const outbox = (): Promise<void> => {
    created ??= createOutbox(pool).catch((error) => {
      created = undefined
      throw error
    })
    return created
  }
  const deleting = setInterval(() => {
    outbox()
      .then(() => deleteOldEvents(pool, keepSeconds))
      .catch(onError)
  }, deleteEveryMs)
  deleting.unref()

  const log = readOutbox(pool)
  return createLogBus({
    ...log,
    append: async (channel, data) => {
      await outbox()
      return log.append(channel, data)
    },
    listen: async (channel, onWake) => {
      wakers.set(channel, onWake)
      await outbox()
      await within(maxWaitMs, 'Listening to PostgreSQL', listener.listening())
    },
    unlisten: (channel) => {
      wakers.delete(channel)
    },
    close: async () => {
      clearInterval(deleting)
      wakers.clear()
      await listener.stop()
      await pool.end()
    },
  })
}

function print(error: Error): void {
  console.error(`PostgreSQL: ${error.message}`)
}
