import { setTimeout as delay } from 'node:timers/promises'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'

const watchedSeconds = 20

/** The processes of the app, their memory in MiB and their share of one core while they were watched. */
async function measure({ app }: Tidings, when: string): Promise<void> {
  // The first call begins the measuring of the processor, the second reads it.
  await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  await delay(watchedSeconds * 1_000)
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  const memory = metrics.reduce((sum, { memory: { workingSetSize } }) => sum + workingSetSize, 0) / 1024
  const processor = metrics.reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0)
  const wakeups = metrics.reduce((sum, { cpu }) => sum + cpu.idleWakeupsPerSecond, 0)
  const kinds = metrics.map(
    ({ type, memory: { workingSetSize } }) => `${type} ${Math.round(workingSetSize / 1024)}`,
  )
  console.log(
    `${when}: ${Math.round(memory)} MiB in ${metrics.length} processes (${kinds.join(', ')}), ` +
      `${processor.toFixed(2)} % of a core, ${wakeups.toFixed(0)} wake-ups a second`,
  )
}

/** `npm run bench -- rest`: what the built app costs while idle: before a window was open, with it, and after. */
export async function benchRest(): Promise<undefined> {
  await withApp(async ({ tidings, cli }) => {
    await measure(tidings, 'at rest')
    await cli.run('--show')
    const page = await tidings.page()
    await page.getByText('Connected').first().waitFor()
    await measure(tidings, 'window open')
    await page.close()
    await waitFor('the renderer to end', async () => (await tidings.renderers()) === 0)
    await measure(tidings, 'at rest again')
  })
}
