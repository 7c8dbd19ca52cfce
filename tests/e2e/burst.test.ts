import { waitFor } from '../support/wait-for.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

const count = 10_000

test('ten thousand events in one burst are all stored, and summarized in a few notifications', async ({
  fixtures,
}) => {
  test.setTimeout(360_000)
  const { cli } = fixtures
  const { backend } = await startConnected(fixtures, { logLimit: count + 10 })
  const startedAt = Date.now()
  for (let number = 1; number <= count; number += 1) {
    const category = ['export', 'billing', 'system'][number % 3] ?? 'system'
    await backend.publish({ type: 'notification', id: `n-${number}`, message: `Message ${number}`, category })
  }
  await waitFor('every row', async () => (await cli.status()).unread === count + 1, { timeoutMs: 120_000 })
  await waitFor(
    'every item to be recorded as shown',
    async () => (await cli.history()).every(({ toast }) => toast === 'shown'),
    { timeoutMs: 120_000, intervalMs: 500 },
  )
  const notifications = notificationsOf(fixtures)
  // At most one a second. Counted from the first event, since the daemon may receive any of them late.
  const seconds = ((notifications.at(-1)?.receivedAt ?? startedAt) - startedAt) / 1_000
  expect(notifications.length).toBeLessThanOrEqual(1 + seconds)
  expect(notifications.length).toBeLessThanOrEqual(8)
  expect(new Set((await cli.history()).map(({ id }) => id)).size).toBe(count + 1)
})
