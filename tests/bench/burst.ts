import { expectField, waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'
import { inWords, readLoop, watchLoop } from './loop-delay.ts'

/**
 * `npm run bench -- burst [<events>]`: ten thousand events at once, on the built app. Prints how long its main process
 * was blocked, which notifications came, and that nothing was lost.
 */
export async function benchBurst([events]: readonly string[]): Promise<void> {
  const count = Number(events ?? 10_000)
  await withApp(
    async ({ tidings, cli, desktop, backend }) => {
      await backend.publish({ type: 'notification', id: 'warm-up', message: 'Hello' })
      await desktop.notifications.waitFor(({ body }) => body === 'Hello')
      await watchLoop(tidings)
      const startedAt = Date.now()
      for (let number = 1; number <= count; number += 1) {
        await backend.publish({ type: 'notification', id: `n-${number}`, message: `Message ${number}` })
      }
      const publishedAt = Date.now()
      await waitFor('every row', async () => expectField(await cli.status(), 'unread', count + 1), {
        timeoutMs: 120_000,
        intervalMs: 250,
      })
      const storedAt = Date.now()
      await waitFor(
        'every item to be recorded as shown',
        async () => (await cli.history()).every(({ toast }) => toast === 'shown'),
        { timeoutMs: 60_000, intervalMs: 1_000 },
      )
      const delay = await readLoop(tidings)
      const notifications = desktop.notifications.all().filter(({ receivedAt }) => receivedAt >= startedAt)
      console.log(
        `${count} events published in ${publishedAt - startedAt} ms, all stored after ${storedAt - startedAt} ms`,
      )
      console.log(inWords(delay))
      for (const { receivedAt, summary, body } of notifications) {
        console.log(
          `notification at ${receivedAt - startedAt} ms: ${summary} | ${body.replaceAll('\n', ' / ')}`,
        )
      }
      console.log(`rows: ${(await cli.history()).length} of ${count + 1}`)
    },
    { logLimit: count + 10 },
  )
}
