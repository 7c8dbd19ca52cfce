import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { resolveElectron } from '../../support/electron-runtime.ts'
import { type Cli, launchTidings, openCli, type Tidings } from '../../support/tidings.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../../support/virtual-desktop.ts'
import { openBrowser, openDashboardPage } from './open-browser.ts'
import { type Dashboard, type DashboardUser, startDashboard } from './start-dashboard.ts'

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

const screen = { width: 1440, height: 810 }
// As wide as the dashboard needs; the rest is the app's, under the notifications at the top.
const browserWidth = 690
const panelHeight = 32
const notificationsHeight = 150

/** Starts all of it, both connected to the same server as the same user. */
export async function openSideBySide(): Promise<SideBySide> {
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
    const dashboard = await startDashboard()
    closers.push(dashboard.stop)
    const alice = await dashboard.signIn('alice')

    const browser = await openBrowserWindow(desktop)
    closers.push(() => browser.close())
    const page = await openDashboardPage(browser, dashboard.origin, 'alice')

    const env = { ...desktop.env, TIDINGS_TOKEN: alice.token }
    const place = { executable, env, userDataDir: join(folder, 'profile') }
    const tidings = await launchTidings(place, ['--server', dashboard.streamUrl])
    closers.push(tidings.kill)
    const cli = openCli(place)
    await cli.waitForConnection('open')
    const window = await tidings.page()
    await tidings.app.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      {
        x: browserWidth + 20,
        y: panelHeight + notificationsHeight,
        width: screen.width - browserWidth - 40,
        height: screen.height - panelHeight - notificationsHeight - 20,
      },
    )
    return { dashboard, desktop, alice, page, tidings, window, cli, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function openBrowserWindow({ env }: VirtualDesktop): Promise<Browser> {
  const size = `--window-size=${browserWidth},${screen.height - panelHeight - 20}`
  return openBrowser({ env, args: ['--window-position=10,40', size, '--disable-infobars'] })
}
