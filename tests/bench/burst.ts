import { expectField, waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'
import { inWords, readLoop, watchLoop } from './loop-delay.ts'

const shapes: Readonly<Record<string, (number: number) => object>> = {
  alike: () => ({}),
  categories: (number) => ({
    category: `Category ${number}`,
    priority: number % 3 === 0 ? 'low' : number % 3 === 1 ? 'normal' : 'high',
  }),
}

/**
 * `npm run bench -- burst [<events>] [<shape>]`: ten thousand events at once, on the built app; with the shape
 * `categories` each has a category of its own, and a third of them a low priority. Prints how long its main process was
 * blocked, which notifications came, and that nothing was lost. Without a shape it measures each of them.
 */
export async function benchBurst([events, only]: readonly string[]): Promise<undefined> {
  for (const [name, shape] of Object.entries(shapes)) {
    if (only !== undefined && only !== name) continue
    console.log(`-- ${name}`)
    await measureBurst(Number(events ?? 10_000), shape)
  }
}

async function measureBurst(count: number, shape: (number: number) => object): Promise<void> {
  await withApp(
    async ({ tidings, cli, desktop, backend }) => {
      await backend.publish({ type: 'notification', id: 'warm-up', message: 'Hello' })
      await desktop.notifications.waitFor(({ body }) => body === 'Hello')
      await watchLoop(tidings)
      const startedAt = Date.now()
      for (let number = 1; number <= count; number += 1) {
        await backend.publish({
          type: 'notification',
          id: `n-${number}`,
          message: `Message ${number}`,
          ...shape(number),
        })
      }
      const publishedAt = Date.now()
      await waitFor('every row', async () => expectField(await cli.status(), 'unread', count + 1), {
        timeoutMs: 120_000,
        intervalMs: 250,
      })
      const storedAt = Date.now()
      await waitFor(
        'every notification to be shown or suppressed',
        async () =>
          (await cli.history()).every(({ notification }) => ['shown', 'suppressed'].includes(notification)),
        { timeoutMs: 180_000, intervalMs: 1_000 },
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
