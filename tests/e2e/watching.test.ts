import { expectField, waitFor } from '../support/wait-for.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('what arrives while the user looks at the list raises no notification, but what is critical does', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await cli.run('--show')
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const rowOf = async (id: string) => (await cli.history()).find((row) => row.id === id)
  const isFocused = () =>
    tidings.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isFocused()))
  await waitFor('the focus of the desktop', isFocused)
  // A virtual desktop has no input, so nobody is known to look.
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Nobody looks' })
  await desktop.notifications.waitFor(({ body }) => body === 'Nobody looks')

  await tidings.app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0
  })
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Seen in the list' })
  await page.getByRole('row', { name: 'Seen in the list' }).waitFor()
  await waitFor('the reason', async () =>
    (await cli.run('--history', '--json')).output.includes('"reason":"watched"'),
  )
  await backend.publish({ type: 'notification', id: 'n-3', message: 'Fire', priority: 'critical' })
  await desktop.notifications.waitFor(({ body }) => body === 'Fire')
  expect(notificationsOf(fixtures)).toHaveLength(2)

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await backend.publish({ type: 'notification', id: 'n-4', message: 'Behind the settings' })
  await desktop.notifications.waitFor(({ body }) => body === 'Behind the settings')
  const row = await rowOf('n-2')
  if (row === undefined) throw new Error('the row is gone')
  expectField(row, 'read', false)
})
