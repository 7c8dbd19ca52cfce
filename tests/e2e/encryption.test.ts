import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCli } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { isConnected, openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'
import { answerDialog, windowsTitled } from './native-dialog.ts'

const words = ['Salaries-Zebra', 'Orders-Walrus', 'category-ocelot', 'file-marmot', 'gibberish-lynx']

/** The files below the profile that hold one of these words, with the word. */
function filesWithWords(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(folder, name)
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return []
    const bytes = readFileSync(file, 'latin1')
    return words.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word}`)
  })
}

/** Starts the app with some items, whose history is then encrypted. */
async function startEncrypted(fixtures: TestFixtures) {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  const bridge = await openBridge(page)
  await bridge.until('the connection', isConnected)
  const said = { title: 'Salaries-Zebra', message: 'Orders-Walrus', category: 'category-ocelot' }
  await backend.publish({ type: 'notification', id: 'n-1', ...said })
  const download = {
    url: 'https://files.example/file-marmot',
    filename: 'file-marmot.csv',
    size: 1,
    sha256: 'a'.repeat(64),
    expiresAt: '2100-01-01T00:00:00Z',
  }
  await backend.publish({ type: 'job', id: 'j-1', state: 'succeeded', ...said, download })
  await bridge.until('the items', ({ latest }) => latest.items.length === 2)
  await bridge.send({ type: 'change-settings', change: { encryptHistory: true } })
  return { backend, tidings, page, bridge }
}

const isEncrypted = ({
  encryption,
}: {
  readonly encryption: { readonly state: { readonly kind: string } }
}) => encryption.state.kind === 'encrypted'

test.describe('with a keychain', () => {
  test.use({ desktopOptions: { keyring: true } })

  test('nothing that items say is in a file, and everything works as before, after a restart too', async ({
    fixtures,
  }) => {
    const { userDataDir } = fixtures.place
    const { backend, tidings, bridge } = await startEncrypted(fixtures)
    await bridge.until('the encryption', isEncrypted)
    expect(filesWithWords(userDataDir)).toEqual([])
    expect(statSync(join(userDataDir, 'history-key.json')).mode & 0o777).toBe(0o600)

    // What arrives from now on is sealed as well, and its notification has its content.
    const told = { message: 'Orders-Walrus', priority: 'critical', category: 'category-ocelot' } as const
    await backend.publish({ type: 'notification', id: 'n-2', title: 'Second Salaries-Zebra', ...told })
    const shown = await fixtures.desktop.notifications.waitFor(({ summary }) => summary.includes('Second'))
    expect(shown.body).toContain('Orders-Walrus')
    await bridge.until('its notification', ({ latest }) => latest.items[0]?.notification === 'shown')
    expect(filesWithWords(userDataDir)).toEqual([])
    await tidings.quit()
    expect(filesWithWords(userDataDir)).toEqual([])

    // The app need not run for a command to read it.
    expect((await fixtures.cli.history()).map(({ title }) => title)).toContain('Second Salaries-Zebra')
    const csv = await fixtures.cli.run('--history', '--csv')
    expect(csv.output).toContain('Orders-Walrus')
    expect((await fixtures.cli.run('--status')).exitCode).toBe(0)

    const again = await fixtures.launch('--server', backend.streamUrl)
    const page = await again.page()
    await page.getByText('Second Salaries-Zebra').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('walrus')
    const { latest, categories, encryption } = await (await openBridge(page)).snapshot()
    expect(encryption.state).toEqual({ kind: 'encrypted' })
    expect(categories).toEqual(['category-ocelot'])
    expect(latest.items).toHaveLength(3)
    await page.getByText('Orders-Walrus').first().waitFor()
    await page.keyboard.type('xyz')
    await page.getByText('Try fewer or different words', { exact: false }).waitFor()
    expect(filesWithWords(userDataDir)).toEqual([])
  })

  test('switched off again, it is decrypted, and the search finds by its index again', async ({
    fixtures,
  }) => {
    const { page, bridge } = await startEncrypted(fixtures)
    await bridge.until('the encryption', isEncrypted)
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'General' }).click()
    const encrypt = page.getByRole('switch', { name: 'Encrypt the history' })
    await expect(encrypt).toHaveAccessibleDescription('Encrypted. The key is in the system keychain.')
    await encrypt.click()
    await bridge.until('the decryption', ({ encryption }) => encryption.state.kind === 'off')
    expect(filesWithWords(fixtures.place.userDataDir)).not.toEqual([])
    expect((await fixtures.cli.history()).map(({ message }) => message)).toEqual([
      'Orders-Walrus',
      'Orders-Walrus',
    ])
  })

  test('--wait reads it, too, and needs no display', async ({ fixtures }) => {
    const { bridge } = await startEncrypted(fixtures)
    await bridge.until('the encryption', isEncrypted)
    const { DISPLAY: _, ...env } = fixtures.place.env
    const cli = openCli({ ...fixtures.place, env })
    const { exitCode, output } = await cli.run('--wait', 'j-1')
    expect([exitCode, output.includes('Salaries-Zebra')]).toEqual([0, true])
  })

  test('without its key it is not touched: a dialog asks, and an empty one begins only if the user says so', async ({
    fixtures,
  }) => {
    const { userDataDir } = fixtures.place
    const { tidings, bridge } = await startEncrypted(fixtures)
    await bridge.until('the encryption', isEncrypted)
    await tidings.quit()
    const before = readFileSync(join(userDataDir, 'history.db'))
    const keyFile = join(userDataDir, 'history-key.json')
    const key = readFileSync(keyFile)
    rmSync(keyFile)

    const command = await fixtures.cli.run('--history')
    expect(command).toMatchObject({ exitCode: 1, output: '' })
    expect(command.error).toContain('the system keychain did not provide its key')

    // The key is there again when the user tries again.
    const second = await fixtures.launch('--hidden')
    await waitFor('the dialog', async () => (await windowsTitled(fixtures.desktop, 'Tidings')).length > 0)
    await fixtures.desktop.screenshot(test.info().outputPath('locked.png'))
    expect(readFileSync(join(userDataDir, 'history.db'))).toEqual(before)
    writeFileSync(keyFile, key, { mode: 0o600 })
    await answerDialog(fixtures.desktop, 'Tidings', 'Return')
    await waitFor('the app to run', async () => (await fixtures.cli.history()).length === 2)
    await second.quit()

    rmSync(keyFile)
    await fixtures.launch('--hidden')
    await answerDialog(fixtures.desktop, 'Tidings', 'Right', 'Return')
    await waitFor('an empty history', async () => {
      const { exitCode, output } = await fixtures.cli.run('--history', '--json')
      return exitCode === 0 && output === ''
    })
    const kept = readdirSync(userDataDir).filter((name) => /^history\.encrypted-.*\.db$/.test(name))
    expect(kept).toHaveLength(1)
  })
})

test.describe('without a keychain', () => {
  test('the window says that it is not encrypted, and the app works', async ({ fixtures }) => {
    const { page, bridge } = await startEncrypted(fixtures)
    await bridge.until('the problem', ({ encryption }) => encryption.problem === 'no-keychain')
    await page.getByText('The history isn’t encrypted, although it should be', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'General' }).click()
    const encrypt = page.getByRole('switch', { name: 'Encrypt the history' })
    await expect(encrypt).toHaveAccessibleDescription('Not encrypted: no system keychain is available.')
    await encrypt.click()
    await expect(encrypt).toBeDisabled()
    expect(await fixtures.cli.history()).toHaveLength(2)
  })
})
