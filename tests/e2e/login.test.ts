import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { spawnTidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, test } from './fixtures.ts'

test('start at login is switched on and off in the settings', async ({ fixtures }) => {
  const tidings = await fixtures.launch()
  const bridge = await openBridge(await tidings.page())
  const file = join(fixtures.desktop.env.XDG_CONFIG_HOME ?? '', 'autostart/tidings.desktop')
  expect(existsSync(file)).toBe(false)
  await bridge.send({ type: 'change-settings', change: { startAtLogin: true } })
  await waitFor('the autostart file', () => existsSync(file))
  const exec = /^Exec=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1]
  expect(exec).toContain('"--hidden"')
  expect(exec).toContain(`"--user-data-dir" "${fixtures.place.userDataDir}"`)
  await bridge.send({ type: 'change-settings', change: { startAtLogin: false } })
  await waitFor('the autostart file to go', () => !existsSync(file))
})

test('an autostart file that the user deleted stays deleted, and the setting is off', async ({
  fixtures,
}) => {
  const file = join(fixtures.desktop.env.XDG_CONFIG_HOME ?? '', 'autostart/tidings.desktop')
  const first = await fixtures.launch()
  await (await openBridge(await first.page())).send({
    type: 'change-settings',
    change: { startAtLogin: true },
  })
  await waitFor('the autostart file', () => existsSync(file))
  await first.quit()
  rmSync(file)
  const second = await fixtures.launch()
  const bridge = await openBridge(await second.page())
  await bridge.until('the setting is off', ({ settings }) => !settings.startAtLogin)
  expect(existsSync(file)).toBe(false)
})

test.describe('on a desktop without tray and notification service', () => {
  test.use({ desktopOptions: { panel: false, notifications: false } })

  test('it says what is missing, goes on receiving, and opens its window when started again', async ({
    fixtures,
  }) => {
    const backend = await fixtures.startBackend()
    const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await waitFor('the stream', () => backend.clients() === 1)
    const log = () => readFileSync(join(fixtures.place.userDataDir, 'logs/tidings.log'), 'utf8')
    await waitFor(
      'what is missing',
      () => log().includes('no tray') && log().includes('No notification service'),
    )
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Stored anyway' })
    await waitFor('the row', async () => (await fixtures.cli.history()).length === 1)
    await fixtures.cli.run()
    await (await tidings.page()).getByText('Stored anyway').first().waitFor()
  })

  test('it goes on when its terminal was closed, although it has something to say there', async ({
    fixtures,
  }) => {
    const { cli, place } = fixtures
    const backend = await fixtures.startBackend()
    const child = spawnTidings(place, ['--server', backend.streamUrl, '--hidden'])
    child.stdout.destroy()
    child.stderr.destroy()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const log = () => readFileSync(join(place.userDataDir, 'logs/tidings.log'), 'utf8')
    await waitFor('a warning', () => existsSync(join(place.userDataDir, 'logs')) && log().includes('no tray'))
    await waitFor('the stream', () => backend.clients() === 1)
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Stored anyway' })
    await waitFor('the row', async () => (await cli.history()).length === 1)
    expect(log()).not.toContain('Unexpected error')
    await cli.run('--quit')
    await ended
  })
})

test('without a session bus it says so, goes on receiving, and has its window', async ({ fixtures }) => {
  const { DBUS_SESSION_BUS_ADDRESS: _, XDG_RUNTIME_DIR: __, ...env } = fixtures.place.env
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launchWith({ ...fixtures.place, env }, '--server', backend.streamUrl)
  await waitFor('the stream', () => backend.clients() === 1)
  const log = join(fixtures.place.userDataDir, 'logs/tidings.log')
  await waitFor('what is missing', () => readFileSync(log, 'utf8').includes('There is no session bus'))
  await (await tidings.page()).getByText('Connected', { exact: true }).waitFor()
})

test('without a display it ends with one line that says so', async ({ fixtures }) => {
  const { openCli } = await import('../support/tidings.ts')
  const { DISPLAY: _, ...env } = fixtures.place.env
  const { exitCode, error } = await openCli({ ...fixtures.place, env }).run('--hidden')
  expect(exitCode).toBe(1)
  expect(error.split('\n').filter((line) => line.startsWith('tidings:'))).toEqual([
    'tidings: There is no display. Start Tidings in a desktop session, or set DISPLAY.',
  ])
})

test('where nothing can be written it ends with one line that says so', async ({ fixtures }) => {
  const { openCli } = await import('../support/tidings.ts')
  const { exitCode, error } = await openCli({ ...fixtures.place, userDataDir: '/dev/null/profile' }).run()
  expect(exitCode).toBe(1)
  expect(error.split('\n').filter((line) => line.startsWith('tidings:'))).toEqual([
    expect.stringContaining('Nothing can be saved in /dev/null/profile'),
  ])
})
