import { execFileSync } from 'node:child_process'
import { buildMute } from '../support/build-rule.ts'
import { expectField, waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

const spacing = 1_000

test('quiet hours and muted categories hold notifications back; the history is complete, and critical items still notify', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  const days = [0, 1, 2, 3, 4, 5, 6] as const
  const always = { enabled: true, spans: [{ days, from: 0, to: 0 }] }
  await bridge.send({ type: 'change-settings', change: { quietHours: always, rules: [buildMute('noise')] } })
  await bridge.until(
    'quiet hours',
    ({ silence }) => silence.kind === 'on' && silence.reason === 'quiet-hours',
  )

  await (await tidings.page()).getByText('Quiet hours: notifications are silenced').waitFor()
  await backend.publish({ type: 'notification', id: 'n-1', message: 'At night' })
  await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Nightly', message: 'Too late' })
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Noise', category: 'noise' })
  await backend.publish({ type: 'notification', id: 'n-3', message: 'Fire', priority: 'critical' })
  await desktop.notifications.waitFor(({ body }) => body === 'Fire')
  await waitFor('the rows', async () => {
    const notifications = (await cli.history()).map(({ toast }) => toast)
    return notifications.filter((toast) => toast === 'suppressed').length === 3
  })
  await bridge.until('the reasons in the window', ({ latest }) => {
    const reasons = latest.items.map(({ notificationReason }) => notificationReason)
    return reasons.includes(null) && reasons.includes('muted') && reasons.includes('quiet-hours')
  })
  expect((await (await desktop.tray.waitForItem()).appearance()).tooltip).toContain('Quiet hours')

  await bridge.send({ type: 'change-settings', change: { quietHours: { ...always, enabled: false } } })
  await desktop.notifications.waitFor(({ summary }) => summary === '1 failed, 1 notification')
  expect(notificationsOf(fixtures).map(({ summary }) => summary)).toEqual([
    'Tidings',
    '1 failed, 1 notification',
  ])
})

test('the desktop’s own do-not-disturb is respected, and ends in a digest', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const { backend } = await startConnected(fixtures)
  const pauseDesktop = (paused: boolean) =>
    execFileSync('dunstctl', ['set-paused', String(paused)], { env: { ...desktop.env } })
  pauseDesktop(true)
  await backend.publish({ type: 'notification', id: 'n-1', message: 'First' })
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Second' })
  await waitFor('the rows', async () =>
    (await cli.history()).slice(0, 2).every((row) => expectField(row, 'toast', 'suppressed')),
  )
  await waitFor('the tray to say so', async () =>
    (await (await desktop.tray.waitForItem()).appearance()).tooltip.includes('Do Not Disturb'),
  )
  expect(notificationsOf(fixtures)).toEqual([])
  pauseDesktop(false)
  await desktop.notifications.waitFor(({ summary }) => summary === '2 notifications')
  expect(notificationsOf(fixtures)).toHaveLength(1)
})

test('a pause chosen in the window lasts until tomorrow morning', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { tidings } = await startConnected(fixtures)
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'pause', length: { kind: 'until-tomorrow' } })
  const { pause } = await bridge.until('the pause', (snapshot) => snapshot.pause.kind === 'until')
  const until = new Date(pause.kind === 'until' ? pause.at : 0)
  expect([until.getHours(), until.getMinutes()]).toEqual([8, 0])
  expect(until.getTime()).toBeGreaterThan(Date.now() + spacing)
  await waitFor('the tray to say so', async () =>
    /Paused until 0?8:00/.test((await (await desktop.tray.waitForItem()).appearance()).tooltip),
  )
})
