import { ownTimeZone } from '../support/own-time-zone.ts'
import { openCli } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, test } from './fixtures.ts'

test('when the time zone changes, tray, window and quiet hours follow', async ({ fixtures }) => {
  const { desktop } = fixtures
  const zone = ownTimeZone(fixtures.place.executable, 'Etc/UTC')
  test.skip(zone === null, 'a time zone of its own takes root')
  if (zone === null) return
  const { TZ: _, ...env } = fixtures.place.env
  const place = { ...fixtures.place, env, executable: zone.executable }
  try {
    const backend = await fixtures.startBackend()
    const tidings = await fixtures.launchWith(place, '--server', backend.streamUrl)
    await openCli(place).waitForConnection('open')
    const page = await tidings.page()
    const bridge = await openBridge(page)
    // It is quiet for an hour around this time in Tokyo, and at no other time.
    const tokyo = (new Date().getUTCHours() + 9) * 60 + new Date().getUTCMinutes()
    const at = (minutes: number) => (minutes + 1_440) % 1_440
    const spans = [{ days: [0, 1, 2, 3, 4, 5, 6], from: at(tokyo - 30), to: at(tokyo + 30) }] as const
    await bridge.send({ type: 'change-settings', change: { quietHours: { enabled: true, spans } } })
    await backend.publish({ type: 'notification', id: 'n-1', message: 'At noon', priority: 'low' })
    const time = page.getByRole('row').locator('time')
    const shownHour = async () => Number(/at (\d+):/.exec((await time.getAttribute('title')) ?? '')?.[1])
    await time.waitFor()
    const hour = await shownHour()
    const item = await desktop.tray.waitForItem()
    expect((await item.appearance()).tooltip).not.toContain('Quiet hours')

    zone.set('Asia/Tokyo')
    await waitFor('the tray', async () => (await item.appearance()).tooltip.includes('Quiet hours until'))
    await waitFor('the window', async () => (await shownHour()) % 12 === (hour + 9) % 12)
    await tidings.quit()
  } finally {
    zone.remove()
  }
})
