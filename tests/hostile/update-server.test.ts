import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UpdateStatement } from '../../electron/updates/update-statement.ts'
import { statementFileName } from '../../electron/updates/update-statement.ts'
import { pack } from '../../resources/packaging/pack.ts'
import { expect, type TestFixtures, test } from '../e2e/fixtures.ts'
import { sandboxArguments } from '../support/sandbox-arguments.ts'
import { createStatement, createTestKey, signWith } from '../support/signed-updates.ts'
import {
  redirectTo,
  sendForEver,
  serveUpdateFiles,
  type UpdateAnswer,
  type UpdateFiles,
} from '../support/update-files.ts'
import { waitFor } from '../support/wait-for.ts'

// The packed app, as it runs from its AppImage, and a server that offers it what the test likes.

const key = createTestKey()
const spare = createTestKey()
const thief = createTestKey()
const metadata = statementFileName({ platform: 'linux', arch: process.arch })
const file = 'Tidings-1.0.1.AppImage'
const content = 'What is installed here is never started.'
const oldContent = 'version 1.0.0'

let folder: string
let server: UpdateFiles
const children: ChildProcess[] = []

// One after the other: packing takes longer than an attack.
test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.skip(process.platform !== 'linux', 'an AppImage needs Linux')
  folder = mkdtempSync(join(tmpdir(), 'tidings-packed-'))
  server = await serveUpdateFiles()
  await pack({
    request: { linux: ['dir'] },
    version: '1.0.0',
    output: folder,
    updatesUrl: server.url,
    updateKeys: [key.publicKey, spare.publicKey],
    report: () => {},
  })
})

test.afterAll(async () => {
  await server?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

test.afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface PackedApp {
  /** The AppImage that it believes to run from. */
  readonly appImage: string
  /** The folder of the AppImage. */
  readonly files: () => readonly string[]
  /** The folder of downloaded updates. */
  readonly pending: string
  /** Waits for a line of its log. */
  readonly waitForLog: (pattern: RegExp) => Promise<void>
  readonly quit: () => Promise<void>
}

/** Starts the packed app, which looks for updates at once. `changes` are to the environment of an AppImage. */
async function startApp(
  { desktop, place }: TestFixtures,
  changes: Readonly<Record<string, string>> = {},
): Promise<PackedApp> {
  const unpacked = join(folder, readdirSync(folder).find((name) => name.endsWith('unpacked')) ?? '')
  const apps = mkdtempSync(join(folder, 'apps-'))
  const appImage = join(apps, 'Tidings-1.0.0.AppImage')
  writeFileSync(appImage, oldContent, { mode: 0o755 })
  const env = { ...desktop.env, APPDIR: unpacked, APPIMAGE: appImage, TIDINGS_UPDATES_AFTER: '0', ...changes }
  const start = (...args: readonly string[]) => {
    const all = [...sandboxArguments(), '--user-data-dir', place.userDataDir, ...args]
    const child = spawn(join(unpacked, 'tidings'), all, { env, stdio: 'ignore' })
    children.push(child)
    return child
  }
  const app = start('--hidden')
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()))
  const log = join(place.userDataDir, 'logs/tidings.log')
  return {
    appImage,
    files: () => readdirSync(apps),
    pending: join(
      desktop.env.XDG_CACHE_HOME ?? join(desktop.env.HOME ?? '', '.cache'),
      'tidings-updater/pending',
    ),
    waitForLog: async (pattern) => {
      await waitFor(`${pattern} in the log`, () => existsSync(log) && pattern.test(readFileSync(log, 'utf8')))
    },
    quit: async () => {
      start('--quit')
      await ended
    },
  }
}

/** A signed statement about `content`. */
function signed(changes: Partial<UpdateStatement> = {}): string {
  return signWith(createStatement(content, changes), key)
}

/** What the server offers is refused with this line in the log, and the app stays as it is. */
async function expectRefusal(
  fixtures: TestFixtures,
  answers: Readonly<Record<string, UpdateAnswer>>,
  reason: RegExp,
): Promise<void> {
  server.offer(answers)
  const app = await startApp(fixtures)
  await app.waitForLog(reason)
  await app.quit()
  expect(app.files()).toEqual(['Tidings-1.0.0.AppImage'])
  expect(readFileSync(app.appImage, 'utf8')).toBe(oldContent)
}

test('a signed version is downloaded, and installed when the app quits', async ({ fixtures }) => {
  server.offer({ [metadata]: signed(), [file]: content })
  const app = await startApp(fixtures)
  await app.waitForLog(/New version 1\.0\.1 has been downloaded/)
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'An update is ready')
  expect(readFileSync(app.appImage, 'utf8')).toBe(oldContent)
  await app.quit()
  expect(app.files()).toEqual([file])
  expect(readFileSync(join(app.appImage, '..', file), 'utf8')).toBe(content)
  expect(server.headers().filter((headers) => 'x-user-staging-id' in headers)).toEqual([])
})

test('the spare key is as good as the first', async ({ fixtures }) => {
  server.offer({ [metadata]: signWith(createStatement(content), spare), [file]: content })
  const app = await startApp(fixtures)
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'An update is ready')
  await app.quit()
  expect(app.files()).toEqual([file])
})

test('a version without a signature is refused', async ({ fixtures }) => {
  const unsigned = JSON.stringify(createStatement(content))
  await expectRefusal(fixtures, { [metadata]: unsigned, [file]: content }, /not a signed envelope/)
})

test('a version that somebody else signed is refused', async ({ fixtures }) => {
  const answer = signWith(createStatement(content), thief)
  await expectRefusal(fixtures, { [metadata]: answer, [file]: content }, /not signed with a key of this app/)
})

test('an older version is not installed, though it is signed', async ({ fixtures }) => {
  const older = { version: '0.9.0' }
  await expectRefusal(fixtures, { [metadata]: signed(older), [file]: content }, /downgrade is disallowed/)
})

test('metadata that has expired is refused', async ({ fixtures }) => {
  const expires = new Date(Date.now() - 1_000).toISOString()
  await expectRefusal(fixtures, { [metadata]: signed({ expires }), [file]: content }, /it expired at/)
})

test('once newer metadata was accepted, older is refused after a restart too', async ({ fixtures }) => {
  server.offer({ [metadata]: signed({ version: '1.0.0' }) })
  const app = await startApp(fixtures)
  await app.waitForLog(/Update for version 1\.0\.0 is not available/)
  await app.quit()
  const issuedAt = new Date(Date.now() - 3 * 86_400_000).toISOString()
  const answers = { [metadata]: signed({ issuedAt }), [file]: content }
  await expectRefusal(fixtures, answers, /before one that was accepted earlier/)
})

test('the metadata of another system is refused', async ({ fixtures }) => {
  const answers = { [metadata]: signed({ platform: 'win32' }), [file]: content }
  await expectRefusal(fixtures, answers, /it is for latest, win32/)
})

test('another file than the signed one is refused', async ({ fixtures }) => {
  const other = content.replace('never', 'often')
  await expectRefusal(fixtures, { [metadata]: signed(), [file]: other }, /checksum mismatch/)
})

test('a file without an end is refused', async ({ fixtures }) => {
  await expectRefusal(fixtures, { [metadata]: signed(), [file]: sendForEver }, /ERR_BLOCKED_BY_CLIENT/)
})

test('a redirect of the file to http elsewhere is not followed', async ({ fixtures }) => {
  const answers = { [metadata]: signed(), [file]: redirectTo('http://updates.example/x.AppImage') }
  await expectRefusal(fixtures, answers, /ERR_BLOCKED_BY_CLIENT/)
})

test('a file that is exchanged between download and installation is not installed', async ({ fixtures }) => {
  server.offer({ [metadata]: signed(), [file]: content })
  const app = await startApp(fixtures)
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'An update is ready')
  writeFileSync(join(app.pending, file), content.replace('never', 'often'))
  await app.quit()
  await app.waitForLog(/was not installed: .*is not the file that was signed/)
  expect(app.files()).toEqual(['Tidings-1.0.0.AppImage'])
})

test('an app that was unpacked, and inherits the variables of another AppImage, asks nobody', async ({
  fixtures,
}) => {
  const before = server.requests().length
  server.offer({ [metadata]: signed(), [file]: content })
  const app = await startApp(fixtures, { APPDIR: '/tmp/.mount_Editor' })
  await app.waitForLog(/this installation does not update itself/)
  await app.quit()
  expect(server.requests().length).toBe(before)
  expect(readFileSync(app.appImage, 'utf8')).toBe(oldContent)
})
