import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, startBackend } from '../backend/server.ts'
import { openInstalledApp } from '../package/installed-app.ts'
import { addOrdinaryUser, type OrdinaryUser } from '../package/ordinary-user.ts'
import { readPackages } from '../package/packages.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { type CleanDebian, debianReleases, openCleanDebian } from './clean-debian.ts'

const token = 'debian-token-9f31'
const deb = join(readPackages().folder, '1.0.0/tidings_1.0.0_amd64.deb')

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
    user = await addOrdinaryUser(desktop, { TIDINGS_TOKEN: token, TIDINGS_SERVER: backend.streamUrl }, debian)
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

  test('it is removed without a trace but the user’s own', async () => {
    const said = await debian.apt('purge', 'tidings')
    expect(remarks(said).join('\n')).toContain('~/.config/Tidings')
    expect(remarks(said)).toHaveLength(2)
    const after = await debian.paths()
    expect(after.filter((path) => !before.includes(path))).toEqual([])
    expect(existsSync(join(debian.root, user.home, '.config/Tidings/history.db'))).toBe(true)
  })
})
