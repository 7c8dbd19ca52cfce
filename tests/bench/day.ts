import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { openReadOnly } from '../../electron/store/open-store.ts'
import { startStreamServer } from '../support/stream-server.ts'
import { expectField, waitFor } from '../support/wait-for.ts'
import { tidingsContender, whileRunning } from './compare/contender.ts'
import { withRecordingDesktop } from './compare/recording-desktop.ts'
import { heldQuantities, readHeld } from './held.ts'
import type { Measured } from './report/write-report.ts'

// The app waits a second or more before it reconnects: several servers at once make the day short.
const serverCount = 10
const eventsEach = 50
/** The part of the day after which everything that fills up once has done so. */
const morning = 0.1

const endings: readonly ((response: ServerResponse) => void)[] = [
  (response) => response.end(),
  (response) => response.socket?.resetAndDestroy(),
  (response) => response.socket?.end(),
]

/**
 * `npm run bench -- day [<reconnects>]`: a day in little, with 2,000 reconnects and 100,000 events in the built app, and
 * what it occupies at the end of it, compared with its first tenth.
 */
export function benchDay([given = '2000']: readonly string[]): Promise<Measured> {
  const reconnects = Number(given)
  return withRecordingDesktop(async ({ executable, desktop, folder }) => {
    const server = await startDayServer()
    const app = tidingsContender(folder, server.urls)
    const arena = { executable, env: desktop.env, nextRequest: server.nextRequest }
    try {
      return await whileRunning(arena, app, async ({ pid }) => {
        const playUntil = async (connections: number) => {
          server.playUntil(connections)
          const expected = connections * eventsEach
          await waitFor(
            'all events',
            () => {
              const seen = { connections: server.connections(), unread: unreadIn(app.userDataDir) }
              return expectField(seen, 'unread', expected)
            },
            { timeoutMs: connections * 3_000 + 60_000, intervalMs: 500 },
          )
          return readHeld(pid)
        }
        const first = Math.round(reconnects * morning)
        const before = await playUntil(first)
        const after = await playUntil(reconnects)
        return {
          quantities: heldQuantities(
            [`after ${first} reconnects`, before],
            [`after ${reconnects} reconnects`, after],
          ),
        }
      })
    } finally {
      server.stop()
    }
  })
}

/**
 * Each stream brings its events, and what was lost with the one before, and ends, each in another way, until there were
 * enough of them.
 */
async function startDayServer() {
  let connections = 0
  let wanted = 0
  const waiting: ((at: number) => void)[] = []
  const published = new Map<string, number>()
  const server = await startStreamServer(({ url, headers }, response) => {
    for (const resolve of waiting.splice(0)) resolve(performance.now())
    const name = url.pathname
    const cursor = headers['last-event-id']
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      ...(typeof cursor === 'string' && { 'Last-Event-ID': cursor }),
    })
    response.write('retry: 1000\n\ndata: {"type":"connected","heartbeat":15}\n\n')
    const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), 15_000)
    response.on('close', () => clearInterval(heartbeat))

    const isPlaying = connections < wanted
    if (isPlaying) published.set(name, (published.get(name) ?? 0) + eventsEach)
    const received = typeof cursor === 'string' ? Number(cursor) : 0
    const missing = (published.get(name) ?? 0) - received
    response.write(
      Array.from({ length: missing }, (_, index) => eventOf(name, received + index + 1)).join(''),
    )
    // It stays open until the day goes on.
    if (!isPlaying) return
    const end = endings[connections % endings.length]
    connections += 1
    // Most of what was written has arrived by then.
    setTimeout(() => end?.(response), 50)
  })
  return {
    urls: Array.from({ length: serverCount }, (_, index) => `${server.origin}/server-${index}`),
    nextRequest: () => new Promise<number>((resolve) => waiting.push(resolve)),
    connections: () => connections,
    playUntil: (count: number) => {
      wanted = count
      server.cut()
    },
    stop: server.stop,
  }
}

function eventOf(server: string, number: number): string {
  const category = ['export', 'billing', 'system'][number % 3]
  const message = `The run number ${number} of ${server} has ended, with nothing to complain about.`
  const id = `${server}-${number}`
  const data = { type: 'notification', id, title: `Run ${number}`, message, category }
  return `id: ${number}\ndata: ${JSON.stringify(data)}\n\n`
}

function unreadIn(userDataDir: string): number {
  const opened = openReadOnly(join(userDataDir, 'history.db'))
  if (opened.kind !== 'open') return 0
  const unread = opened.store.unread()
  opened.store.close()
  return unread
}
