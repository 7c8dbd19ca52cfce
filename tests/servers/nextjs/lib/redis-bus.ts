import { createClient } from '@redis/client'
import type { Bus } from '../../../../resources/backend-kit/bus.ts'
import { createLogBus } from './log-bus.ts'
import type { LogPage, SharedLog } from './shared-log.ts'
import { within } from './within.ts'

export interface RedisBusOptions {
  /** Like `redis://user:password@host:6379`, or `rediss:` for TLS. */
  readonly url: string
  /** About how many events of a channel are kept for replay. Default 1,000. */
  readonly maxEvents?: number
  /** After this many seconds without an event or a subscriber a channel's log is deleted. Default 30 days. */
  readonly keepSeconds?: number
  /** What the names of keys and Pub/Sub channels begin with. Default `tidings`. */
  readonly prefix?: string
  /** Default: prints it. Connections are retried for ever. */
  readonly onError?: (error: Error) => void
}

const pageSize = 500
const maxWaitMs = 5_000

// One step for Redis: whoever is woken finds the event, and no event is appended without its signal.
const appendScript = `
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'data', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', KEYS[2], '')
return id`

// A log without any entry gets one without data. So the position of a new subscriber is always an entry: if it is gone
// later, what came after it may be gone as well.
const endScript = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local id = last[1] and last[1][1] or redis.call('XADD', KEYS[1], '*', 'start', '')
redis.call('EXPIRE', KEYS[1], ARGV[1])
return id`

/**
 * A bus for any number of processes. The log of a channel is a capped Stream, whose ids are the events' ids; Pub/Sub
 * only wakes those who read it. A process has two connections, however many streams are open.
 *
 * Redis must keep its data over a restart (`appendonly yes`). With `appendfsync everysec`, its default, a crash of the
 * machine can lose the last second; clients then learn that events may be missing.
 */
export function createRedisBus(options: RedisBusOptions): Bus {
  return createLogBus(openRedisLog(options))
}

function openRedisLog(options: RedisBusOptions): SharedLog {
  const { maxEvents = 1_000, keepSeconds = 30 * 86_400, prefix = 'tidings', onError = print } = options
  // The braces make Redis Cluster keep both in one place.
  const streamKey = (channel: string) => `${prefix}:events:{${channel}}`
  const wakeKey = (channel: string) => `${prefix}:wake:{${channel}}`
  const wakers = new Map<string, () => void>()

  const commands = connect(options.url, onError)
  const subscriber = connect(options.url, onError)
  // By then it has subscribed to all channels again. What was published in between is in the log.
  subscriber.on('ready', () => {
    for (const wake of wakers.values()) wake()
  })
  const onMessage = (_: string, key: string) => {
    const wake = wakers.get(key)
    if (wake !== undefined) wake()
    // The command to unsubscribe was lost with a connection.
    else subscriber.unsubscribe(key, onMessage).catch(() => {})
  }

  /** From an id on, this one included. */
  const range = async (channel: string, from: string) =>
    (await commands.xRange(streamKey(channel), from, '+', { COUNT: pageSize + 1 })) ?? []

  return {
    append: async (channel, data) =>
      String(
        await commands.eval(appendScript, {
          keys: [streamKey(channel), wakeKey(channel)],
          arguments: [String(maxEvents), data, String(keepSeconds)],
        }),
      ),

    end: async (channel) =>
      String(
        await commands.eval(endScript, { keys: [streamKey(channel)], arguments: [String(keepSeconds)] }),
      ),

    read: async (channel, after): Promise<LogPage> => {
      const known = isId(after) ? await range(channel, after) : []
      // Streams lose their oldest entries first: while the log has this one, it has all that came after it.
      const isContinuous = known[0]?.id === after
      const found = known.length > 0 ? known : await range(channel, '-')
      const entries = (isContinuous ? found.slice(1) : found).slice(0, pageSize)
      return {
        events: entries.flatMap(({ id, message: { data } }) => (data === undefined ? [] : [{ id, data }])),
        position: entries.at(-1)?.id ?? after,
        hasMore: found.length > pageSize,
        isContinuous,
      }
    },

    isBefore,

    listen: async (channel, onWake) => {
      wakers.set(wakeKey(channel), onWake)
      await within(maxWaitMs, 'Subscribing to Redis', subscriber.subscribe(wakeKey(channel), onMessage))
    },

    unlisten: (channel) => {
      wakers.delete(wakeKey(channel))
      // Fails while the connection is down; `onMessage` does it then.
      if (subscriber.isOpen) subscriber.unsubscribe(wakeKey(channel), onMessage).catch(() => {})
    },

    close: async () => {
      wakers.clear()
      for (const client of [subscriber, commands]) if (client.isOpen) client.destroy()
    },
  }
}

function connect(url: string, onError: (error: Error) => void) {
  const client = createClient({
    url,
    // A command that could not be sent for so long fails and is not sent later.
    commandOptions: { timeout: maxWaitMs },
    // Notices a connection that is dead without having been closed.
    pingInterval: 10_000,
    socket: {
      socketTimeout: 30_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2_000) * (0.5 + Math.random() / 2),
    },
  })
  client.on('error', onError)
  client.connect().catch((error) => {
    // Closed before it was connected.
    if (client.isOpen) onError(error)
  })
  return client
}

const isId = (text: string) => /^\d{1,16}-\d{1,16}$/.test(text)

function isBefore(a: string, b: string): boolean {
  const [aTime = 0, aNumber = 0] = a.split('-').map(Number)
  const [bTime = 0, bNumber = 0] = b.split('-').map(Number)
  return aTime < bTime || (aTime === bTime && aNumber < bNumber)
}

function print(error: Error): void {
  console.error(`Redis: ${error.message}`)
}
