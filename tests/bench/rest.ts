import { setTimeout as delay } from 'node:timers/promises'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'
import { waitForRest } from './compare/contender.ts'
import { memoryOf, processorTimeOf, sleepsOf } from './process-tree.ts'
import type { Quantity } from './report/quantity.ts'
import type { Measured } from './report/write-report.ts'

const watchedSeconds = 20

interface Rest {
  readonly memory: number
  readonly processor: number
  readonly wakeUps: number
}

async function measure({ app }: Tidings): Promise<Rest> {
  const pid = app.process().pid ?? -1
  await waitForRest(pid)
  const before = { processor: processorTimeOf(pid), sleeps: sleepsOf(pid) }
  await delay(watchedSeconds * 1_000)
  return {
    memory: memoryOf(pid),
    processor: processorTimeOf(pid) - before.processor,
    wakeUps: ((sleepsOf(pid) - before.sleeps) * 60) / watchedSeconds,
  }
}

/**
 * `npm run bench -- rest`: what the built app costs while idle: before a window was open, with it, and after. A debugger is
 * attached, which costs something too; `compare` measures without.
 */
export async function benchRest(): Promise<Measured> {
  const rests: Rest[] = []
  await withApp(async ({ tidings, cli }) => {
    rests.push(await measure(tidings))
    await cli.run('--show')
    const page = await tidings.page()
    await page.getByText('Connected').first().waitFor()
    rests.push(await measure(tidings))
    await page.close()
    await waitFor('the renderer to end', async () => (await tidings.renderers()) === 0)
    rests.push(await measure(tidings))
  })
  const quantity = (name: string, unit: Quantity['unit'], value: (rest: Rest) => number): Quantity => ({
    ...{ name, unit, subject: 'window closed', base: 'window never opened' },
    samples: {
      'window never opened': rests.slice(0, 1).map(value),
      'window open': rests.slice(1, 2).map(value),
      'window closed': rests.slice(2).map(value),
    },
  })
  return {
    quantities: [
      quantity('memory', 'MiB', ({ memory }) => memory),
      quantity(`CPU over ${watchedSeconds} s`, 's', ({ processor }) => processor),
      quantity('wake-ups', 'a minute', ({ wakeUps }) => wakeUps),
    ],
  }
}
