import { existsSync } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, startBackend } from '../backend/server.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { openInstalledApp } from './installed-app.ts'
import { addOrdinaryUser, earlierAutostart, type OrdinaryUser } from './ordinary-user.ts'
import { packagesFolder, readPackages } from './packages.ts'
import { metadataName, type UpdateAttack, updateAttacks } from './update-attacks.ts'
import { serveUpdates, type UpdateServer } from './update-server.ts'

const token = 'package-token-8d0e'
const packages = readPackages()
const { folder, updatesPort } = packages
const screenshots = packagesFolder
const patience = { timeoutMs: 60_000, intervalMs: 200 }

describe('the AppImage, and how it keeps itself up to date', () => {
  let desktop: VirtualDesktop
  let backend: Backend
  let user: OrdinaryUser
  let updates: UpdateServer | undefined
  const home = (path: string) => join(user.home, path)
  const older = () => home('Tidings-1.0.0.AppImage')
  const newer = () => home('Tidings-1.0.1.AppImage')
  const log = () => readFile(home('.config/Tidings/logs/tidings.log'), 'utf8')
  const autostart = () => readFile(home('.config/autostart/tidings.desktop'), 'utf8')

  async function startWith(settings: object): Promise<void> {
    await user.write('.config/Tidings/settings.json', JSON.stringify({ version: 1, ...settings }))
    user.start(older(), '--hidden')
    await openInstalledApp(user, older()).waitForConnection('open')
  }

  /** As the user does it; what is to be installed is installed then. */
  async function quitFromTray(): Promise<void> {
    const item = await desktop.tray.waitForItem()
    // The app may be gone before it has answered.
    await item.choose('Quit').catch(() => {})
    await waitFor('the app to end', async () => (await user.processes('Tidings-')).length === 0, patience)
  }

  async function serve(instead?: UpdateAttack['instead']): Promise<UpdateServer> {
    await updates?.stop()
    updates = await serveUpdates(join(folder, '1.0.1'), updatesPort, instead)
    return updates
  }

  beforeAll(async () => {
    await mkdir(screenshots, { recursive: true })
    desktop = await startVirtualDesktop()
    backend = await startBackend({ port: 0, token })
    user = await addOrdinaryUser(desktop, {
      TIDINGS_TOKEN: token,
      TIDINGS_SERVER: backend.streamUrl,
      TIDINGS_UPDATES_AFTER: '1',
    })
    await user.write('Tidings-1.0.0.AppImage', await readFile(join(folder, '1.0.0/Tidings-1.0.0.AppImage')))
    await user.run('chmod', '+x', older())
  })

  afterAll(async () => {
    await user?.remove()
    await updates?.stop()
    await backend?.stop()
    await desktop?.stop()
  })

  test('an ordinary user runs the one file, with its sandbox, and a notification comes', async () => {
    await user.write('.config/autostart/tidings.desktop', earlierAutostart)
    await startWith({ startAtLogin: true, updates: false })
    for (const { commandLine } of await user.processes('tidings'))
      expect(commandLine).not.toContain('--no-sandbox')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'From the one file' })
    await desktop.notifications.waitFor(({ body }) => body === 'From the one file')
    await (await desktop.tray.waitForItem()).activate()
    await openInstalledApp(user, older()).window('Tidings')
    await desktop.screenshot(join(screenshots, 'appimage-window.png'))
    expect(await autostart()).toContain(`Exec="${older()}" "--hidden"\n`)
    await quitFromTray()
  })

  test.each(updateAttacks(packages, 'Tidings-1.0.1.AppImage'))(
    'an update that is $title is refused, and the old version stays',
    async ({ instead, reason }) => {
      const server = await serve(instead)
      await startWith({ startAtLogin: true })
      await waitFor('the refusal', async () => (await log()).includes(reason), patience)
      expect(server.requests()).toContain(`GET ${metadataName}`)
      await quitFromTray()
      expect(existsSync(newer())).toBe(false)
      expect((await user.run(older(), '--version')).output).toBe('1.0.0\n')
      // One that is still on the screen is sent again in its place, so that a click on it counts.
      expect(new Set(desktop.notifications.raised().map(({ body }) => body))).toEqual(
        new Set(['From the one file']),
      )
    },
  )

  test('a newer version is downloaded in the background, only what differs, and notified once', async () => {
    const server = await serve()
    await startWith({ startAtLogin: true })
    const notification = await desktop.notifications.waitFor(
      ({ summary }) => summary === 'An update is ready',
      { timeoutMs: 60_000 },
    )
    expect(notification.body).toBe('Tidings 1.0.1 will be installed when you quit.')
    await desktop.screenshot(join(screenshots, 'appimage-update.png'))
    const { size } = await stat(join(folder, '1.0.1/Tidings-1.0.1.AppImage'))
    expect(server.packageBytes()).toBeLessThan(size / 4)
    expect(backend.clients()).toBe(1)
    expect(existsSync(older())).toBe(true)
  })

  test('a file that is exchanged after the download is not installed, but downloaded again', async () => {
    const pending = '.cache/tidings-updater/pending/Tidings-1.0.1.AppImage'
    const downloads = async () => (await log()).split(`downloaded to ${home(pending)}`).length - 1
    await user.write(pending, 'another file')
    await quitFromTray()
    expect(await log()).toContain('is not the file that was signed')
    expect(existsSync(newer())).toBe(false)
    expect((await user.run(older(), '--version')).output).toBe('1.0.0\n')
    const before = await downloads()
    await startWith({ startAtLogin: true })
    await waitFor('the next download', async () => (await downloads()) > before, patience)
  })

  test('it is installed when the user quits, and history and start at login go along', async () => {
    await quitFromTray()
    await waitFor('the newer file', () => existsSync(newer()), patience)
    expect(existsSync(older())).toBe(false)
    expect((await user.run(newer(), '--version')).output).toBe('1.0.1\n')
    expect((await openInstalledApp(user, newer()).history()).map(({ id }) => id)).toEqual(['n-1'])
    expect(await autostart()).toContain(`Exec="${newer()}" "--hidden"\n`)
  })
})
