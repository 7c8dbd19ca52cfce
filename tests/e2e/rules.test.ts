import { openBridge } from './bridge.ts'
import { startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('a rule from the editor decides: stays on screen, is not shown, or comes through a pause', async ({
  fixtures,
}, info) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await (await desktop.tray.waitForItem()).activate()
  const page = await tidings.page()
  const bridge = await openBridge(page)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Notifications' }).click()

  const dialog = page.getByRole('dialog')
  const addRule = async (words: string, notification: string | null) => {
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await dialog.getByLabel('Words in the title').fill(words)
    if (notification === null)
      await dialog.getByRole('switch', { name: 'Keep on screen until closed' }).check()
    else await dialog.getByLabel('Notification').selectOption({ label: notification })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await addRule('invoice', null)
  await addRule('nightly', 'Never, only in the history')
  await addRule('alarm', 'Always, also while paused')
  await bridge.until('the rules', ({ settings }) => settings.rules.length === 3)
  await page.screenshot({ path: info.outputPath('rules.png') })

  await backend.publish({ type: 'notification', id: 'n-1', title: 'Nightly backup', message: 'Done' })
  await backend.publish({ type: 'notification', id: 'n-2', title: 'Invoices of May', message: 'Ready' })
  const invoices = await desktop.notifications.waitFor(({ summary }) => summary === 'Invoices of May')
  // Never to be closed by the desktop, which decides about all others.
  expect(invoices.timeoutMs).toBe(0)
  await backend.publish({ type: 'notification', id: 'n-3', title: 'Orders', message: 'Ready' })
  const orders = await desktop.notifications.waitFor(({ summary }) => summary === 'Orders')
  expect(orders.timeoutMs).toBe(-1)
  expect(desktop.notifications.all().map(({ summary }) => summary)).not.toContain('Nightly backup')

  await bridge.send({ type: 'pause', length: { kind: 'until-resumed' } })
  await bridge.until('the pause', ({ silence }) => silence.kind === 'on')
  await backend.publish({ type: 'notification', id: 'n-4', title: 'Held back', message: 'Later' })
  await backend.publish({
    ...{ type: 'notification', id: 'n-5', title: 'Alarm in the cellar', message: 'Water' },
    priority: 'low',
  })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Alarm in the cellar')
  await bridge.until('the reasons in the rows', ({ latest }) => {
    const reasonOf = (title: string) => latest.items.find((item) => item.title === title)?.notificationReason
    return reasonOf('Nightly backup') === 'muted' && reasonOf('Held back') === 'paused'
  })
  expect(desktop.notifications.all().map(({ summary }) => summary)).not.toContain('Held back')
})
