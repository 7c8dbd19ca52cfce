import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ElectronRuntime, resolveElectron } from '../../support/electron-runtime.ts'
import { sandboxArguments } from '../../support/sandbox-arguments.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../../support/virtual-desktop.ts'
import { waitFor } from '../../support/wait-for.ts'

const onLinux = process.platform === 'linux'
if (!onLinux) console.log('Skipped: the virtual desktop is made of Linux programs.')

const fixture = path.join(import.meta.dirname, '../../support/desktop-fixture')

describe.skipIf(!onLinux)('an Electron app on a virtual desktop', () => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'tidings-test-'))
  let electron: ElectronRuntime
  let desktop: VirtualDesktop
  let app: RunningApp

  beforeAll(async () => {
    electron = await resolveElectron()
    desktop = await startVirtualDesktop({ power: true })
    app = startApp(electron, desktop)
  }, 600_000)

  afterAll(async () => {
    await app?.stop()
    await desktop?.stop()
    rmSync(scratch, { recursive: true, force: true })
  })

  /** Makes the app raise a notification, and waits until the daemon has accepted it. */
  async function raiseNotification() {
    const before = desktop.notifications.all().length
    await (await desktop.tray.waitForItem()).choose('Raise a notification')
    return desktop.notifications.waitFor(
      (notification) => notification.id !== undefined && desktop.notifications.all().length > before,
    )
  }

  test('runs under the name and version of its package.json, before Electron is ready', async () => {
    await app.said('Desktop Fixture 1.2.3, ready: false')
  })

  test('has its notification recorded as the daemon received it', async () => {
    const notification = await raiseNotification()
    expect(notification).toMatchObject({
      appName: 'Desktop Fixture',
      body: 'Orders & invoices',
      replacesId: 0,
    })
    expect(notification.summary).toMatch(/^Export \d is ready$/)
    expect(notification.hints).toHaveProperty('image-data')
  })

  test('has its notification drawn, and no longer after it was closed', async () => {
    const [shown, closed] = [path.join(scratch, 'shown.png'), path.join(scratch, 'closed.png')]
    await raiseNotification()
    await desktop.screenshot(shown)
    await desktop.notifications.closeAll()
    await desktop.screenshot(closed)
    expect(colourAt(shown, 1000, 24)).toBe('srgb(31,39,51)')
    expect(colourAt(closed, 1000, 24)).not.toBe('srgb(31,39,51)')
  })

  test('receives a click on one of several notifications', async () => {
    await desktop.notifications.closeAll()
    for (let count = 0; count < 3; count += 1) await raiseNotification()
    const open = desktop.notifications.all().filter((notification) => !notification.closed)
    const middle = await waitFor('the second of three notifications', () => open[1])
    await desktop.notifications.click(middle)
    await app.said(`notification ${/\d+/.exec(middle.summary)?.[0]} clicked`)
    expect(desktop.notifications.all().filter((notification) => !notification.closed)).toHaveLength(2)
  })

  test('shows its tray icon in the panel, with its tooltip', async () => {
    const appearance = await (await desktop.tray.waitForItem()).appearance()
    expect(appearance).toMatchObject({ tooltip: 'A fixture', icon: { width: 32, height: 32 } })
  })

  test('hears of a click on its tray icon', async () => {
    await (await desktop.tray.waitForItem()).activate()
    await app.said('tray clicked')
  })

  test('has its tray menu read and chosen from', async () => {
    const item = await desktop.tray.waitForItem()
    const menu = await item.menu()
    expect(menu.map(({ label, enabled }) => [label, enabled])).toEqual([
      ['Raise a notification', true],
      ['Off', false],
    ])
    await expect(item.choose('Off')).rejects.toThrow('disabled')
    await expect(item.choose('Nowhere')).rejects.toThrow('has no "Nowhere"')
  })

  test('is told of sleep and wake', async () => {
    await desktop.power?.suspend()
    await app.said('suspended')
    await desktop.power?.resume()
    await app.said('resumed')
  })

  test('can be driven by Playwright', async () => {
    const driven = await _electron.launch({
      executablePath: electron.executable,
      args: [...sandboxArguments(), fixture],
      env: { ...desktop.env },
    })
    const heading = await (await driven.firstWindow()).textContent('h1')
    const name = await driven.evaluate(({ app: inside }) => inside.getName())
    await driven.close()
    expect({ heading, name }).toEqual({ heading: 'Here I am', name: 'Desktop Fixture' })
  })
})

describe.skipIf(!onLinux)('a virtual desktop', () => {
  test('leaves no process and no file behind when it is stopped', async () => {
    const desktop = await startVirtualDesktop()
    const home = path.dirname(desktop.env.XDG_RUNTIME_DIR ?? '')
    expect(processesOf(home).length).toBeGreaterThan(5)
    await desktop.stop()
    expect(processesOf(home)).toEqual([])
    expect(existsSync(home)).toBe(false)
  })

  test('can do without a panel and a notification daemon', async () => {
    const desktop = await startVirtualDesktop({ panel: false, notifications: false })
    const running = processesOf(path.dirname(desktop.env.XDG_RUNTIME_DIR ?? ''))
    await desktop.stop()
    expect(running).toContain('xfwm4')
    expect(running).not.toContain('xfce4-panel')
    expect(running).not.toContain('dunst')
  })
})

interface RunningApp {
  /** Resolves when the app has printed the line. */
  said(line: string): Promise<unknown>
  stop(): Promise<void>
}

function startApp(electron: ElectronRuntime, desktop: VirtualDesktop): RunningApp {
  const child = spawn(electron.executable, [...sandboxArguments(), fixture], { env: desktop.env })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    said: (line) =>
      waitFor(`the app to say "${line}"`, () => output.split('\n').includes(line) || told(output)),
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

function told(output: string): never {
  throw new Error(output)
}

function colourAt(png: string, x: number, y: number): string {
  return execFileSync('convert', [png, '-depth', '8', '-format', `%[pixel:p{${x},${y}}]`, 'info:']).toString()
}

/** The names of the programs that live in this home folder. */
function processesOf(home: string): readonly string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids.flatMap((id) => {
    try {
      const lives = readFileSync(`/proc/${id}/environ`, 'utf8').includes(`${home}/`)
      return lives ? [readFileSync(`/proc/${id}/comm`, 'utf8').trim()] : []
    } catch {
      // It ended while it was looked at.
      return []
    }
  })
}
