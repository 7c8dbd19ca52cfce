import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { cpus, totalmem } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { installServers } from '../servers/install-servers.ts'
import { type Instance, startInstance } from '../servers/start-instance.ts'
import type { DataServer } from '../support/data-server.ts'
import { ensurePackages } from '../support/packages.ts'
import { redisPackages, startRedis } from '../support/redis.ts'
import { waitFor } from '../support/wait-for.ts'
import { openStreams } from './stream-listeners.ts'

const listenerCounts = [1_000, 5_000]
const heartbeatSeconds = 15
const idleSeconds = 2 * heartbeatSeconds
const paced = { posts: 1_000, perSecond: 100 }
const burst = { posts: 3_000, atOnce: 32 }
const broadcasts = 20
const logged = 1_000

/**
 * `npm run bench -- backend`: one instance of the backend kit over Redis that holds many streams; another one takes the
 * POSTs. All on this computer, which also plays the clients, so real servers do better.
 */
export async function benchBackend(): Promise<undefined> {
  const packages = await ensurePackages(console.log, redisPackages)
  if (packages.kind === 'failed') throw new Error(packages.advice)
  await installServers()
  checkFileHandles(Math.max(...listenerCounts))
  console.log(`${describeMachine()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`)
  const columns: (readonly Row[])[] = []
  for (const count of listenerCounts) columns.push(await measure(count))
  const names = columns[0]?.map(([name]) => name) ?? []
  console.log(
    [
      `| | ${listenerCounts.map((count) => `${count.toLocaleString('en')} listeners`).join(' | ')} |`,
      `|---|${listenerCounts.map(() => '---:|').join('')}`,
      ...names.map((name, at) => `| ${name} | ${columns.map((rows) => rows[at]?.[1] ?? '').join(' | ')} |`),
    ].join('\n'),
  )
}

type Row = readonly [name: string, value: string]

async function measure(count: number): Promise<readonly Row[]> {
  console.log(`Measuring ${count} listeners (about a minute) …`)
  // Redis's own default is to write to disk each second; that it waits for the disk each time is for tests of crashes.
  const redis = await startRedis({ writesEach: 'second' })
  const instances: Instance[] = []
  try {
    const options = { busUrl: redis.url, heartbeat: heartbeatSeconds }
    const holder = await startInstance(options)
    instances.push(holder)
    const publisher = await startInstance(options)
    instances.push(publisher)
    return [
      ...(await measureOwnChannels(redis, holder, publisher, count)),
      ...(await measureBroadcast(holder, publisher, count)),
    ]
  } finally {
    for (const { kill } of instances) await kill()
    await redis.remove()
  }
}

/** Each listener has a channel of its own, as users have. */
async function measureOwnChannels(
  redis: DataServer,
  holder: Instance,
  publisher: Instance,
  count: number,
): Promise<readonly Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: burst.atOnce })
  const send = (index: number) => post(agent, publisher, `user-${index % count}`)
  // What is loaded on first use does not count as a listener's.
  const first = await openStreams(holder.port, 50, (listener) => `user-${listener}`)
  for (let index = 0; index < 50; index += 1) await send(index)
  await first.close()
  const before = await holder.usage()
  const redisBefore = await redisMemory(redis)

  const openedAt = performance.now()
  const listeners = await openStreams(holder.port, count, (listener) => `user-${listener}`)
  const openedMs = performance.now() - openedAt
  const opened = await holder.usage()
  const redisOpened = await redisMemory(redis)

  await delay(idleSeconds * 1_000)
  const idle = await holder.usage()

  const pacedAt = performance.now()
  await Promise.all(
    Array.from({ length: paced.posts }, async (_, index) => {
      await delay(pacedAt + (index * 1_000) / paced.perSecond - performance.now())
      // Spread over all listeners.
      await send(index * 7)
    }),
  )
  await waitFor('all events', () => listeners.received() >= paced.posts)
  const pacedLatencies = listeners.takeLatencies()

  const burstAt = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: burst.atOnce }, async () => {
      while (next < burst.posts) await send(next++)
    }),
  )
  await waitFor('all events', () => listeners.received() >= paced.posts + burst.posts, { intervalMs: 1 })
  const burstMs = performance.now() - burstAt
  const burstLatencies = listeners.takeLatencies()
  await listeners.close()
  for (let index = 0; index < logged; index += 1) await post(agent, publisher, 'full-log')
  const logBytes = await askRedis(redis, 'MEMORY USAGE tidings:events:{full-log} SAMPLES 0', /:(\d+)/)
  agent.destroy()

  const memory = (bytes: number) => `${(bytes / 1_024).toFixed(1)} KiB`
  return [
    ['memory of the instance for a listener', memory((opened.rss - before.rss) / count)],
    ['memory of Redis for a listener and its channel', memory((redisOpened - redisBefore) / count)],
    ['memory of Redis for an event in the log', `${Math.round(logBytes / logged)} bytes`],
    ['streams opened a second', perSecond(count, openedMs)],
    [
      `processor while idle, heartbeat each ${heartbeatSeconds} s`,
      `${((idle.processorMs - opened.processorMs) / idleSeconds / 10).toFixed(1)} % of a core`,
    ],
    [`POST to client, ${paced.perSecond} events a second`, percentiles(pacedLatencies)],
    [`events a second, each to one listener, ${burst.atOnce} POSTs at once`, perSecond(burst.posts, burstMs)],
    [`POST to client meanwhile`, percentiles(burstLatencies)],
  ]
}

/** All listeners have the same channel. */
async function measureBroadcast(
  holder: Instance,
  publisher: Instance,
  count: number,
): Promise<readonly Row[]> {
  const agent = new Agent({ keepAlive: true })
  await waitFor('the streams to end', async () => (await holder.usage()).openStreams === 0)
  const listeners = await openStreams(holder.port, count, () => 'everyone')
  const startedAt = performance.now()
  for (let sent = 1; sent <= broadcasts; sent += 1) {
    await post(agent, publisher, 'everyone')
    await waitFor('all copies', () => listeners.received() >= sent * count, { intervalMs: 1 })
  }
  const tookMs = performance.now() - startedAt
  const latencies = listeners.takeLatencies()
  await listeners.close()
  agent.destroy()
  return [
    ['copies a second, one event to all listeners', perSecond(broadcasts * count, tookMs)],
    ['POST to client, one event to all listeners', percentiles(latencies)],
  ]
}

function post(agent: Agent, { port }: Instance, channel: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = `/publish?channel=${channel}`
    const sending = request({ agent, host: '127.0.0.1', port, path, method: 'POST' }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 202) resolve()
        else reject(new Error(`The instance answered ${response.statusCode}.`))
      })
    })
    sending.once('error', reject)
    sending.end(
      JSON.stringify({
        type: 'notification',
        id: crypto.randomUUID(),
        title: 'Invoice run finished',
        message: '312 invoices were sent. '.repeat(6),
        category: 'billing',
        url: 'https://app.example.com/billing/runs/77',
        sentAt: performance.now(),
      }),
    )
  })
}

const redisMemory = (redis: DataServer) => askRedis(redis, 'INFO memory', /used_memory:(\d+)/)

/** Finds a number in Redis's answer to a command. */
function askRedis({ url }: DataServer, command: string, pattern: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('error', reject)
    socket.once('data', (answer) => {
      socket.destroy()
      resolve(Number(pattern.exec(answer.toString())?.[1]))
    })
  })
}

const perSecond = (count: number, ms: number) => Math.round((count * 1_000) / ms).toLocaleString('en')

function percentiles(latencies: readonly number[]): string {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN).toFixed(1)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`
}

/** @throws Error that says what to do when this process may not open so many sockets */
function checkFileHandles(listeners: number): void {
  const limits = readFileSync('/proc/self/limits', 'utf8')
  const allowed = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1])
  const needed = listeners + 500
  if (allowed < needed) throw new Error(`${allowed} open files are allowed; run "ulimit -n ${needed}" first.`)
}

function describeMachine(): string {
  const processors = cpus()
  return `${processors.length} × ${processors[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`
}
