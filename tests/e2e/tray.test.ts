import { createServer } from 'node:http'
import type { DecodeResult } from '../../electron/model/event.ts'
import { fillHistory } from '../support/fill-history.ts'
import { expectField, waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

test('the tray shows connection and unread items, by its icon and its tooltip', async ({ fixtures }) => {
  const { desktop } = fixtures
  const backend = await fixtures.startBackend()
  await fixtures.launch('--server', backend.streamUrl, '--hidden')
  const item = await desktop.tray.waitForItem()
  const connected = await waitFor('connected', async () => {
    const appearance = await item.appearance()
    return appearance.tooltip === 'Tidings: Connected' && appearance
  })
  await backend.publish({ type: 'notification', id: 'n-1', message: 'News' })
  const unread = await waitFor('unread', async () => {
    const appearance = await item.appearance()
    return appearance.tooltip === 'Tidings: Connected, 1 unread' && appearance
  })
  expect(unread.icon?.hash).not.toBe(connected.icon?.hash)
  await backend.stop()
  await waitFor('offline', async () => (await item.appearance()).tooltip.startsWith('Tidings: Not connected'))
})

test('a server that ends the stream for good needs the user: the icon says so, and the menu leads to why', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const server = createServer((_request, response) => response.writeHead(204).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const tidings = await fixtures.launch('--server', `http://127.0.0.1:${address.port}/`, '--hidden')
  const offline = await (await desktop.tray.waitForItem()).appearance()
  await cli.waitForConnection('stopped')
  const item = await desktop.tray.waitForItem()
  const attention = await waitFor('the tooltip', async () => {
    const appearance = await item.appearance()
    return appearance.tooltip.startsWith('Tidings: Stopped') && appearance
  })
  expect(attention.icon?.hash).not.toBe(offline.icon?.hash)
  await desktop.screenshot(test.info().outputPath('attention.png'))
  await item.choose('See what’s wrong…')
  await (await tidings.page()).getByRole('main').getByText('nothing more to send').waitFor()
  server.close()
})

test('a pause from the tray holds notifications back, keeps the history, lasts over a restart, and ends in a digest', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend()
  const first = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await (await desktop.tray.waitForItem()).choose('Until I resume')
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Hush' })
  await waitFor('the row', async () => expectField((await cli.history())[0], 'toast', 'suppressed'))
  await first.quit()

  await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Hush again' })
  await waitFor('the row', async () => expectField((await cli.history())[0], 'toast', 'suppressed'))
  await backend.publish({ type: 'notification', id: 'n-3', message: 'Fire', priority: 'critical' })
  await desktop.notifications.waitFor(({ body }) => body === 'Fire')
  await waitFor('the way out of the pause', async () => {
    const menu = await (await desktop.tray.waitForItem()).menu()
    return menu.some(({ label }) => label === 'Resume notifications')
  })
  await (await desktop.tray.waitForItem()).choose('Resume notifications')
  await desktop.notifications.waitFor(({ summary }) => summary === '2 notifications')
  await backend.publish({ type: 'notification', id: 'n-4', message: 'Heard' })
  await desktop.notifications.waitFor(({ body }) => body === 'Heard')
  expect(desktop.notifications.all().map(({ body }) => body)).toEqual(['Fire', 'Hush again\nHush', 'Heard'])
  expect(await cli.history()).toHaveLength(4)
})

test('Quit in the menu ends the app', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  const item = await desktop.tray.waitForItem()
  // The app may be gone before it has answered.
  await item.choose('Quit').catch((error) => expect(String(error)).toContain('NoReply'))
  await tidings.ended
  expect(await cli.status()).toMatchObject({ connection: 'stopped' })
  await waitFor('the stream to be released', () => backend.clients() === 0)
})

test('a title with characters that D-Bus refuses is shown, also one that was stored earlier', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const backend = await fixtures.startBackend()
  fillHistory(fixtures.place.userDataDir, backend.streamUrl, 1, () => runningJob('Old \ufffe\ufdd0 title'))
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await fixtures.cli.waitForConnection('open')
  const item = await desktop.tray.waitForItem()
  await backend.publish({ type: 'job', id: 'j-2', state: 'running', title: 'New \uffff title' })
  await waitFor('both jobs', async () => {
    const labels = (await item.menu()).map(({ label }) => label).join('\n')
    return labels.includes('Old \ufffd\ufffd title') && labels.includes('New \ufffd title')
  })
  // The notification goes over D-Bus, too.
  await backend.publish({ type: 'job', id: 'j-1', state: 'succeeded', title: 'Old \ufffe\ufdd0 title' })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Old \ufffd\ufffd title')
  expect(tidings.app.process().exitCode).toBe(null)
})

test.describe('where the panel comes after the app, as at login', () => {
  test.use({ desktopOptions: { panel: false } })

  test('the icon appears once the panel is there', async ({ fixtures }) => {
    const { desktop } = fixtures
    const backend = await fixtures.startBackend()
    await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
    await desktop.startPanel()
    const item = await desktop.tray.waitForItem()
    await waitFor('its state', async () => (await item.appearance()).tooltip === 'Tidings: Connected')
    expect((await item.menu()).map(({ label }) => label)).toContain('Open Tidings')
    await desktop.screenshot(test.info().outputPath('panel.png'))
  })
})

function runningJob(title: string): DecodeResult {
  return {
    kind: 'event',
    event: {
      ...{ type: 'job', id: 'j-1', attempt: 1, state: 'running', title, message: null, category: null },
      ...{ priority: 'normal', progress: null, createdAt: null, url: null, download: null },
    },
  }
}
test.describe('without a token', () => {
  test.use({ environment: {} })

  test('the tray says so, and its menu leads to where one is entered', async ({ fixtures }, info) => {
    const { desktop, cli } = fixtures
    const backend = await fixtures.startBackend()
    const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await cli.waitForConnection('signed-out')
    const item = await desktop.tray.waitForItem()
    await waitFor(
      'the tooltip',
      async () => (await item.appearance()).tooltip === 'Tidings: Access token needed',
    )
    await item.choose('Enter access token…')
    const page = await tidings.page()
    await expect(page.getByLabel('Access token')).toBeFocused()
    await desktop.screenshot(info.outputPath('signed-out.png'))
    await page.getByLabel('Access token').fill(fixtures.token)
    await page.keyboard.press('Enter')
    await cli.waitForConnection('open')

    await item.choose('Settings')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  })
})

test('everything is read by an entry of the menu', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend()
  await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Orders' })
  const item = await desktop.tray.waitForItem()
  await waitFor('the failure', async () => (await item.appearance()).tooltip.endsWith('1 unread, 1 failed'))
  await item.choose('Mark all as read')
  await waitFor('the tooltip', async () => (await item.appearance()).tooltip === 'Tidings: Connected')
})
