import { startNtfy } from '../support/ntfy-server.ts'
import { startStreamServer } from '../support/stream-server.ts'
import { isConnected, openBridge, serverOf } from './bridge.ts'
import { expect, test } from './fixtures.ts'
import { agreeToConnect } from './native-dialog.ts'

test.use({ environment: {} })

test('the format that an address names in the window is kept over a restart', async ({ fixtures }) => {
  const server = await startStreamServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('id: 1\ndata: Your export is ready!\n\n')
  })
  const address = `${server.origin}/listen#format=nchan`
  const tidings = await fixtures.launch()
  const page = await tidings.page()
  await page.getByLabel('Address of the server').fill(address)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await agreeToConnect(fixtures.desktop)
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('article').getByText('Your export is ready!').waitFor()
  expect(serverOf(await (await openBridge(page)).snapshot()).address).toBe(address)
  await tidings.quit()

  const bridge = await openBridge(await (await fixtures.launch()).page())
  const again = await bridge.until('the connection', isConnected)
  expect(again).toMatchObject({ servers: [{ address }], rejectedCount: 0, latest: { items: [{ id: '1' }] } })
  server.stop()
})

test('ntfy is recognized, and what it sends while the app does not run comes at the next start', async ({
  fixtures,
}) => {
  const ntfy = await startNtfy()
  ntfy.publish({ message: 'old' })
  const tidings = await fixtures.launch('--server', ntfy.address, '--hidden')
  await fixtures.cli.waitForConnection('open')
  ntfy.publish({ title: 'Orders 2026', message: 'Your export is ready!', priority: 4 })
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary.includes('Orders 2026'))
  await tidings.quit()
  ntfy.publish({ message: 'meanwhile' })
  const again = await fixtures.launch('--server', ntfy.address)
  await (await again.page()).getByText('meanwhile').first().waitFor()
  const history = await fixtures.cli.history()
  expect(history.map(({ message }) => message)).toEqual(['meanwhile', 'Your export is ready!'])
  ntfy.stop()
})
