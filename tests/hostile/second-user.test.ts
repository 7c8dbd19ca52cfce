import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { openBridge } from '../e2e/bridge.ts'
import { expect, type TestFixtures, test } from '../e2e/fixtures.ts'
import { waitFor } from '../support/wait-for.ts'

// Another account of the same computer: `nobody`, who may enter the folders on the way.
const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--']
const canSwitchAccount = process.platform === 'linux' && process.getuid?.() === 0

test.skip(!canSwitchAccount, 'only root can act as another user')

/** Whether the command succeeds for another user. */
function canOtherUser(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync('setpriv', [...nobody, command, ...args], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function asOtherUser(command: string, ...args: readonly string[]): void {
  execFileSync('setpriv', [...nobody, command, ...args])
}

/** A folder that every user may enter and read, as administrators prepare them. */
function openFolder(path: string, mode = 0o755): void {
  mkdirSync(path, { recursive: true })
  chmodSync(path, mode)
  for (let folder = dirname(path); folder !== '/tmp' && folder !== '/'; folder = dirname(folder)) {
    chmodSync(folder, 0o755)
  }
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)

async function run(fixtures: TestFixtures, ...args: readonly string[]) {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, ...args)
  await fixtures.cli.waitForConnection('open')
  return { backend, tidings }
}

test('no file that the app writes can be read, though its folder is open to all', async ({ fixtures }) => {
  const { userDataDir } = fixtures.place
  openFolder(userDataDir)
  const { backend, tidings } = await run(fixtures)
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Confidential' })
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'change-settings', change: { theme: 'dark' } })
  await waitFor('the item', async () => (await fixtures.cli.history()).length === 1)
  await waitFor('the settings', () => existsSync(join(userDataDir, 'settings.json')))

  const files = filesBelow(userDataDir)
  expect(files.map((file) => basename(file))).toEqual(
    expect.arrayContaining(['history.db', 'history.db-wal', 'settings.json', 'tidings.log']),
  )
  expect(files.filter((file) => canOtherUser('cat', file))).toEqual([])
  expect(canOtherUser('sh', '-c', `echo > '${join(userDataDir, 'instance.sock')}'`)).toBe(false)
})

test('files that an earlier version left open to all are closed', async ({ fixtures }) => {
  const { userDataDir } = fixtures.place
  openFolder(userDataDir)
  const first = await run(fixtures, '--hidden')
  await first.tidings.quit()
  writeFileSync(join(userDataDir, 'settings.json'), '{"version":1}')
  const elsewhere = join(userDataDir, '..', 'notes.json')
  writeFileSync(elsewhere, 'read by all')
  const ours = ['history.db', 'settings.json', 'logs/tidings.log'].map((name) => join(userDataDir, name))
  for (const file of [...ours, elsewhere]) chmodSync(file, 0o644)
  chmodSync(join(userDataDir, 'logs'), 0o755)
  execFileSync('ln', ['-s', elsewhere, join(userDataDir, 'linked.json')])
  expect(ours.filter((file) => canOtherUser('cat', file))).toEqual(ours)

  await run(fixtures, '--hidden')
  expect(ours.filter((file) => canOtherUser('cat', file))).toEqual([])
  // A file that is not ours stays as the user wants it.
  expect(canOtherUser('cat', elsewhere)).toBe(true)
})

test('a link that another user plants in the Downloads folder is not followed', async ({ fixtures }) => {
  const { backend, tidings } = await run(fixtures)
  const downloads = await tidings.app.evaluate(({ app }) => app.getPath('downloads'))
  openFolder(downloads, 0o777)
  const precious = join(fixtures.place.userDataDir, '..', 'precious.txt')
  writeFileSync(precious, 'what the user wrote')
  for (const name of ['orders.csv.part', 'orders.csv']) {
    asOtherUser('ln', '-s', precious, join(downloads, name))
  }
  const rows = 'id,amount\n1,100\n'
  const server = createServer((_, response) => response.end(rows))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  await backend.publish({
    ...{ type: 'job', id: 'exp-1', state: 'succeeded', title: 'Orders' },
    download: {
      ...{ url: `http://127.0.0.1:${port}/file`, filename: 'orders.csv' },
      size: rows.length,
      sha256: createHash('sha256').update(rows).digest('hex'),
      expiresAt: '2099-01-01T00:00:00Z',
    },
  })
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.until('the job', (snapshot) => snapshot.latest.items.length === 1)
  await bridge.send({ type: 'download', key: latest.items[0]?.key ?? 0 })
  const saved = await waitFor('the file', () =>
    filesBelow(downloads).find((file) => readFileSync(file, 'utf8') === rows),
  )
  expect(readFileSync(precious, 'utf8')).toBe('what the user wrote')
  expect(canOtherUser('cat', saved)).toBe(false)
  server.close()
})

test('what another user reads of the running app does not name the token', async ({ fixtures }) => {
  const { tidings } = await run(fixtures, '--hidden')
  const pid = tidings.app.process().pid ?? 0
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  expect(commandLine).not.toContain(fixtures.token)
  expect(canOtherUser('cat', `/proc/${pid}/environ`)).toBe(false)
})
