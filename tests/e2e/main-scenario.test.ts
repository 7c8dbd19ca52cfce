import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { playMainScenario, startExport } from '../support/main-scenario.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

test('a finished export raises one notification, and so does the next after an outage of the server', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const dataDir = join(fixtures.place.userDataDir, '../backend')
  // A long time between attempts: the app is seen waiting, and only the button ends that.
  const backend = await fixtures.startBackend({ dataDir, retryMs: 300_000 })
  const scenario = await playMainScenario({
    ...fixtures,
    backend,
    screenshots: null,
    report: () => {},
  })
  try {
    expect(scenario.notification).toMatchObject({
      summary: 'Orders 2026',
      body: 'Your export is ready!',
      appName: 'Tidings',
    })
    expect(desktop.notifications.all()).toHaveLength(1)
    const before = await cli.history()
    expect(before).toHaveLength(1)

    await backend.stop()
    const outage = await cli.waitForConnection('waiting')
    expect(outage.lastError).toMatch(/closed the connection|refused the connection/)
    await scenario.page.getByText('Retrying', { exact: false }).first().waitFor()

    const again = await fixtures.startBackend({ dataDir, port: backend.port })
    await scenario.page.getByRole('button', { name: 'Retry now' }).click()
    await cli.waitForConnection('open')
    await startExport({ backend: again, token: fixtures.token }, { title: 'Second export', rows: 10 })
    await desktop.notifications.waitFor(({ summary }) => summary === 'Second export')
    await scenario.page.getByText('Second export', { exact: true }).waitFor()

    expect((await cli.history()).map(({ title, state, toast }) => [title, state, toast])).toEqual([
      ['Second export', 'succeeded', 'shown'],
      ['Orders 2026', 'succeeded', 'shown'],
    ])
    expect(desktop.notifications.all().map(({ summary }) => summary)).toEqual([
      'Orders 2026',
      'Second export',
    ])
    const log = readFileSync(join(fixtures.place.userDataDir, 'logs/tidings.log'), 'utf8')
    expect(log).toContain('[info]')
    expect(log.split('\n').filter((line) => line.includes('[error]'))).toEqual([])
  } finally {
    await scenario.tidings.kill()
  }
})

test('what was sent while the app was not running is requested at the next start, and notifies once', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend()
  const server = ['--server', backend.streamUrl, '--hidden'] as const
  const first = await fixtures.launch(...server)
  await cli.waitForConnection('open')
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Before' })
  await desktop.notifications.waitFor(({ body }) => body === 'Before')
  await first.kill()

  await backend.publish({ type: 'notification', id: 'n-2', message: 'While away' })
  await fixtures.launch(...server)
  await desktop.notifications.waitFor(({ body }) => body === 'While away')

  expect((await cli.history()).map(({ id }) => id)).toEqual(['n-2', 'n-1'])
  // Those of the run before that are still on the screen were sent again, in their place.
  expect(desktop.notifications.raised().map(({ body }) => body)).toEqual(['Before', 'While away'])
  const again = desktop.notifications.all().filter(({ replacesId }) => replacesId !== 0)
  for (const { body, hints } of again)
    expect({ body, hints }).toMatchObject({ body: 'Before', hints: { 'suppress-sound': true } })
})

test('a server without ids just works', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend({ dialect: 'simple' })
  await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await backend.publish({ type: 'notification', message: 'Your export is ready!' })
  await desktop.notifications.waitFor(({ body }) => body === 'Your export is ready!')
  await desktop.notifications.closeAll()
  await backend.publish({ type: 'notification', message: 'Your export is ready!' })
  await waitFor('a second notification', () => desktop.notifications.all().length === 2)
  expect(await cli.history()).toHaveLength(2)
})

test('after a long absence at most three notifications are shown, the last a digest that names failures first', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend()
  const server = ['--server', backend.streamUrl, '--hidden'] as const
  const first = await fixtures.launch(...server)
  await cli.waitForConnection('open')
  await backend.publish({ type: 'notification', id: 'n-0', message: 'Hello' })
  await desktop.notifications.waitFor(({ body }) => body === 'Hello')
  await first.quit()

  for (let number = 1; number <= 20; number += 1) {
    const state = number % 5 === 0 ? 'failed' : 'succeeded'
    await backend.publish({
      type: 'job',
      id: `exp-${number}`,
      state,
      title: `Export ${number}`,
      message: 'Over',
    })
  }
  await fixtures.launch(...server)
  const digest = await desktop.notifications.waitFor(({ summary }) => summary === '2 failed, 16 ready')
  expect(digest.body.split('\n')[0]).toMatch(/^Failed: /)
  const [, ...afterAbsence] = desktop.notifications.raised()
  expect(afterAbsence.map(({ summary }) => summary)).toEqual([
    'Failed: Export 20',
    'Failed: Export 15',
    '2 failed, 16 ready',
  ])
  expect((await cli.history()).every(({ toast }) => toast === 'shown')).toBe(true)
})
