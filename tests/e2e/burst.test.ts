import { waitFor } from '../support/wait-for.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

const count = 10_000

test('ten thousand events in one burst: none is lost, and a few notifications tell of them', async ({
  stage,
}) => {
  test.setTimeout(120_000)
  const { cli } = stage
  const { backend } = await startConnected(stage, { logLimit: count + 10 })
  for (let number = 1; number <= count; number += 1) {
    const category = ['export', 'billing', 'system'][number % 3] ?? 'system'
    await backend.publish({ type: 'notification', id: `n-${number}`, message: `Message ${number}`, category })
  }
  await waitFor('every row', async () => (await cli.status()).unread === count + 1, { timeoutMs: 60_000 })
  await waitFor(
    'every notification to be noted',
    async () => (await cli.history()).every(({ toast }) => toast === 'shown'),
    { timeoutMs: 45_000, intervalMs: 500 },
  )
  const notifications = notificationsOf(stage)
  const gaps = notifications
    .slice(1)
    .map(({ receivedAt }, index) => receivedAt - (notifications[index]?.receivedAt ?? 0))
  // The daemon is told a little sooner or later than the app meant to.
  expect(Math.min(...gaps)).toBeGreaterThan(900)
  expect(notifications.length).toBeLessThanOrEqual(8)
  expect(new Set((await cli.history()).map(({ id }) => id)).size).toBe(count + 1)
})
