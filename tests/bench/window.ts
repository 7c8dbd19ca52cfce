import { fillHistory } from '../support/fill-history.ts'
import { scrollThrough } from '../support/scroll-through.ts'
import type { RunningApp } from '../support/with-app.ts'
import { compareOpenings } from './compare-openings.ts'
import type { Quantity } from './report/quantity.ts'
import { readRounds } from './report/read-rounds.ts'
import { quantileOf } from './report/spread.ts'
import type { Measured } from './report/write-report.ts'

const count = 100_000
const long = '100,000 rows'

/**
 * `npm run bench -- window [--rounds <n>]`: how long the built app's window takes to open on a history of 100,000,
 * compared with an empty one, to scroll through it, and to find something in it.
 */
export async function benchWindow(args: readonly string[]): Promise<Measured> {
  const others: Quantity[] = []
  const samples = await compareOpenings(
    readRounds(args, 10).rounds,
    [
      { name: 'empty', text: 'No notifications yet' },
      {
        name: long,
        text: `News ${count}`,
        fill: ({ userDataDir }, { streamUrl }) => fillHistory(userDataDir, streamUrl, count),
      },
    ],
    async (app) => void others.push(...(await measureUse(app))),
  )
  return {
    quantities: [
      {
        ...{
          name: 'tray click to first paint of the list',
          unit: 'ms',
          samples,
          subject: long,
          base: 'empty',
        },
        bar: { kind: 'ratio', most: 1.3 },
      },
      ...others,
    ],
  }
}

async function measureUse({ tidings, cli }: RunningApp): Promise<readonly Quantity[]> {
  await cli.run('--show')
  const page = await tidings.page()
  await page.getByText(`News ${count}`, { exact: true }).waitFor()
  const { frameMs, maxRows, emptyFrames } = await scrollThrough(page)

  await page.keyboard.press('/')
  await page.keyboard.type('News 424')
  const typedAt = performance.now()
  await page.keyboard.type('2')
  await page.getByText('News 94242', { exact: true }).waitFor()
  const foundMs = performance.now() - typedAt

  const quantity = (name: string, unit: Quantity['unit'], value: number): Quantity => ({
    ...{ name, unit, samples: { [long]: [value] }, subject: long },
  })
  return [
    quantity('a frame of scrolling, p50', 'ms', quantileOf(frameMs, 0.5)),
    quantity('a frame of scrolling, p95', 'ms', quantileOf(frameMs, 0.95)),
    quantity('a frame of scrolling, the longest', 'ms', quantileOf(frameMs, 1)),
    quantity('frames of scrolling with a hole', 'count', emptyFrames),
    quantity('rows in the page, at most', 'count', maxRows),
    quantity('found after the last letter', 'ms', foundMs),
  ]
}
