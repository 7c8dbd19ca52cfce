import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { receiptsAddress } from '../backend/receipt-route.ts'
import type { Backend } from '../backend/server.ts'
import { startNotificationServer } from '../support/desktop/notification-server.ts'
import { openCli } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge, serverOf, type WindowBridge } from './bridge.ts'
import { startConnected } from './connected.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

const whatOf = (backend: Backend, id: string) =>
  backend
    .receipts()
    .filter((receipt) => receipt.id === id)
    .map(({ what }) => what)

const told = (backend: Backend, id: string, what: string) =>
  waitFor(`that ${id} was ${what}`, () => whatOf(backend, id).includes(what as 'read'))

/** The notification of this text, as soon as the desktop has taken it. */
const shown = ({ desktop }: TestFixtures, text: string) =>
  desktop.notifications.waitFor(({ body, id }) => body === text && id !== undefined)

/** Receives a notification with this id and text, and marks it as read. */
async function readNew(backend: Backend, bridge: WindowBridge, id: string): Promise<void> {
  await backend.publish({ type: 'notification', id, message: id })
  const { latest } = await bridge.until(id, ({ latest }) =>
    latest.items.some(({ message }) => message === id),
  )
  const keys = latest.items.filter(({ message }) => message === id).map(({ key }) => key)
  await bridge.send({ type: 'mark-read', keys })
  await bridge.until('it to be read', ({ latest }) =>
    latest.items.some(({ message, read }) => message === id && read),
  )
}

/** What the diagnostics advise the server's developers. */
async function hints(bridge: WindowBridge): Promise<readonly string[]> {
  const { key } = serverOf(await bridge.snapshot())
  await bridge.send({ type: 'show-diagnostics', open: true, server: key })
  const { diagnostics } = await bridge.until('the diagnostics', (snapshot) => snapshot.diagnostics !== null)
  return diagnostics?.hints ?? []
}

test('what was shown, clicked and read is told, and a second computer of the user sees it read', async ({
  fixtures,
}) => {
  const { backend, tidings } = await startConnected(fixtures, { receiptsAddress })
  await told(backend, 'hello', 'shown')
  // It shows no notifications, so that the one that is clicked is of the first.
  const env = { ...fixtures.place.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  const elsewhere = { ...fixtures.place, env, userDataDir: `${fixtures.place.userDataDir}-2` }
  await fixtures.launchWith(elsewhere, '--server', backend.streamUrl, '--hidden')
  const second = openCli(elsewhere)
  await second.waitForConnection('open')
  const readThere = (message: string) =>
    waitFor(`${message} to be read there`, async () =>
      (await second.history()).some((line) => line.message === message && line.read),
    )

  await backend.publish({ type: 'notification', id: 'n-1', message: 'One', priority: 'critical' })
  const notification = await shown(fixtures, 'One')
  await told(backend, 'n-1', 'shown')
  await waitFor('it on the second', async () =>
    (await second.history()).some(({ message, read }) => message === 'One' && !read),
  )
  await fixtures.desktop.notifications.click(notification)
  await told(backend, 'n-1', 'clicked')
  await readThere('One')

  const bridge = await openBridge(await tidings.page())
  await readNew(backend, bridge, 'Two')
  await told(backend, 'Two', 'read')
  await readThere('Two')
  // What the second was told is not told again: each was read once.
  expect(whatOf(backend, 'Two').filter((what) => what === 'read')).toHaveLength(1)
})

test.describe('a desktop that refuses notifications', () => {
  test.use({ desktopOptions: { notifications: false } })

  test('is told about as failed, with its reason', async ({ fixtures }) => {
    const address = String(fixtures.desktop.env.DBUS_SESSION_BUS_ADDRESS)
    const server = await startNotificationServer(address, { refusal: 'Only on working days' })
    const backend = await fixtures.startBackend({ receiptsAddress })
    await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'One', priority: 'critical' })
    await told(backend, 'n-1', 'failed')
    server.stop()
    expect(backend.receipts()).toMatchObject([
      { id: 'n-1', what: 'failed', reason: expect.stringContaining('Only on working days') },
    ])
  })
})

test('an address of another origin gets nothing, and the diagnostics and the log say why', async ({
  fixtures,
}) => {
  const other = await fixtures.startBackend()
  const { backend, tidings } = await startConnected(fixtures, {
    receiptsAddress: `${other.url}${receiptsAddress}`,
  })
  await (await fixtures.desktop.tray.waitForItem()).activate()
  const page = await tidings.page()
  const bridge = await openBridge(page)
  await readNew(backend, bridge, 'One')
  expect(await hints(bridge)).toEqual([expect.stringContaining('an address for receipts that isn’t its own')])
  const log = readFileSync(join(fixtures.place.userDataDir, 'logs/tidings.log'), 'utf8')
  expect(log).toContain('the address for receipts is not its own')
  await tidings.quit()
  expect([backend.receiptAnswers(), other.receiptAnswers()]).toEqual([[], []])
})

test('a server that fails for a while stops nothing, and gets everything once when it is well again', async ({
  fixtures,
}) => {
  const { backend, tidings } = await startConnected(fixtures, { receiptsAddress })
  await told(backend, 'hello', 'shown')
  backend.answerReceipts(500)
  await (await fixtures.desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  for (const id of ['One', 'Two', 'Three']) await readNew(backend, bridge, id)
  const failures = () => backend.receiptAnswers().filter((status) => status === 500).length
  await waitFor('the third failure', () => failures() >= 3, { timeoutMs: 60_000 })
  await waitFor('the word', async () =>
    (await hints(bridge)).some((hint) => hint.includes('has not taken them for some time')),
  )
  // Everything else works meanwhile.
  await readNew(backend, bridge, 'Four')
  expect(whatOf(backend, 'One')).toEqual([])

  // Not even a restart of the app loses them.
  await tidings.quit()
  backend.answerReceipts(null)
  const again = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  for (const id of ['One', 'Two', 'Three', 'Four']) await told(backend, id, 'read')
  const read = backend.receipts().filter(({ what }) => what === 'read')
  expect(read.map(({ id }) => id)).toEqual(['One', 'Two', 'Three', 'Four'])
  await (await fixtures.desktop.tray.waitForItem()).activate()
  const after = await openBridge(await again.page())
  await waitFor('no word any more', async () => (await hints(after)).every((hint) => !/receipts/.test(hint)))
})

test('switched off, nothing is told; switched on again, what follows is', async ({ fixtures }) => {
  const { backend, tidings } = await startConnected(fixtures, { receiptsAddress })
  await told(backend, 'hello', 'shown')
  await (await fixtures.desktop.tray.waitForItem()).activate()
  const page = await tidings.page()
  const bridge = await openBridge(page)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Notifications' }).click()
  const field = page.getByRole('switch', { name: 'Tell the server what I have seen' })
  await field.click()
  await expect(field).not.toBeChecked()
  await readNew(backend, bridge, 'Private')
  await field.click()
  await expect(field).toBeChecked()
  await readNew(backend, bridge, 'Public')
  await told(backend, 'Public', 'read')
  expect(whatOf(backend, 'Private')).toEqual([])
})

test('--doctor says whether the server takes receipts, and why not', async ({ fixtures }) => {
  const { cli } = fixtures
  const backend = await fixtures.startBackend({ receiptsAddress, offersTestEvent: true, heartbeatMs: 500 })
  const judged = async () => (await cli.run('--doctor', backend.streamUrl, '--seconds', '2')).output
  expect(await judged()).toContain('receipts-ok')
  backend.answerReceipts(404)
  expect(await judged()).toMatch(/receipts-refused .*404/)
  const other = await fixtures.startBackend()
  const wrong = await fixtures.startBackend({ receiptsAddress: `${other.url}${receiptsAddress}` })
  expect((await cli.run('--doctor', wrong.streamUrl, '--seconds', '2')).output).toContain(
    'receipts-elsewhere',
  )
  expect([wrong.receiptAnswers(), other.receiptAnswers()]).toEqual([[], []])
  expect(backend.receipts()).toEqual([])
})
