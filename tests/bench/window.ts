import { fillHistory } from '../support/fill-history.ts'
import { scrollThrough } from '../support/scroll-through.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'

const count = 100_000

/**
 * `npm run bench -- window`: how long the built app's window takes to open on a history of 100,000, to scroll through
 * it, and to find something in it.
 */
export async function benchWindow(): Promise<undefined> {
  await withApp(
    async ({ tidings, cli }) => {
      await cli.run('--show')
      const page = await tidings.page()
      await page.getByText(`News ${count}`, { exact: true }).waitFor()
      const paintedMs = await waitFor('the first paint', () =>
        page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime),
      )
      console.log(`first paint ${Math.round(paintedMs)} ms after the page began to load`)

      const { frameMs, maxRows, emptyFrames } = await scrollThrough(page)
      const part = (share: number) => frameMs[Math.floor((frameMs.length - 1) * share)]?.toFixed(0)
      console.log(
        `${frameMs.length} frames of scrolling: half within ${part(0.5)} ms, 95 % within ${part(0.95)} ms, ` +
          `the longest ${part(1)} ms; at most ${maxRows} rows in the page, ${emptyFrames} frames with a hole`,
      )

      await page.keyboard.press('/')
      await page.keyboard.type('News 424')
      const typedAt = performance.now()
      await page.keyboard.type('2')
      await page.getByText('News 94242', { exact: true }).waitFor()
      console.log(`found ${Math.round(performance.now() - typedAt)} ms after the last letter`)
    },
    { beforeStart: ({ userDataDir }, { streamUrl }) => fillHistory(userDataDir, streamUrl, count) },
  )
}
