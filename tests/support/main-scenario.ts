import { join } from 'node:path'
import type { Page } from 'playwright'
import type { Backend } from '../backend/server.ts'
import type { Toast } from './desktop/notifications.ts'
import { type Cli, launchTidings, openCli, type Tidings, type TidingsPlace } from './tidings.ts'
import type { VirtualDesktop } from './virtual-desktop.ts'
import { waitFor } from './wait-for.ts'

/** What the story is played on. */
export interface Stage {
  readonly desktop: VirtualDesktop
  readonly backend: Backend
  /** The access token that the backend asks for. */
  readonly token: string
  readonly place: TidingsPlace
  /** Where screenshots are saved; null: none are made. */
  readonly pictures: string | null
  /** Hears each step once it has been seen from outside. */
  readonly tell: (step: string) => void
}

/** The app as the story leaves it: running, its window open on the finished export. */
export interface StoryEnd {
  readonly tidings: Tidings
  readonly cli: Cli
  readonly page: Page
  readonly toast: Toast
}

/**
 * Plays the main job, each step seen from outside the app. Rejects with what was waited for when a step does not
 * come; the app is ended then.
 */
export async function playStory(stage: Stage): Promise<StoryEnd> {
  const tidings = await launchTidings(stage.place, ['--server', stage.backend.streamUrl, '--hidden'])
  try {
    return await tellStory(stage, tidings)
  } catch (error) {
    await tidings.kill()
    throw error
  }
}

async function tellStory(stage: Stage, tidings: Tidings): Promise<StoryEnd> {
  const { desktop, backend, tell } = stage
  const cli = openCli(stage.place)
  const picture = async (name: string) => {
    if (stage.pictures === null) return
    const file = join(stage.pictures, `${name}.png`)
    await desktop.screenshot(file)
    tell(`screenshot saved: ${file}`)
  }

  await waitFor('the app to be connected', async () => expectField(await cli.status(), 'connection', 'open'))
  tell(`connected to ${backend.streamUrl} (tidings --status says open)`)

  const trayItem = await desktop.tray.waitForItem()
  await trayItem.activate()
  const first = await tidings.page()
  await first.getByText('Connected', { exact: true }).waitFor()
  tell('tray icon clicked over D-Bus: the window opens and says Connected')

  await startExport(stage, { title: 'Orders 2026', rows: 60_000, rowsPerSecond: 15_000 })
  tell('export of 60,000 rows started on the dashboard')
  await first.getByRole('progressbar').waitFor()
  const running = await waitFor('progress in the history', async () =>
    (await cli.history()).find(
      ({ state, progress }) => state === 'running' && progress !== null && progress > 0.1,
    ),
  )
  tell(`progress shown in the window (tidings --history says ${Math.round((running.progress ?? 0) * 100)} %)`)
  await picture('1-export-running')
  await first.close()
  await waitFor('the renderer to end', async () => (await tidings.renderers()) === 0)
  tell('window closed: no renderer process is left')

  const toast = await desktop.toasts.waitFor(
    ({ summary, id }) => summary === 'Orders 2026' && id !== undefined,
  )
  tell(`toast received by the notification daemon: "${toast.summary}", "${toast.body}"`)
  await waitFor('the toast to be noted', async () => expectField((await cli.history())[0], 'toast', 'shown'))
  await picture('2-toast')

  await trayItem.activate()
  const page = await tidings.page()
  await page.getByText('Your export is ready!').waitFor()
  tell('tray icon clicked again: the finished export is a row in the window')
  await picture('3-window')
  return { tidings, cli, page, toast }
}

/** Starts an export the way the dashboard does; resolves with its id. */
export async function startExport(
  { backend, token }: Pick<Stage, 'backend' | 'token'>,
  order: {
    readonly title: string
    readonly rows: number
    readonly rowsPerSecond?: number
    readonly failAt?: number
  },
): Promise<string> {
  const response = await fetch(`${backend.url}/api/exports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(order),
  })
  if (!response.ok)
    throw new Error(`The backend refused the export: ${response.status} ${await response.text()}`)
  const { id }: { id: string } = await response.json()
  return id
}

/** True when the field has the value; otherwise an error that tells what is there, for a wait to report. */
export function expectField<T extends object, K extends keyof T>(
  seen: T | undefined,
  field: K,
  value: T[K],
): true {
  if (seen?.[field] === value) return true
  throw new Error(`${String(field)} is not ${String(value)}: ${JSON.stringify(seen)}`)
}
