import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchTidings, openCli, projectFolder } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { orderExport } from './dashboard/open-browser.ts'
import { openSideBySide, type SideBySide } from './dashboard/side-by-side.ts'

let view: SideBySide
beforeAll(async () => {
  view = await openSideBySide()
})
afterAll(() => view.stop())

test('an export that was started in the browser is seen there and on the desktop alike', async () => {
  const { page, window, desktop, tidings, cli } = view
  // So many that it is still running whenever this looks.
  await orderExport(page, 2_000_000)
  await page.getByRole('progressbar').waitFor()
  await window.getByRole('progressbar').waitFor()
  await waitFor('its progress in the history', async () =>
    (await cli.history()).some(({ state, progress }) => state === 'running' && (progress ?? 0) > 0),
  )

  await orderExport(page, 5_000)
  const row = page.getByRole('listitem').filter({ hasText: 'Orders, 5,000 rows' })
  await row.getByText('Your export is ready!').waitFor()
  await window.getByText('Your export is ready!').first().waitFor()
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Orders, 5,000 rows' && id !== undefined,
  )
  expect(notification.body).toBe('Your export is ready!')
  await desktop.screenshot(join(projectFolder, 'artifacts/servers/side-by-side.png'))

  await desktop.notifications.press(notification, 'Download')
  const folder = await tidings.app.evaluate(({ app }) => app.getPath('downloads'))
  const name = await waitFor('the file', () => readdirSync(folder).find((file) => file.endsWith('.csv')))
  expect(name).toBe('orders-5000.csv')
  const downloading = page.waitForEvent('download')
  await row.getByRole('link', { name: 'Download' }).click()
  const fromBrowser = await (await downloading).path()
  expect(readFileSync(join(folder, name))).toEqual(readFileSync(fromBrowser))
})

test('both are back after a restart of the server', async () => {
  const { dashboard, page, window, cli } = view
  await dashboard.end()
  await page.getByText('Connection lost. Reconnecting…').waitFor()
  await cli.waitForConnection('waiting')
  await dashboard.startAgain()
  await page.getByRole('status').getByText('Live').waitFor()
  await cli.waitForConnection('open')
  // The sessions are signed, so they outlive the process.
  await view.alice.notify('After the restart')
  await page.getByText('After the restart').waitFor()
  await window.getByText('After the restart').first().waitFor()
})

test('the minimal route works: a timer, no ids', async () => {
  const { dashboard, desktop, tidings } = view
  const executable = await tidings.app.evaluate(() => process.execPath)
  const userDataDir = join(dashboard.dataDir, 'minimal-profile')
  const place = { executable, env: desktop.env, userDataDir }
  await desktop.notifications.closeAll()
  const seen = desktop.notifications.all().length
  const minimal = await launchTidings(place, ['--server', dashboard.minimalUrl, '--hidden'])
  onTestFinished(minimal.kill)
  const cli = openCli(place)
  await cli.waitForConnection('open')
  const messages = async () => (await cli.history()).map(({ message }) => message)
  await waitFor('two notifications', async () => (await messages()).length >= 2)
  expect(new Set(await messages())).toEqual(new Set(['Your export is ready!']))
  const shown = await waitFor('a notification', () => desktop.notifications.all()[seen])
  expect(shown.body).toBe('Your export is ready!')
  expect((await cli.status()).lastError).toBeNull()
})
