import { setTimeout as delay } from 'node:timers/promises'
import { fillHistory } from '../support/fill-history.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'
import { compareWithThousand } from './compare-with-thousand.ts'
import { readLoop, watchLoop } from './loop-delay.ts'
import type { Quantity } from './report/quantity.ts'
import type { Measured } from './report/write-report.ts'
import { sampleEvent } from './sample-events.ts'

const arriving = 10_000
const restMs = 10_000
// Long enough for the window to have shown the result.
const displayMs = 700

/**
 * `npm run bench -- million [<rows>]`: a million rows. First how long they take to read, compared with a thousand; then
 * the built app with them, of which its retention removes nine tenths meanwhile: how long anything held up its main
 * process, when idle and while things happen.
 */
export async function benchMillion([given]: readonly string[]): Promise<Measured> {
  const rows = Number(given ?? 1_000_000)
  const quantities: Quantity[] = []
  const subject = `${rows.toLocaleString('en')} rows`
  await withApp(
    async ({ tidings, cli, backend }) => {
      const report = async (what: string) => {
        const { longestMs } = await readLoop(tidings)
        quantities.push({
          ...{ name: `longest hold: ${what}`, unit: 'ms', samples: { [subject]: [longestMs] }, subject },
        })
      }
      await delay(restMs)
      await watchLoop(tidings)
      await delay(restMs)
      await report('at rest, tidying')

      for (let number = 1; number <= arriving; number += 1) {
        await backend.publish({ type: 'notification', id: `new-${number}`, message: `Moon ${number}` })
      }
      const newest = async () => (await cli.run('--history', '--json', '--limit', '1')).output
      await waitFor('all to be there', async () => (await newest()).includes(`Moon ${arriving}"`), {
        timeoutMs: 120_000,
        intervalMs: 500,
      })
      await delay(restMs / 2)
      await report(`${arriving} events at once`)

      await cli.run('--show')
      const page = await tidings.page()
      await page.getByText(`Moon ${arriving}`).first().waitFor()
      await delay(displayMs)
      await report('the window opens')

      for (const typed of ['invoice', 'zebra', '東京', 'e', 'xylophone', 'invoice refund zebra']) {
        await page.keyboard.press('/')
        await page.keyboard.press('Control+A')
        await page.keyboard.type(typed, { delay: 60 })
        await delay(displayMs)
        await report(`search for "${typed}", letter by letter`)
      }
      await page.keyboard.press('Escape')
      for (const name of ['Failed', 'Unread', 'Jobs', 'All']) {
        await page.getByRole('group', { name: 'Show' }).getByRole('button', { name }).click()
        await delay(displayMs)
        await report(`filter "${name}"`)
      }
      await page.getByRole('button', { name: 'Mark all as read' }).click()
      await waitFor('all to be read', async () => (await cli.status()).unread === 0)
      await delay(displayMs)
      await report('mark all read')
    },
    {
      logLimit: arriving + 10,
      beforeStart: ({ userDataDir }, { streamUrl }) => {
        fillHistory(userDataDir, streamUrl, rows, sampleEvent)
        quantities.push(...compareWithThousand(userDataDir, streamUrl, rows))
      },
    },
  )
  return { quantities }
}
