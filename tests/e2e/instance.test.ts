import { realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openCli } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

test('with a profile path that is too long for a socket, --status, --show and --quit reach the app', async ({
  fixtures,
}) => {
  const userDataDir = join(fixtures.place.userDataDir, 'a-very-long-name-of-a-folder-'.repeat(5), 'profile')
  const place = { ...fixtures.place, userDataDir }
  const cli = openCli(place)
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  expect((await cli.run('--show')).exitCode).toBe(0)
  await (await tidings.page()).getByRole('main').waitFor()
  expect((await cli.run('--quit')).exitCode).toBe(0)
  await tidings.ended
  expect((await cli.status()).connection).toBe('stopped')
})

test('where Chromium’s socket was deleted, a second start still finds the first', async ({ fixtures }) => {
  const { cli, place } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  const socket = realpathSync(join(place.userDataDir, 'SingletonSocket'))
  rmSync(dirname(socket), { recursive: true })
  expect((await cli.status()).connection).toBe('open')
  expect((await cli.run()).exitCode).toBe(0)
  await (await tidings.page()).getByRole('main').waitFor()
  expect((await cli.run('--hidden')).exitCode).toBe(0)
  await waitFor('one stream only', () => backend.clients() === 1)
  expect((await cli.run('--quit')).exitCode).toBe(0)
  await tidings.ended
  await waitFor('no stream', () => backend.clients() === 0)
})
