import { releaseExport, startExport } from '../support/main-scenario.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('a job is one row with live progress, rate and time left, and one notification at its end', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  const access = { backend, token: fixtures.token }
  const exportId = await startExport(access, {
    title: 'Orders 2026',
    rows: 60_000,
    rowsPerSecond: 8_000,
    holdAt: 0.5,
  })
  const running = await bridge.until('rate and time left', ({ jobs }) =>
    (jobs ?? []).some(({ perSecond, leftMs }) => perSecond !== null && leftMs !== null),
  )
  expect(running.jobs).toMatchObject([{ title: 'Orders 2026', state: 'running', stalledSince: null }])
  const progress = await waitFor('the progress in the tray menu', async () => {
    const menu = await (await desktop.tray.waitForItem()).menu()
    return menu.find(({ label }) => /^Orders 2026: \d+\s?%/.test(label))
  })
  expect(progress.enabled).toBe(true)
  expect(notificationsOf(fixtures)).toEqual([])
  await releaseExport(access, exportId)
  await desktop.notifications.waitFor(({ summary }) => summary === 'Orders 2026')
  await bridge.until('the end', ({ jobs }) => jobs?.length === 0)
  expect(notificationsOf(fixtures)).toHaveLength(1)
  expect((await cli.history()).filter(({ type }) => type === 'job')).toHaveLength(1)
})

test('a failed job notifies as prominently as one that succeeded', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders', rows: 100, failAt: 0.5 })
  const notification = await desktop.notifications.waitFor(({ summary }) => summary === 'Failed: Orders')
  expect(notification.body).toContain('row 50')
  expect(notification.hints).toMatchObject({ urgency: 1 })
  expect(notification.hints).not.toHaveProperty('suppress-sound')
})

test('a running job is shown with its last known progress after a restart', async ({ fixtures }) => {
  const { backend, tidings } = await startConnected(fixtures)
  await backend.publish({ type: 'job', id: 'j-1', state: 'running', title: 'Long', progress: 0.4 })
  await waitFor('the row', async () =>
    (await fixtures.cli.history()).some(({ state }) => state === 'running'),
  )
  await tidings.kill()
  const again = await fixtures.launch('--server', backend.streamUrl)
  const bridge = await openBridge(await again.page())
  const { jobs } = await bridge.until('the job', (snapshot) => snapshot.jobs.length === 1)
  expect(jobs).toMatchObject([{ title: 'Long', progress: 0.4, perSecond: null }])
})
