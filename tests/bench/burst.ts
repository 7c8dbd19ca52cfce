import { expectField } from '../support/story.ts'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { withApp } from '../support/with-app.ts'

// `npm run bench:burst`: ten thousand events at once, on the built app. Prints how long its main process was busy at
// a stretch, which toasts came, and that nothing was lost.

const count = Number(process.argv[2] ?? 10_000)

/**
 * Begins to measure how late the main process comes to what is due, and how much of that it was at work itself: on a
 * machine that is busy with other things a process also waits for them.
 */
function watchLoop({ app }: Tidings): Promise<void> {
  return app.evaluate(() => {
    let at = performance.now()
    let used = process.cpuUsage()
    Reflect.set(globalThis, 'busyOfBench', 0)
    setInterval(() => {
      const [now, usage] = [performance.now(), process.cpuUsage(used)]
      const busy = Math.min(now - at, (usage.user + usage.system) / 1_000)
      if (busy > Reflect.get(globalThis, 'busyOfBench')) Reflect.set(globalThis, 'busyOfBench', busy)
      at = now
      used = process.cpuUsage()
    }, 1)
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    Reflect.set(globalThis, 'delayOfBench', delay)
  })
}

/** Milliseconds; the first is the longest. */
async function readLoop({ app }: Tidings): Promise<readonly number[]> {
  // No named function in here: what tsx makes of one can't be carried into another process.
  const nanoseconds = await app.evaluate(() => {
    const delay: { max: number; mean: number; percentile: (percentage: number) => number } = Reflect.get(
      globalThis,
      'delayOfBench',
    )
    const busy: number = Reflect.get(globalThis, 'busyOfBench')
    return [delay.max, delay.percentile(99), delay.mean, busy * 1_000_000]
  })
  return nanoseconds.map((value) => Math.round(value / 10_000) / 100)
}

await withApp(
  async ({ tidings, cli, desktop, backend }) => {
    await backend.publish({ type: 'notification', id: 'warm-up', message: 'Hello' })
    await desktop.toasts.waitFor(({ body }) => body === 'Hello')
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
      'every toast to be noted',
      async () => (await cli.history()).every(({ toast }) => toast === 'shown'),
      { timeoutMs: 60_000, intervalMs: 1_000 },
    )
    const [longest, usual, mean, busy] = await readLoop(tidings)
    const toasts = desktop.toasts.all().filter(({ receivedAt }) => receivedAt >= startedAt)
    console.log(
      `${count} events published in ${publishedAt - startedAt} ms, all stored after ${storedAt - startedAt} ms`,
    )
    console.log(
      `main process: longest delay ${longest} ms, 99 % below ${usual} ms, mean ${mean} ms, at work at a stretch ${busy} ms at most`,
    )
    for (const { receivedAt, summary, body } of toasts) {
      console.log(`toast at ${receivedAt - startedAt} ms: ${summary} | ${body.replaceAll('\n', ' / ')}`)
    }
    console.log(`rows: ${(await cli.history()).length} of ${count + 1}`)
  },
  { logLimit: count + 10 },
)
