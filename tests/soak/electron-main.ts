import { setTimeout as pause } from 'node:timers/promises'
import { app, session } from 'electron'
import { startFeed } from '../../electron/feed/feed.ts'
import { defaultLimits } from '../../electron/feed/limits.ts'
import { createNetwork } from '../../electron/platform/network/network.ts'
import { environmentLogins } from '../../electron/platform/network/proxy-login.ts'
import { systemClock } from '../../electron/platform/system/clock.ts'
import { leaveIt, renewIt } from './flaky-server.ts'
import { type Measures, measure } from './measure.ts'

// Runs as the main process of Electron (see soak.ts): the feed over Chromium's network, as in the product.

/** What it prints at the end. */
export interface SoakReport {
  readonly before: Measures
  readonly after: Measures
  readonly connections: number
  readonly problems: readonly string[]
}

const systemNetwork = createNetwork({ beginAttempt: environmentLogins(process.env) })
const problems: string[] = []
process.on('unhandledRejection', (reason) => problems.push(`an unhandled rejection: ${String(reason)}`))
process.on('uncaughtException', (error) => problems.push(`an uncaught exception: ${String(error)}`))
process.on('warning', ({ message }) => problems.push(`a warning: ${message}`))
app.on('window-all-closed', () => {})

app.whenReady().then(async () => {
  const urls = (process.env.SOAK_URLS ?? '').split(' ').map((url) => new URL(url))
  const reconnects = Number(process.env.SOAK_RECONNECTS)
  // Caches and pools fill once; that is no leak.
  await reconnectToAll(urls, 150)
  const before = await measureAtRest()
  const connections = await reconnectToAll(urls, reconnects)
  const report: SoakReport = { before, after: await measureAtRest(), connections, problems }
  console.log(JSON.stringify(report))
  // The connections at the server are counted while this process still runs.
  await pause(500)
  app.exit(0)
})

/** Reconnects to all servers at once, until there were this many connections, and as many to each of them. */
async function reconnectToAll(urls: readonly URL[], wanted: number): Promise<number> {
  const counts = await Promise.all(urls.map((url) => reconnect(url, Math.ceil(wanted / urls.length))))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Reconnects until there were this many connections, then stops. */
function reconnect(url: URL, wanted: number): Promise<number> {
  return new Promise((resolve) => {
    let connections = 0
    let cursor: string | null = null
    let renewals = 0
    const feed = startFeed({
      url,
      fetch: systemNetwork.fetch,
      clock: systemClock,
      random: Math.random,
      token: { current: () => `token-${renewals}`, refresh: async () => ({ kind: 'none' }) },
      readCursor: async () => cursor,
      limits: {
        ...defaultLimits,
        idleMs: 30,
        backoff: { baseMs: 0, maxMs: 0, jitter: 0 },
        minRetryMs: 0,
        restartDelayMs: 1,
        overlapMs: 0,
      },
      learnedPause: { read: () => null, store: () => {} },
      network: systemNetwork,
      storeEvent: async ({ data, lastEventId }) => {
        cursor = lastEventId
        if (data === leaveIt) feed.restart()
        if (data === renewIt) {
          renewals += 1
          feed.renew()
        }
        return { kind: 'stored' }
      },
      storeCursor: async () => ({ kind: 'stored' }),
      onStatus: ({ connection }) => {
        if (connection.kind === 'connecting') connections += 1
        if (connections <= wanted || connection.kind === 'stopped') return
        feed.stop()
        resolve(connections)
      },
      onUnexpectedError: (error) => problems.push(`a bug: ${String(error)}`),
    })
  })
}

// Chromium keeps a connection whose response was discarded for 5 s: if the rest arrives, it can be used again.
const restMs = 10_000

async function measureAtRest(): Promise<Measures> {
  const measureNow = () => measure(app.getAppMetrics().map(({ pid }) => pid))
  const giveUpAt = Date.now() + restMs
  for (;;) {
    await session.defaultSession.closeAllConnections()
    await pause(250)
    const measures = measureNow()
    if (measures.connections === 0 || Date.now() > giveUpAt) return measures
  }
}
