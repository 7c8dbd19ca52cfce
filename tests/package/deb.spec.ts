import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, startBackend } from '../backend/server.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { type InstalledApp, openInstalledApp } from './installed-app.ts'
import { addOrdinaryUser, earlierAutostart, type OrdinaryUser } from './ordinary-user.ts'
import { packagesFolder, readPackages, type Version } from './packages.ts'

const run = promisify(execFile)
const token = 'package-token-51c2'
const { folder } = readPackages()
const screenshots = packagesFolder
const desktopEntry = '/usr/share/applications/tidings.desktop'

/** The output of apt. The file is copied to where apt's own user can read it. */
async function apt(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { stdout, stderr } = await run('apt-get', [...args], { env, maxBuffer: 16 * 1024 * 1024 })
  return stdout + stderr
}

async function install(version: Version): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'tidings-deb-'))
  await chmod(place, 0o755)
  const file = join(place, 'tidings.deb')
  await copyFile(join(folder, version, `tidings_${version}_amd64.deb`), file)
  try {
    await apt('install', '-y', file)
  } finally {
    await rm(place, { recursive: true })
  }
}

describe('the deb, from installation to removal', () => {
  let desktop: VirtualDesktop
  let backend: Backend
  let other: Backend
  let user: OrdinaryUser
  let app: InstalledApp

  beforeAll(async () => {
    await mkdir(screenshots, { recursive: true })
    desktop = await startVirtualDesktop()
    backend = await startBackend({ port: 0, token })
    other = await startBackend({ port: 0 })
    user = await addOrdinaryUser(desktop, { TIDINGS_TOKEN: token, TIDINGS_SERVER: backend.streamUrl })
    app = openInstalledApp(user, 'tidings')
  })

  afterAll(async () => {
    await user?.remove()
    await apt('purge', '-y', 'tidings').catch(() => '')
    await backend?.stop()
    await other?.stop()
    await desktop?.stop()
  })

  test('apt installs it, with a desktop entry, icons and a handler for its links', async () => {
    await install('1.0.0')
    expect((await app.run('--version')).output).toBe('1.0.0\n')
    const entry = await readFile(desktopEntry, 'utf8')
    expect(entry).toContain('MimeType=x-scheme-handler/tidings;')
    expect(entry).toContain('StartupWMClass=tidings\n')
    expect((await run('desktop-file-validate', [desktopEntry])).stdout).toBe('')
    expect(existsSync('/usr/share/icons/hicolor/48x48/apps/tidings.png')).toBe(true)
    const handler = await user.run('xdg-mime', 'query', 'default', 'x-scheme-handler/tidings')
    expect(handler.output).toBe('tidings.desktop\n')
  })

  test('an ordinary user starts it, with its sandbox, and it connects', async () => {
    user.start('tidings')
    await app.waitForConnection('open')
    await app.window('Tidings')
    const [browser] = await user.processes('/opt/Tidings/tidings')
    expect(browser?.commandLine).not.toContain('--no-sandbox')
    const renderers = await waitFor('the renderer', async () => {
      const found = await user.processes('--type=renderer')
      return found.length > 0 && found
    })
    for (const { pid } of renderers) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      // 2: what the process may ask of the kernel is filtered.
      expect(status).toMatch(/^Seccomp:\s+2$/m)
      // Its number in a world of its own comes second.
      expect(status).toMatch(/^NSpid:\s+\d+\s+\d+/m)
    }
  })

  test('a notification comes, and the tray opens the window', async () => {
    await app.press(await app.window('Tidings'), 'alt+F4')
    await waitFor('the window to close', async () => (await app.windows()).length === 0)
    await backend.publish({
      type: 'notification',
      id: 'n-1',
      title: 'Invoice run',
      message: '312 invoices were sent.',
    })
    const notification = await desktop.notifications.waitFor(({ summary }) => summary === 'Invoice run')
    expect(notification.body).toBe('312 invoices were sent.')
    expect(existsSync(new URL(String(notification.hints['image-path'])))).toBe(true)
    await desktop.screenshot(join(screenshots, 'deb-notification.png'))
    await desktop.notifications.closeAll()
    await (await desktop.tray.waitForItem()).activate()
    await app.window('Tidings')
    await desktop.screenshot(join(screenshots, 'deb-window.png'))
  })

  test('a link to an item opens the window; one to nothing does nothing', async () => {
    await app.press(await app.window('Tidings'), 'alt+F4')
    await waitFor('the window to close', async () => (await app.windows()).length === 0)
    for (const hostile of ['tidings://open/none', 'tidings://quit', 'tidings://open/..%2f..%2fetc%2fpasswd'])
      await user.run('xdg-open', hostile)
    // The first can be read, so it reaches the app; the others end at the door.
    const log = join(user.home, '.config/Tidings/logs/tidings.log')
    await waitFor('the refusal', async () =>
      (await readFile(log, 'utf8')).includes('A link was not followed'),
    )
    expect(await app.windows()).toEqual([])
    await user.run('xdg-open', 'tidings://open/n-1')
    await app.window('Tidings')
  })

  test('a link to a server asks first, and no is the answer to Enter', async () => {
    const link = `tidings://connect?server=${encodeURIComponent(other.streamUrl)}`
    await user.run('xdg-open', link)
    const dialog = await app.window('Connect to this server?')
    await desktop.screenshot(join(screenshots, 'deb-connect.png'))
    await app.press(dialog, 'Return')
    await waitFor(
      'the question to go',
      async () => !(await app.windows()).some((title) => title.startsWith('Connect')),
    )
    expect(other.clients()).toBe(0)
    expect(backend.clients()).toBe(1)
  })

  test('it starts at login, hidden, from its autostart file', async () => {
    await app.quit()
    await user.write('.config/Tidings/settings.json', JSON.stringify({ version: 1, startAtLogin: true }))
    await user.write('.config/autostart/tidings.desktop', earlierAutostart)
    user.start('tidings', '--hidden')
    await app.waitForConnection('open')
    const autostart = join(user.home, '.config/autostart/tidings.desktop')
    expect((await run('desktop-file-validate', [autostart])).stdout).toBe('')
    expect(await readFile(autostart, 'utf8')).not.toContain('/opt/earlier')
    await app.quit()

    user.start('gio', 'launch', autostart)
    await app.waitForConnection('open')
    expect(await app.windows()).toEqual([])
    await app.quit()
  })

  test('a newer version replaces it, and the history stays', async () => {
    await install('1.0.1')
    expect((await app.run('--version')).output).toBe('1.0.1\n')
    user.start('tidings', '--hidden')
    await app.waitForConnection('open')
    expect((await app.history()).map(({ id }) => id)).toContain('n-1')
    await backend.publish({ type: 'notification', id: 'n-2', message: 'After the upgrade' })
    await desktop.notifications.waitFor(({ body }) => body === 'After the upgrade')
    expect(desktop.notifications.all().filter(({ summary }) => summary === 'Invoice run')).toHaveLength(1)
  })

  test('through all of that its log knows of no error', async () => {
    const log = await readFile(join(user.home, '.config/Tidings/logs/tidings.log'), 'utf8')
    expect(log).toContain('[info]')
    expect(log.split('\n').filter((line) => line.includes('[error]'))).toEqual([])
  })

  test('it is removed completely from the system, and says which user data stays', async () => {
    await app.quit()
    const said = await apt('purge', '-y', 'tidings')
    expect(said).toContain('~/.config/Tidings')
    for (const trace of ['/opt/Tidings', '/usr/bin/tidings', desktopEntry, '/etc/apparmor.d/tidings'])
      expect(existsSync(trace)).toBe(false)
    expect(existsSync(join(user.home, '.config/Tidings/history.db'))).toBe(true)
  })
})
