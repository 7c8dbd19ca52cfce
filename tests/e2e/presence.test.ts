import { startLogind } from '../support/desktop/logind.ts'
import { ownClock } from '../support/own-clock.ts'
import { expectField, waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { notificationsOf, startConnected } from './connected.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

/** Stands in for logind on the system bus of the desktop, which has none. */
function logindOf({ desktop }: TestFixtures) {
  return startLogind(desktop.env.DBUS_SYSTEM_BUS_ADDRESS ?? '')
}

test('behind a locked screen notifications wait, critical ones hide their content, and one summary greets', async ({
  fixtures,
}, info) => {
  const { desktop, cli } = fixtures
  const logind = await logindOf(fixtures)
  try {
    const { backend } = await startConnected(fixtures)
    const item = await desktop.tray.waitForItem()
    logind.setLocked(true)
    await waitFor('the tray to say so', async () => (await item.appearance()).tooltip.includes('you’re back'))

    await backend.publish({ type: 'notification', id: 'n-1', message: 'First' })
    await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Nightly', message: 'Full disk' })
    await backend.publish({ type: 'notification', id: 'n-2', message: 'Fire', priority: 'critical' })
    const hidden = await desktop.notifications.waitFor(
      ({ body, id }) => body === 'New notification' && id !== undefined,
    )
    expect(hidden.summary).toBe('Tidings')
    await waitFor('the rows', async () => {
      const { output } = await cli.run('--history', '--json')
      return (output.match(/"reason":"away"/g) ?? []).length === 2
    })
    await desktop.screenshot(info.outputPath('locked.png'))
    expect(JSON.stringify(notificationsOf(fixtures))).not.toMatch(/Fire|First|Nightly/)

    logind.setLocked(false)
    await desktop.notifications.waitFor(({ summary }) => summary === '1 failed, 1 notification')
    const shown = await desktop.notifications.waitFor(({ body }) => body === 'Fire')
    expect(shown.replacesId).toBe(hidden.id)
    await waitFor('the tray to say so', async () => !(await item.appearance()).tooltip.includes('back'))
    await desktop.screenshot(info.outputPath('unlocked.png'))
    expect(notificationsOf(fixtures)).toHaveLength(3)
  } finally {
    logind.stop()
  }
})

test('who has not touched anything for long gets one summary with the first input', async ({ fixtures }) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  const setIdle = (seconds: number) =>
    tidings.app.evaluate(({ powerMonitor }, idle) => {
      powerMonitor.getSystemIdleTime = () => idle
    }, seconds)
  // A virtual desktop never has any input: as long as none was seen, nothing waits.
  await setIdle(3_600)
  await backend.publish({ type: 'notification', id: 'n-0', message: 'At once' })
  await desktop.notifications.waitFor(({ body }) => body === 'At once')
  await setIdle(0)
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Seen' })
  await desktop.notifications.waitFor(({ body }) => body === 'Seen')

  await setIdle(3_600)
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Third' })
  await backend.publish({ type: 'notification', id: 'n-3', message: 'Fourth' })
  await waitFor('the rows', async () =>
    (await cli.history()).slice(0, 2).every((row) => expectField(row, 'toast', 'suppressed')),
  )
  await setIdle(1)
  await desktop.notifications.waitFor(({ summary }) => summary === '2 notifications')
  expect(notificationsOf(fixtures)).toHaveLength(3)
})

test('a critical notification comes again until somebody presses "Seen"', async ({ fixtures }, info) => {
  const clock = ownClock()
  test.skip(clock === null, 'a clock of its own takes libfaketime')
  if (clock === null) return
  const { desktop, cli } = fixtures
  const place = { ...fixtures.place, env: { ...fixtures.place.env, ...clock.env } }
  try {
    const backend = await fixtures.startBackend()
    const launch = () => fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
    const first = await launch()
    await cli.waitForConnection('open')
    await (await desktop.tray.waitForItem()).activate()
    const bridge = await openBridge(await first.page())
    await bridge.send({ type: 'change-settings', change: { repeatCritical: true } })
    await bridge.until('the setting', ({ settings }) => settings.repeatCritical)
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Fire', priority: 'critical' })
    await desktop.notifications.waitFor(({ body }) => body === 'Fire')
    // Those that the daemon has answered. A new process sends what is on the screen again, without a sound, to be told of
    // clicks: no repetition.
    const fires = () =>
      desktop.notifications
        .all()
        .filter(
          ({ id, body, hints }) => id !== undefined && body === 'Fire' && hints['suppress-sound'] !== true,
        )
    // Whatever comes makes the app look at the clock; by itself it does so every minute.
    let published = 0
    const comesAgain = async (times: number, offset: string) => {
      clock.set(offset)
      published += 1
      await backend.publish({ type: 'notification', id: `low-${published}`, message: 'Low', priority: 'low' })
      await waitFor(`it to come ${times} times`, () => fires().length >= times)
    }
    await comesAgain(2, '+90s')
    // As after a night of sleep: one.
    await comesAgain(3, '+9h')
    await first.kill()

    const second = await launch()
    await cli.waitForConnection('open')
    await comesAgain(4, '+10h')
    expect(new Set(fires().map(({ id }) => id)).size).toBe(1)
    const last = fires().at(-1)
    if (last === undefined) throw new Error('There is no notification')
    expect(last.actions.filter((_, index) => index % 2 === 1)).toContain('Seen')
    await desktop.screenshot(info.outputPath('again.png'))
    await desktop.notifications.press(last, 'Seen')
    await waitFor(
      'the item to be read',
      async () => (await cli.history()).find(({ id }) => id === 'n-1')?.read,
    )
    clock.set('+30h')
    await backend.publish({ type: 'notification', id: 'n-2', message: 'Other' })
    await desktop.notifications.waitFor(({ body }) => body === 'Other')
    expect(fires()).toHaveLength(4)
    // Before its clock is removed.
    await second.kill()
  } finally {
    clock.remove()
  }
})

test('a reminder is set and cancelled in the tray’s menu, listed in a terminal, and chosen in the window', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  const item = await desktop.tray.waitForItem()
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Orders', message: 'Ready' })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Orders')
  const choose = (label: string) => waitFor(`"${label}"`, () => item.choose(label).then(() => true))
  const reminders = async () => (await cli.run('--history', '--snoozed', '--json')).output
  /** The menu follows the history a moment later; until then it offers to be reminded of another item. */
  const menuIsAboutIt = () =>
    waitFor('the menu to be about it', async () =>
      JSON.stringify(await item.menu()).includes('Remind me: Orders'),
    )

  expect(await reminders()).toBe('')
  await menuIsAboutIt()
  await choose('Tomorrow morning')
  await waitFor('the reminder', async () => (await reminders()).includes('"id":"n-1"'))
  expect(JSON.parse(await reminders()).snoozedUntil).toMatch(/^20/)
  await choose('Cancel reminder')
  await waitFor('no reminder', async () => (await reminders()) === '')

  await menuIsAboutIt()
  await choose('Pick a time…')
  const page = await tidings.page()
  const dialog = page.getByRole('dialog', { name: 'Remind me' })
  await dialog.getByText('Orders').waitFor()
  await dialog.getByLabel('Date and time').fill('2020-01-01T08:00')
  await dialog.getByRole('button', { name: 'Set reminder' }).click()
  await dialog.getByText('Choose a time in the future.').waitFor()
  await dialog.getByLabel('Date and time').fill('2095-01-01T08:00')
  await dialog.getByRole('button', { name: 'Set reminder' }).click()
  await waitFor('the reminder', async () => (await reminders()).includes('"snoozedUntil":"2095-01-01'))
})
