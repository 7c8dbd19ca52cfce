import { join } from 'node:path'
import type { Page } from 'playwright'
import type { Backend } from '../backend/server.ts'
import type { ReceivedNotification } from './desktop/notifications.ts'
import { type Cli, launchTidings, openCli, type Tidings, type TidingsPlace } from './tidings.ts'
import type { VirtualDesktop } from './virtual-desktop.ts'
import { expectField, waitFor } from './wait-for.ts'

/** What the main scenario needs. */
export interface ScenarioFixtures {
  readonly desktop: VirtualDesktop
  readonly backend: Backend
  /** The access token that the backend asks for. */
  readonly token: string
  readonly place: TidingsPlace
  /** The folder for screenshots; null: none are made. */
  readonly screenshots: string | null
  /** Called with each step once it has been observed. */
  readonly report: (step: string) => void
}

/** The app at the end of the scenario: running, its window open on the finished export. */
export interface ScenarioResult {
  readonly tidings: Tidings
  readonly cli: Cli
  readonly page: Page
  readonly notification: ReceivedNotification
}

/**
 * Plays the main scenario against the real app: an export runs, the window is closed, the notification comes. Each
 * step waits for its cause, as observed from outside the app.
 *
 * @throws Error that says what was waited for when a step does not happen; the app is ended first
 */
export async function playMainScenario(fixtures: ScenarioFixtures): Promise<ScenarioResult> {
  const tidings = await launchTidings(fixtures.place, ['--server', fixtures.backend.streamUrl, '--hidden'])
  try {
    return await playSteps(fixtures, tidings)
  } catch (error) {
    await tidings.kill()
    throw error
  }
}

async function playSteps(fixtures: ScenarioFixtures, tidings: Tidings): Promise<ScenarioResult> {
  const { desktop, backend, report } = fixtures
  const cli = openCli(fixtures.place)
  const takeScreenshot = async (name: string) => {
    if (fixtures.screenshots === null) return
    const file = join(fixtures.screenshots, `${name}.png`)
    await desktop.screenshot(file)
    report(`screenshot saved: ${file}`)
  }

  await cli.waitForConnection('open')
  report(`connected to ${backend.streamUrl} (tidings --status says open)`)

  const trayItem = await desktop.tray.waitForItem()
  await trayItem.activate()
  const first = await tidings.page()
  await first.getByText('Connected', { exact: true }).waitFor()
  report('tray icon clicked over D-Bus: the window opens and says Connected')

  // Held half-way, so that its progress is there to be seen however slow this machine is.
  const order = { title: 'Orders 2026', rows: 60_000, rowsPerSecond: 15_000, holdAt: 0.5 }
  const exportId = await startExport(fixtures, order)
  report('export of 60,000 rows started on the dashboard')
  await first.getByRole('progressbar').waitFor()
  const running = await waitFor('progress in the history', async () =>
    (await cli.history()).find(
      ({ state, progress }) => state === 'running' && progress !== null && progress >= order.holdAt,
    ),
  )
  report(
    `progress shown in the window (tidings --history says ${Math.round((running.progress ?? 0) * 100)} %)`,
  )
  await takeScreenshot('1-export-running')
  await first.close()
  await waitFor('the renderer to end', async () => (await tidings.renderers()) === 0)
  report('window closed: no renderer process is left')

  await releaseExport(fixtures, exportId)
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Orders 2026' && id !== undefined,
  )
  report(`notification received by the daemon: "${notification.summary}", "${notification.body}"`)
  await waitFor('the notification to be recorded as shown', async () =>
    expectField((await cli.history())[0], 'toast', 'shown'),
  )
  await takeScreenshot('2-notification')

  await trayItem.activate()
  const page = await tidings.page()
  await page.getByText('Your export is ready!').waitFor()
  report('tray icon clicked again: the finished export is a row in the window')
  await takeScreenshot('3-window')
  return { tidings, cli, page, notification }
}

type BackendAccess = Pick<ScenarioFixtures, 'backend' | 'token'>

/** Starts an export the way the dashboard does; resolves with its id. */
export async function startExport(
  access: BackendAccess,
  order: {
    readonly title: string
    readonly rows: number
    readonly rowsPerSecond?: number
    readonly failAt?: number
    /** The export waits when this part of its rows (0 to 1) is written, until `releaseExport`. */
    readonly holdAt?: number
  },
): Promise<string> {
  const response = await post(access, '/api/exports', JSON.stringify(order))
  const { id }: { id: string } = await response.json()
  return id
}

/** Lets an export that was started with `holdAt` go on. */
export async function releaseExport(access: BackendAccess, id: string): Promise<void> {
  await post(access, `/api/exports/${id}/release`, null)
}

async function post({ backend, token }: BackendAccess, path: string, json: string | null): Promise<Response> {
  const response = await fetch(`${backend.url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      ...(json === null ? {} : { 'Content-Type': 'application/json' }),
    },
    body: json,
  })
  if (!response.ok) {
    throw new Error(`The backend refused POST ${path}: ${response.status} ${await response.text()}`)
  }
  return response
}
