import { setTimeout as delay } from 'node:timers/promises'
import { fillHistory } from '../support/fill-history.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'
import { inWords, readLoop, watchLoop } from './loop-delay.ts'
import { sampleEvent } from './sample-events.ts'

// `npm run bench:million [-- <rows>]`: the built app with a million rows, nine tenths of which its settings let go of
// meanwhile. Prints how long anything held up its main process, at rest and while things happen.

const rows = Number(process.argv[2] ?? 1_000_000)
const arriving = 10_000
const restMs = 10_000
// Long enough for the window to have shown what was asked for.
const lookMs = 700

await withApp(
  async ({ tidings, cli, backend }) => {
    const report = async (what: string) => console.log(`${what}: ${inWords(await readLoop(tidings))}`)
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
    await delay(lookMs)
    await report('the window opens')

    for (const typed of ['invoice', 'zebra', '東京', 'e', 'xylophone', 'invoice refund zebra']) {
      await page.keyboard.press('/')
      await page.keyboard.press('Control+A')
      await page.keyboard.type(typed, { delay: 60 })
      await delay(lookMs)
      await report(`search for "${typed}", letter by letter`)
    }
    await page.keyboard.press('Escape')
    for (const name of ['Failed', 'Unread', 'Jobs', 'All']) {
      await page.getByRole('group', { name: 'Show' }).getByRole('button', { name }).click()
      await delay(lookMs)
      await report(`filter "${name}"`)
    }
    await page.getByRole('button', { name: 'Mark all read' }).click()
    await waitFor('all to be read', async () => (await cli.status()).unread === 0)
    await delay(lookMs)
    await report('mark all read')
  },
  {
    logLimit: arriving + 10,
    beforeStart: ({ userDataDir }, { streamUrl }) => fillHistory(userDataDir, streamUrl, rows, sampleEvent),
  },
)
