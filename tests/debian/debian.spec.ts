import { existsSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, startBackend } from '../backend/server.ts'
import { openInstalledApp } from '../package/installed-app.ts'
import { addOrdinaryUser, type OrdinaryUser, ordinaryUserName } from '../package/ordinary-user.ts'
import { readPackages } from '../package/packages.ts'
import { type UpdateAttack, updateAttacks } from '../package/update-attacks.ts'
import { serveUpdates } from '../package/update-server.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { type CleanDebian, debianReleases, openCleanDebian } from './clean-debian.ts'

const token = 'debian-token-9f31'
const packages = readPackages()
const deb = join(packages.folder, '1.0.0/tidings_1.0.0_amd64.deb')
const unsigned = updateAttacks(packages, 'tidings_1.0.1_amd64.deb').find(({ title }) => title === 'unsigned')
const sudoRule = 'etc/sudoers.d/tidings-test'

/** Lines of dpkg, apt and debconf themselves. */
const usual =
  /^(Selecting|\(Reading|Preparing|Unpacking|Setting up|Processing triggers|Removing|Purging|debconf: delaying)/

function remarks(output: string): readonly string[] {
  return output.split('\n').filter((line) => line !== '' && !usual.test(line))
}

describe.each(debianReleases)('on a clean Debian (%s)', (release) => {
  let desktop: VirtualDesktop
  let backend: Backend
  let debian: CleanDebian
  let user: OrdinaryUser
  let before: readonly string[]

  beforeAll(async () => {
    desktop = await startVirtualDesktop()
    backend = await startBackend({ port: 0, token })
    const bus = (desktop.env.DBUS_SESSION_BUS_ADDRESS ?? '').replace('unix:path=', '')
    debian = await openCleanDebian(release, [dirname(dirname(bus)), '/tmp/.X11-unix'], console.log)
    await debian.apt('update')
    const variables = {
      TIDINGS_TOKEN: token,
      TIDINGS_SERVER: backend.streamUrl,
      TIDINGS_UPDATES_AFTER: '0',
      PATH: `/home/${ordinaryUserName}/bin:/usr/local/bin:/usr/bin:/bin`,
    }
    user = await addOrdinaryUser(desktop, variables, debian)
    // The dialog that asks for a password is a stand-in that says yes: there is no screen on which to type one.
    await debian.apt('--no-install-recommends', 'install', 'sudo')
    const rule = `${ordinaryUserName} ALL=(root) NOPASSWD: /bin/sh\n`
    await writeFile(join(debian.root, sudoRule), rule, { mode: 0o440 })
    await user.write('bin/pkexec', '#!/bin/sh\nshift\nexec sudo --non-interactive "$@"\n')
    await chmod(join(debian.root, user.home, 'bin/pkexec'), 0o755)
  }, 600_000)

  afterAll(async () => {
    await user?.remove()
    await debian?.remove()
    await backend?.stop()
    await desktop?.stop()
  })

  test('everything that the deb depends on can be installed, and nothing else is needed', async () => {
    const depends = await debian.run('dpkg-deb', '--field', await debian.put(deb), 'Depends')
    await debian.apt('--no-install-recommends', 'satisfy', depends.trim())
    before = await debian.paths()
    const said = await debian.apt('--no-install-recommends', 'install', await debian.put(deb))
    expect(remarks(said)).toEqual([])
  }, 600_000)

  test('an ordinary user runs it with the sandbox on, and a notification comes', async () => {
    const app = openInstalledApp(user, 'tidings')
    const withoutBus = await user.run('env', '-u', 'DBUS_SESSION_BUS_ADDRESS', 'tidings', '--status')
    expect(withoutBus).toMatchObject({ exitCode: 0, error: '' })
    user.start('tidings', '--hidden')
    await app.waitForConnection('open')
    await backend.publish({ type: 'notification', id: 'n-1', title: release, message: 'From a clean system' })
    const notification = await desktop.notifications.waitFor(({ summary }) => summary === release)
    expect(notification.body).toBe('From a clean system')
    await (await desktop.tray.waitForItem()).activate()
    const renderers = await waitFor('the renderer', async () => {
      const found = await user.processes('--type=renderer')
      return found.length > 0 && found
    })
    for (const { pid, commandLine } of renderers) {
      expect(commandLine).not.toContain('--no-sandbox')
      // 2: what the process may ask of the kernel is filtered.
      expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
    }
    await app.quit()
  })

  test('it refuses an update that nobody has signed, and installs a signed one when it quits', async () => {
    const app = openInstalledApp(user, 'tidings')
    const log = () => readFile(join(debian.root, user.home, '.config/Tidings/logs/tidings.log'), 'utf8')
    const isLogged = (text: string) =>
      waitFor(`"${text}" in the log`, async () => (await log()).includes(text), { timeoutMs: 60_000 })
    const installed = async () => (await app.run('--version')).output.trim()
    /** An update is installed by the process that ends last; `--quit` does not wait for that. */
    const quit = async () => {
      await app.run('--quit')
      const isEnded = async () => (await user.processes('--hidden')).length === 0
      await waitFor('the app to end', isEnded, { timeoutMs: 110_000 })
    }
    const start = async (instead?: UpdateAttack['instead']) => {
      const server = await serveUpdates(join(packages.folder, '1.0.1'), packages.updatesPort, instead)
      user.start('tidings', '--hidden')
      await app.waitForConnection('open')
      return server
    }

    const hostile = await start(unsigned?.instead)
    await isLogged(unsigned?.reason ?? 'no such attack')
    await quit()
    await hostile.stop()
    expect(await installed()).toBe('1.0.0')

    const honest = await start()
    await isLogged('has been downloaded')
    await quit()
    await honest.stop()
    expect(await installed()).toBe('1.0.1')
  }, 300_000)

  test('it is removed without a trace but the user’s own', async () => {
    const said = await debian.apt('purge', 'tidings')
    expect(remarks(said).join('\n')).toContain('~/.config/Tidings')
    expect(remarks(said)).toHaveLength(2)
    const after = await debian.paths()
    expect(after.filter((path) => !before.includes(path))).toEqual([])
    expect(existsSync(join(debian.root, user.home, '.config/Tidings/history.db'))).toBe(true)
  })
})
