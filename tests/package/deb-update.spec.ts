import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, startBackend } from '../backend/server.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { type InstalledApp, openInstalledApp } from './installed-app.ts'
import { addOrdinaryUser, type OrdinaryUser, ordinaryUserName } from './ordinary-user.ts'
import { readPackages } from './packages.ts'
import { metadataName, type UpdateAttack, updateAttacks } from './update-attacks.ts'
import { serveUpdates, type UpdateServer } from './update-server.ts'

const run = promisify(execFile)
const packages = readPackages()
const { folder, updatesPort } = packages
const packageName = 'tidings_1.0.1_amd64.deb'
const patience = { timeoutMs: 60_000, intervalMs: 200 }
const sudoRule = '/etc/sudoers.d/tidings-test'

describe('the deb, and how it keeps itself up to date as root', () => {
  let desktop: VirtualDesktop
  let backend: Backend
  let user: OrdinaryUser
  let app: InstalledApp
  let updates: UpdateServer | undefined
  const home = (path: string) => join(user.home, path)
  const pending = () => home(`.cache/tidings-updater/pending/${packageName}`)
  const log = () => readFile(home('.config/Tidings/logs/tidings.log'), 'utf8')
  const forget = () => rm(home('.config/Tidings/logs'), { recursive: true, force: true })
  const apt = (...args: readonly string[]) =>
    run('apt-get', [...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

  /** The dialog that asks for the password is a stand-in, which says yes after it has done this. */
  async function answerPassword(before = ''): Promise<void> {
    await user.write('bin/pkexec', `#!/bin/sh\n${before}\nshift\nexec sudo --non-interactive "$@"\n`)
    await chmod(home('bin/pkexec'), 0o755)
  }

  async function start(instead?: UpdateAttack['instead']): Promise<void> {
    await forget()
    await updates?.stop()
    updates = await serveUpdates(join(folder, '1.0.1'), updatesPort, instead)
    user.start('tidings', '--hidden')
    await app.waitForConnection('open')
  }

  /** An update is installed by the process that ends last; `--quit` does not wait for that. */
  async function quit(): Promise<void> {
    await app.run('--quit')
    const processes = () => user.processes('--hidden')
    await waitFor('the app to end', async () => (await processes()).length === 0, {
      timeoutMs: 110_000,
      intervalMs: 200,
    })
  }

  const installed = async () => (await app.run('--version')).output.trim()
  const downloaded = () =>
    waitFor('the download', async () => (await log()).includes(`downloaded to ${pending()}`), patience)

  beforeAll(async () => {
    desktop = await startVirtualDesktop()
    backend = await startBackend({ port: 0 })
    user = await addOrdinaryUser(desktop, {
      TIDINGS_SERVER: backend.streamUrl,
      TIDINGS_UPDATES_AFTER: '0',
      PATH: `/home/${ordinaryUserName}/bin:/usr/local/bin:/usr/bin:/bin`,
    })
    app = openInstalledApp(user, 'tidings')
    await writeFile(sudoRule, `${ordinaryUserName} ALL=(root) NOPASSWD: /bin/sh\n`, { mode: 0o440 })
    await answerPassword()
    await apt('install', '-y', '--allow-downgrades', join(folder, '1.0.0/tidings_1.0.0_amd64.deb'))
  })

  afterAll(async () => {
    await user?.remove()
    await apt('purge', '-y', 'tidings').catch(() => {})
    await rm(sudoRule, { force: true })
    await updates?.stop()
    await backend?.stop()
    await desktop?.stop()
  })

  test.each(updateAttacks(packages, packageName))('an update that is $title is refused', async (attack) => {
    await start(attack.instead)
    await waitFor('the refusal', async () => (await log()).includes(attack.reason), patience)
    expect(updates?.requests()).toContain(`GET ${metadataName}`)
    await quit()
    expect(await installed()).toBe('1.0.0')
  })

  test('a package that is exchanged after the download is refused before a password is asked for', async () => {
    await answerPassword(`touch ${home('asked')}`)
    await start()
    await downloaded()
    await user.write(`.cache/tidings-updater/pending/${packageName}`, 'another package')
    await quit()
    expect(await log()).toContain('is not the file that was signed')
    expect(existsSync(home('asked'))).toBe(false)
    expect(await installed()).toBe('1.0.0')
  })

  test('a package that is exchanged while the user types the password is refused by root', async () => {
    await answerPassword(`echo another package > ${pending()}`)
    await start()
    await downloaded()
    await quit()
    expect(await log()).toContain('was not installed')
    expect(await log()).toContain('the file is not the one that was signed')
    expect(await installed()).toBe('1.0.0')
  })

  test('a package that is signed is installed when the user quits, however slowly they type the password', async () => {
    // Longer than Chromium waits for a process that does not answer, before it ends it.
    await answerPassword('sleep 25')
    await start()
    await downloaded()
    expect(await installed()).toBe('1.0.0')
    await quit()
    expect(await installed()).toBe('1.0.1')
    expect(await log()).toContain('the update was installed')
    expect(existsSync(pending())).toBe(false)
    const { stdout } = await run('dpkg-query', ['--status', 'tidings'])
    expect(stdout).toMatch(/^Status: install ok installed$/m)
    expect(stdout).toMatch(/^Version: 1\.0\.1$/m)
  }, 180_000)
})
