import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { startNotificationServer } from '../support/desktop/notification-server.ts'
import type { ReceivedNotification } from '../support/desktop/notifications.ts'
import { startExport } from '../support/main-scenario.ts'
import { expectField, waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('a click on a notification opens the window, marks the item read, and does so once', async ({
  fixtures,
}, info) => {
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
  // The menu of the item says what became of its notification.
  await page.getByRole('row').click({ button: 'right' })
  await page.getByText('Notification clicked').waitFor()
  await desktop.screenshot(info.outputPath('outcome.png'))
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
  expect(labelsOf(notification)).toEqual(['Open', 'Download', 'Remind me in 1 hour', 'Tomorrow'])
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

test('a reminder stays open although its item was read before, until the result has expired', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  const expiresAt = new Date(Date.now() + 25_000).toISOString()
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
  await waitFor('the reminder to close', () => isClosed(reminder))
})

test('a notification that was snoozed is due again', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const { backend } = await startConnected(fixtures)
  const url = 'https://app.example.com/runs/7'
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Invoices', message: 'Sent', url })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Invoices' && id !== undefined,
  )
  expect(labelsOf(notification)).toEqual(['Open', 'Remind me in 1 hour', 'Tomorrow'])
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

test('a notification can still be clicked after the app was killed and started again, and is not raised twice', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  for (const id of ['wanted', 'withdrawn']) {
    await backend.publish({ type: 'notification', id, title: id, message: 'This one', priority: 'critical' })
    await desktop.notifications.waitFor(({ summary, id: number }) => summary === id && number !== undefined)
  }
  // The app writes down what it has shown when the desktop has answered with the number.
  await waitFor('both to be remembered', () => {
    const text = rememberedNotifications(fixtures.place.userDataDir)
    return text.includes('"wanted"') && text.includes('"withdrawn"')
  })
  await tidings.kill()
  await backend.publish({ type: 'withdraw', ids: ['withdrawn'] })
  const again = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  const find = (title: string) => notificationsOf(fixtures).filter(({ summary }) => summary === title)
  await waitFor('what was withdrawn meanwhile to close', () => find('withdrawn')[0]?.closed)
  // Dunst reports the click only to the connection that has sent it last: it is replaced by itself.
  const wanted = await desktop.notifications.waitFor(
    ({ summary, id, replacesId }) => summary === 'wanted' && id !== undefined && replacesId === id,
  )
  await desktop.notifications.click(wanted)
  const page = await again.page()
  await page.getByText('This one').first().waitFor()
  const row = await waitFor('the outcome', async () =>
    (await cli.history()).find(({ id, outcome }) => id === 'wanted' && outcome === 'clicked'),
  )
  expect(row).toMatchObject({ read: true, notification: 'shown' })
  expect(find('wanted').map(({ id }) => id)).toEqual([wanted.id, wanted.id])
})

test('the pictures of what is ready, failed and critical differ', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  await backend.publish({ type: 'job', id: 'j-1', state: 'succeeded', title: 'Ready' })
  await desktop.notifications.waitFor(({ summary, id }) => summary === 'Ready' && id !== undefined)
  await backend.publish({ type: 'job', id: 'j-2', state: 'failed', title: 'Broken' })
  await desktop.notifications.waitFor(({ summary, id }) => summary === 'Failed: Broken' && id !== undefined)
  await backend.publish({ type: 'notification', id: 'n-3', message: 'Fire', priority: 'critical' })
  await desktop.notifications.waitFor(({ body, id }) => body === 'Fire' && id !== undefined)
  const pictures = notificationsOf(fixtures).map(({ hints }) => new URL(String(hints['image-path'])))
  expect(pictures.map(({ pathname }) => pathname.replace(/.*\//, ''))).toEqual([
    ...['notification-ready.png', 'notification-failed.png', 'notification-critical.png'],
  ])
  expect(pictures.every((picture) => existsSync(picture))).toBe(true)
})

test('the same text again replaces the notification, with the number of them', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  for (const title of ['Tidings', 'Tidings ×2', 'Tidings ×3']) {
    const body = 'Your export is ready!'
    await backend.publish({ type: 'notification', message: body })
    await desktop.notifications.waitFor(
      (shown) => shown.summary === title && shown.body === body && shown.id !== undefined,
    )
  }
  const [first, second, third] = notificationsOf(fixtures)
  expect([second?.id, third?.id]).toEqual([first?.id, first?.id])
  expect(third?.hints).toMatchObject({ 'suppress-sound': true })
})

test('a job that is run again notifies at the end of each attempt, and a revision replaces the text in place', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const { backend } = await startConnected(fixtures)
  await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Orders' })
  const failed = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Failed: Orders' && id !== undefined,
  )
  await backend.publish({ type: 'job', id: 'j-1', attempt: 2, state: 'running', title: 'Orders' })
  await waitFor('what is no longer true to close', () =>
    desktop.notifications.all().some(({ id, closed }) => id === failed.id && closed),
  )
  await backend.publish({ type: 'job', id: 'j-1', attempt: 2, state: 'succeeded', title: 'Orders' })
  await desktop.notifications.waitFor(({ summary, id }) => summary === 'Orders' && id !== undefined)

  await backend.publish({ type: 'notification', id: 'n-1', title: 'Invoices', message: '312 were sent.' })
  const before = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Invoices' && id !== undefined,
  )
  await backend.publish({ type: 'notification', id: 'n-1', revision: 1, title: 'Invoices', message: '313.' })
  const after = await desktop.notifications.waitFor(({ body, id }) => body === '313.' && id !== undefined)
  expect(after).toMatchObject({ id: before.id, hints: { 'suppress-sound': true } })
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

  test('the app says so and what helps, and shows what is due when the service comes', async ({
    fixtures,
  }) => {
    const backend = await fixtures.startBackend()
    const tidings = await fixtures.launch('--server', backend.streamUrl)
    const page = await tidings.page()
    await page.getByText('No notification can appear: this desktop has no notification service.').waitFor()
    await page.getByRole('button', { name: 'Send a test notification' }).click()
    const bridge = await openBridge(page)
    const { testNotification } = await bridge.until(
      'the result',
      (snapshot) => snapshot.testNotification !== null,
    )
    expect(testNotification).toMatchObject({ kind: 'failed', reason: expect.stringContaining('Install ') })
    await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Orders' })
    const row = await waitFor('the row', async () => (await fixtures.cli.history())[0])
    expect(row).toMatchObject({ notification: 'pending' })
    const status = () => fixtures.cli.status()
    expect(await status()).toMatchObject({ notifications: { kind: 'unavailable' } })

    const server = await startNotificationServer(String(fixtures.desktop.env.DBUS_SESSION_BUS_ADDRESS))
    expect(await server.received()).toMatchObject({ summary: 'Failed: Orders' })
    await bridge.until('the banner to go', ({ notificationProblem }) => notificationProblem === null)
    await waitFor('the outcome', async () => (await fixtures.cli.history())[0]?.outcome === 'shown')
    expect(await status()).toMatchObject({ notifications: { kind: 'ok', reason: null } })
    server.stop()
  })
})

test.describe('a notification service that takes its time for every answer', () => {
  test.use({ desktopOptions: { notifications: false } })

  test('shows what has come', async ({ fixtures }) => {
    const address = String(fixtures.desktop.env.DBUS_SESSION_BUS_ADDRESS)
    const server = await startNotificationServer(address, { answersAfterMs: 1_500 })
    const backend = await fixtures.startBackend()
    await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
    await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Orders' })
    expect(await server.received()).toMatchObject({ summary: 'Failed: Orders' })
    server.stop()
  })
})

/** The labels of a notification's actions, the click itself first. */
function labelsOf({ actions }: ReceivedNotification): readonly string[] {
  return actions.filter((_, index) => index % 2 === 1)
}

test('a click that opens no browser shows the row, unread, and says so', async ({ fixtures }) => {
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
  const page = await tidings.page()
  await page.getByText('Invoice run').waitFor()
  await page.getByText('couldn’t be opened in a browser').waitFor()
  await waitFor('the item to be unread', async () => expectField((await cli.history())[0], 'read', false))
  rmSync(programs, { recursive: true })
})

function rememberedNotifications(userDataDir: string): string {
  const database = new DatabaseSync(join(userDataDir, 'history.db'), { readOnly: true })
  try {
    const row: { readonly text: string | null } = database
      .prepare('SELECT shown_notifications AS text FROM meta')
      .get()
    return row.text ?? ''
  } finally {
    database.close()
  }
}
