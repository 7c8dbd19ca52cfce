import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReceivedNotification } from '../support/desktop/notifications.ts'
import { startExport } from '../support/main-scenario.ts'
import { expectField, waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('a click on a notification opens the window, marks the item read, and does so once', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await backend.publish({
    type: 'notification',
    id: 'n-1',
    title: 'Invoice run',
    message: '312 invoices were sent.',
  })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Invoice run' && id !== undefined,
  )
  await desktop.notifications.click(notification)
  const page = await tidings.page()
  await page.getByText('312 invoices were sent.').waitFor()
  await waitFor('the item to be read', async () => expectField((await cli.history())[0], 'read', true))
  expect(tidings.app.windows()).toHaveLength(1)
})

test('texts of a server are shown as text, never as markup', async ({ fixtures }) => {
  const { desktop } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const message = '<b>Bold</b> <img src=x onerror=alert(1)> & more'
  await backend.publish({ type: 'notification', id: 'n-1', message })
  const notification = await desktop.notifications.waitFor(() => true)
  expect(notification.body).toBe('&lt;b&gt;Bold&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt; &amp; more')
  await page.getByText(message).first().waitFor()
})

test('urgency, sound, icon and name reach the desktop', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Normal' })
  const normal = await desktop.notifications.waitFor(({ body }) => body === 'Normal')
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Critical', priority: 'critical' })
  const critical = await desktop.notifications.waitFor(({ body }) => body === 'Critical')
  expect(normal).toMatchObject({ appName: 'Tidings', hints: { urgency: 1 }, replacesId: 0 })
  expect(existsSync(new URL(String(normal.hints['image-path'])))).toBe(true)
  expect(normal.hints).not.toHaveProperty('suppress-sound')
  expect(critical).toMatchObject({ hints: { urgency: 2 }, timeoutMs: 0 })
})

test('the button of a notification downloads the finished export, and the notification closes', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 1_000 })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Orders 2026' && id !== undefined,
  )
  expect(labelsOf(notification)).toEqual(['Open', 'Download', 'Remind me in 1 hour'])
  await desktop.notifications.press(notification, 'Download')
  const folder = await tidings.app.evaluate(({ app }) => app.getPath('downloads'))
  await waitFor('the file', () => readdirSync(folder).some((name) => name.endsWith('.csv')))
  expect(tidings.app.windows()).toHaveLength(0)
  await waitFor(
    'the notification to close',
    () => desktop.notifications.all().find(({ id }) => id === notification.id)?.closed,
  )
})

test('a notification closes when its item is read elsewhere, withdrawn, or read in the window', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  for (const id of ['elsewhere', 'withdrawn', 'here', 'nowhere']) {
    await backend.publish({ type: 'notification', id, message: id, priority: 'critical' })
    await desktop.notifications.waitFor(({ body, id: number }) => body === id && number !== undefined)
  }
  const showing = () =>
    notificationsOf(fixtures)
      .filter(({ closed }) => !closed)
      .map(({ body }) => body)
  expect(showing()).toHaveLength(4)
  await backend.publish({ type: 'read', ids: ['elsewhere'] })
  await backend.publish({ type: 'withdraw', ids: ['withdrawn'] })
  await waitFor('two to close', () => showing().length === 2)
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.snapshot()
  const keys = latest.items.filter(({ message }) => message === 'here').map(({ key }) => key)
  await bridge.send({ type: 'mark-read', keys })
  await waitFor('the third to close', () => showing().length === 1)
  expect(showing()).toEqual(['nowhere'])
})

test('a reminder stays open although its item was read before', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  const expiresAt = new Date(Date.now() + 15_000).toISOString()
  const download = {
    url: 'https://app.example.com/f',
    filename: 'orders.csv',
    size: 1,
    sha256: '0'.repeat(64),
    expiresAt,
  }
  await backend.publish({ type: 'job', id: 'exp-1', state: 'succeeded', title: 'Orders', download })
  const first = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Orders' && id !== undefined,
  )
  await backend.publish({ type: 'read', ids: ['exp-1'] })
  const isClosed = (notification: ReceivedNotification) =>
    desktop.notifications.all().find(({ id }) => id === notification.id)?.closed === true
  await waitFor('the notification to close', () => isClosed(first))
  const reminder = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Expires soon: Orders' && id !== undefined,
  )
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Another item' })
  const other = await desktop.notifications.waitFor(
    ({ body, id }) => body === 'Another item' && id !== undefined,
  )
  await backend.publish({ type: 'read', ids: ['n-1'] })
  await waitFor('the other to close', () => isClosed(other))
  expect(isClosed(reminder)).toBe(false)
})

test('a notification that was snoozed is due again', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const { backend } = await startConnected(fixtures)
  const url = 'https://app.example.com/runs/7'
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Invoices', message: 'Sent', url })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Invoices' && id !== undefined,
  )
  expect(labelsOf(notification)).toEqual(['Open', 'Remind me in 1 hour'])
  await desktop.notifications.press(notification, 'Remind me')
  await waitFor('the row', async () => expectField((await cli.history())[0], 'toast', 'pending'))
})

test('sounds that are switched off stay silent, and the window knows whether the desktop plays any', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  // Dunst plays none.
  await bridge.until('the desktop', ({ playsSounds }) => playsSounds === false)
  await bridge.send({ type: 'change-settings', change: { sounds: 'none' } })
  await bridge.until('the change', ({ settings }) => settings.sounds === 'none')
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Hush' })
  const notification = await desktop.notifications.waitFor(({ body }) => body === 'Hush')
  expect(notification.hints).toMatchObject({ 'suppress-sound': true })
})

test('notifications hide their content when the user wants it; the history shows it', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'change-settings', change: { hideContent: true } })
  await bridge.until('the change', ({ settings }) => settings.hideContent)
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Salaries', message: 'Row 7' })
  await desktop.notifications.waitFor(({ body }) => body === 'New notification')
  await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Salaries', message: 'Row 7' })
  const second = await waitFor('the second notification', () => notificationsOf(fixtures)[1])
  expect(second).toMatchObject({ summary: 'Tidings', body: 'New notification' })
  expect(JSON.stringify(notificationsOf(fixtures))).not.toContain('Salaries')
  expect((await cli.history()).map(({ title }) => title)).toContain('Salaries')
})

test('a click on a notification without a page shows its row', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Wanted', message: 'This one' })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Wanted' && id !== undefined,
  )
  await desktop.notifications.click(notification)
  const bridge = await openBridge(await tidings.page())
  const { reveal, latest } = await bridge.until('the focus', (snapshot) => snapshot.reveal != null)
  expect(latest.items.find(({ key }) => key === reveal?.key)).toMatchObject({ title: 'Wanted', read: true })
})

test.describe('without a notification service', () => {
  test.use({ desktopOptions: { notifications: false } })

  test('the app goes on, and the rows are there', async ({ fixtures }) => {
    const backend = await fixtures.startBackend()
    await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Unseen' })
    await waitFor('the row', async () => expectField((await fixtures.cli.history())[0], 'message', 'Unseen'))
    await backend.publish({ type: 'notification', id: 'n-2', message: 'Unseen too' })
    await waitFor('the row', async () =>
      expectField((await fixtures.cli.history())[0], 'message', 'Unseen too'),
    )
  })
})

/** The labels of a notification's actions, the click itself first. */
function labelsOf({ actions }: ReceivedNotification): readonly string[] {
  return actions.filter((_, index) => index % 2 === 1)
}

test('a click that opens no browser shows the row, unread', async ({ fixtures }) => {
  const { desktop, cli, place } = fixtures
  const programs = mkdtempSync(join(tmpdir(), 'tidings-programs-'))
  writeFileSync(join(programs, 'xdg-open'), '#!/bin/sh\nexit 3\n', { mode: 0o755 })
  const backend = await fixtures.startBackend()
  const env = { ...place.env, PATH: `${programs}:${place.env.PATH ?? ''}` }
  const tidings = await fixtures.launchWith({ ...place, env }, '--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  const url = `${new URL(backend.streamUrl).origin}/runs/77`
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Invoice run', message: 'Sent.', url })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Invoice run' && id !== undefined,
  )
  await desktop.notifications.click(notification)
  await (await tidings.page()).getByText('Invoice run').waitFor()
  await waitFor('the item to be unread', async () => expectField((await cli.history())[0], 'read', false))
  rmSync(programs, { recursive: true })
})
