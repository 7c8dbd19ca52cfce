import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { resolveElectron } from '../../support/electron-runtime.ts'
import { type Cli, launchTidings, openCli, type Tidings } from '../../support/tidings.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../../support/virtual-desktop.ts'
import { openBrowserWindow, openDashboard } from './open-browser.ts'
import {
  type Dashboard,
  type DashboardOptions,
  type DashboardUser,
  startDashboard,
} from './start-dashboard.ts'

/** One desktop with the dashboard in a browser on the left, and the app's window on the right. */
export interface SideBySide {
  readonly dashboard: Dashboard
  readonly desktop: VirtualDesktop
  readonly alice: DashboardUser
  readonly page: Page
  readonly tidings: Tidings
  /** The app's window. */
  readonly window: Page
  readonly cli: Cli
  readonly stop: () => Promise<void>
}

const run = promisify(execFile)

const screen = { width: 1440, height: 810 }
const browserBounds = { x: 16, y: 44, width: 690, height: 690 }
// Below the notifications, which are in the top right corner.
const appBounds = { x: 722, y: 150, width: 702, height: 584 }
// On the wallpaper, so that it hovers over nothing.
const pointer = { x: 880, y: 70 }

/** Starts all of it, both connected to the same server as the same user. */
export async function openSideBySide(options: Pick<DashboardOptions, 'env'> = {}): Promise<SideBySide> {
  const closers: (() => unknown)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-side-by-side-'))
    closers.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    const { executable } = await resolveElectron(() => {})
    const desktop = await startVirtualDesktop({ size: `${screen.width}x${screen.height}` })
    closers.push(desktop.stop)
    const dashboard = await startDashboard(options)
    closers.push(dashboard.stop)
    const alice = await dashboard.signIn('alice')

    const browser = await openBrowserWindow({
      env: desktop.env,
      folder: join(folder, 'browser'),
      bounds: browserBounds,
    })
    closers.push(() => browser.close())
    const page = browser.pages()[0] ?? (await browser.newPage())
    await openDashboard(page, dashboard.origin, 'alice')

    const env = { ...desktop.env, TIDINGS_TOKEN: alice.token }
    const place = { executable, env, userDataDir: join(folder, 'profile') }
    const tidings = await launchTidings(place, ['--server', dashboard.streamUrl])
    closers.push(tidings.kill)
    const cli = openCli(place)
    await cli.waitForConnection('open')
    const window = await tidings.page()
    await tidings.app.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      appBounds,
    )
    await run('xdotool', ['mousemove', String(pointer.x), String(pointer.y)], { env: desktop.env })
    return { dashboard, desktop, alice, page, tidings, window, cli, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
