import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'
import { answerDialog, windowsTitled } from './native-dialog.ts'

const title = 'Tidings'

for (const name of ['settings.json', 'secrets.json']) {
  test(`a folder in the place of ${name}: a dialog says so, and the app exits with 1`, async ({
    fixtures,
  }) => {
    const { cli, desktop, place } = fixtures
    mkdirSync(join(place.userDataDir, name), { recursive: true })
    const ended = cli.run('--hidden')
    await waitFor('the dialog', async () => (await windowsTitled(desktop, title)).length > 0)
    await desktop.screenshot(test.info().outputPath('dialog.png'))
    await answerDialog(desktop, title, 'Return')
    expect((await ended).exitCode).toBe(1)
    const log = readFileSync(join(place.userDataDir, 'logs/tidings.log'), 'utf8')
    expect(log).toContain(`The app could not be started`)
    expect(log).toContain(join(place.userDataDir, name))
  })
}

test('window.json and update.json that can’t be read are ignored with a line in the log', async ({
  fixtures,
}) => {
  const { place } = fixtures
  for (const name of ['window.json', 'update.json'])
    mkdirSync(join(place.userDataDir, name), { recursive: true })
  const tidings = await fixtures.launch()
  await (await tidings.page()).getByText('Welcome to Tidings').waitFor()
  const log = readFileSync(join(place.userDataDir, 'logs/tidings.log'), 'utf8')
  expect(log).toContain('window.json could not be read')
  expect(log).toContain('update.json could not be read')
})

test('settings with one wrong value: the app says which, and keeps its server', async ({ fixtures }) => {
  const { place, desktop } = fixtures
  const backend = await fixtures.startBackend()
  mkdirSync(place.userDataDir, { recursive: true })
  const stored = { version: 1, server: backend.streamUrl, sounds: 'loud', language: 'tlh' }
  const file = join(place.userDataDir, 'settings.json')
  writeFileSync(file, `\ufeff${JSON.stringify(stored)}`)
  chmodSync(file, 0o600)
  await fixtures.launch('--hidden')
  await waitFor('the stream', () => backend.clients() === 1)
  const { body } = await desktop.notifications.waitFor(
    ({ summary }) => summary === 'Some settings couldn’t be read',
  )
  expect(body).toContain('sounds, language')
})
