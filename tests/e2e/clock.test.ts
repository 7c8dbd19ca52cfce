import { ownClock } from '../support/own-clock.ts'
import { expect, test } from './fixtures.ts'

test('a clock that is set back, or ten years ahead, holds no notification back and deletes nothing', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const clock = ownClock()
  test.skip(clock === null, 'a clock of its own takes libfaketime')
  if (clock === null) return
  const place = { ...fixtures.place, env: { ...fixtures.place.env, ...clock.env } }
  const backend = await fixtures.startBackend()
  const announced = async (id: string, priority: 'normal' | 'critical') => {
    await backend.publish({ type: 'notification', id, message: id, priority })
    await desktop.notifications.waitFor(({ body }) => body === id)
  }
  try {
    const first = await fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
    await cli.waitForConnection('open')
    clock.set('-3h')
    await announced('set back, normal', 'normal')
    await announced('set back, critical', 'critical')
    clock.set('+10y')
    await announced('ten years ahead', 'normal')
    await cli.run('--quit')
    await first.ended

    const second = await fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
    await cli.waitForConnection('open')
    await announced('after a start with the wrong date', 'normal')
    const ids = (await cli.history()).map(({ id }) => id)
    expect(ids).toHaveLength(4)
    expect(ids[0]).toBe('after a start with the wrong date')
    expect(desktop.notifications.raised()).toHaveLength(4)
    // Before its clock is removed.
    await second.kill()
  } finally {
    clock.remove()
  }
})
