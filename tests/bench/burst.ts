import { join } from 'node:path'
import { openReadOnly } from '../../electron/store/open-store.ts'
import type { ElectronRuntime } from '../support/electron-runtime.ts'
import { prepare } from '../support/prepare.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'
import { readLoop, watchLoop } from './loop-delay.ts'
import type { Quantity } from './report/quantity.ts'
import { readRounds } from './report/read-rounds.ts'
import type { Measured } from './report/write-report.ts'

const shapes: Readonly<Record<string, (number: number) => object>> = {
  alike: () => ({}),
  categories: (number) => ({
    category: `Category ${number}`,
    priority: number % 3 === 0 ? 'low' : number % 3 === 1 ? 'normal' : 'high',
  }),
}

interface Burst {
  readonly storedPerSecond: number
  readonly longestMs: number
  readonly usualMs: number
  readonly notifications: number
}

/**
 * `npm run bench -- burst [<events>] [<shape>] [--rounds <n>]`: ten thousand events at once, on the built app; with the
 * shape `categories` each has a category of its own, and a third of them a low priority. Measures how fast they are
 * stored, how long its main process was held up until the last was announced, and that nothing was lost. Without a shape
 * it measures each of them.
 */
export async function benchBurst(args: readonly string[]): Promise<Measured> {
  const { rounds, positionals } = readRounds(args, 3)
  const count = Number(positionals.find((given) => /^\d+$/.test(given)) ?? 10_000)
  const only = positionals.find((given) => !/^\d+$/.test(given))
  if (only !== undefined && shapes[only] === undefined)
    throw new Error(`There is no shape "${only}": ${Object.keys(shapes).join(', ')}.`)
  const { electron } = await prepare({ virtualDesktop: true })
  const quantities: Quantity[] = []
  for (const [name, shape] of Object.entries(shapes)) {
    if (only !== undefined && only !== name) continue
    const bursts: Burst[] = []
    while (bursts.length < rounds) bursts.push(await measureBurst(electron, count, shape))
    const samples = (value: (burst: Burst) => number) => ({ Tidings: bursts.map(value) })
    const what = `${count.toLocaleString('en')} at once, ${name}`
    quantities.push(
      {
        ...{ name: `${what}: stored`, unit: 'a second', subject: 'Tidings' },
        samples: samples((burst) => burst.storedPerSecond),
        bar: { kind: 'at-least', least: 5_000 },
      },
      {
        ...{ name: `${what}: longest hold of the main process`, unit: 'ms', subject: 'Tidings' },
        samples: samples((burst) => burst.longestMs),
        bar: { kind: 'at-most', most: 50 },
      },
      {
        ...{ name: `${what}: 99 % of its holds`, unit: 'ms', subject: 'Tidings' },
        samples: samples((burst) => burst.usualMs),
      },
      {
        ...{ name: `${what}: notifications`, unit: 'count', subject: 'Tidings' },
        samples: samples((burst) => burst.notifications),
      },
    )
  }
  return { quantities }
}

async function measureBurst(
  electron: ElectronRuntime,
  count: number,
  shape: (number: number) => object,
): Promise<Burst> {
  let burst: Burst | undefined
  await withApp(
    async ({ tidings, place, cli, desktop, backend }) => {
      await backend.publish({ type: 'notification', id: 'warm-up', message: 'Hello' })
      await desktop.notifications.waitFor(({ body }) => body === 'Hello')
      const texts = Array.from({ length: count }, (_, index) => textOf(index + 1, shape(index + 1)))
      const opened = openReadOnly(join(place.userDataDir, 'history.db'))
      if (opened.kind !== 'open') throw new Error(`The history is ${opened.kind}.`)
      await watchLoop(tidings)
      const startedAt = performance.now()
      // One write: the stand-in's own work for each event would be part of the figure.
      backend.publishRaw(texts.join(''))
      await waitFor('every row', () => opened.store.unread() === count + 1, {
        timeoutMs: 120_000,
        intervalMs: 10,
      })
      const storedMs = performance.now() - startedAt
      await waitFor(
        'every notification to be shown or suppressed',
        () => opened.store.notificationQueue.entries().length === 0,
        { timeoutMs: 180_000, intervalMs: 1_000 },
      )
      opened.store.close()
      const holds = await readLoop(tidings)
      const rows = (await cli.history()).length
      if (rows !== count + 1) throw new Error(`${rows} rows of ${count + 1} are in the history.`)
      burst = {
        ...holds,
        storedPerSecond: (count * 1_000) / storedMs,
        notifications: desktop.notifications.all().length - 1,
      }
    },
    { electron },
  )
  if (burst === undefined) throw new Error('The app has not run.')
  return burst
}

function textOf(number: number, shape: object): string {
  const event = { type: 'notification', id: `n-${number}`, message: `Message ${number}`, ...shape }
  return `id: burst-${number}\ndata: ${JSON.stringify(event)}\n\n`
}
