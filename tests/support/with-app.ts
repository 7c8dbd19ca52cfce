import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, startBackend } from '../backend/server.ts'
import type { ElectronRuntime } from './electron-runtime.ts'
import { prepare } from './prepare.ts'
import { type Cli, launchTidings, openCli, type Tidings, type TidingsPlace } from './tidings.ts'
import { startVirtualDesktop, type VirtualDesktop, type VirtualDesktopOptions } from './virtual-desktop.ts'

/** The built app in the tray of a virtual desktop, connected to a stand-in backend. */
export interface RunningApp {
  readonly tidings: Tidings
  readonly place: TidingsPlace
  readonly cli: Cli
  readonly desktop: VirtualDesktop
  readonly backend: Backend
  /** The access token that the backend asks for. */
  readonly token: string
}

export interface WithAppOptions {
  /** How many events the backend can replay. */
  readonly logLimit?: number
  /** Called before the app starts. */
  readonly beforeStart?: (place: TidingsPlace, backend: Backend) => void
  /** Everything is prepared: the app is built, and this is its Electron. */
  readonly electron?: ElectronRuntime
  readonly desktopOptions?: VirtualDesktopOptions
}

/** Builds the app and runs a task with it; all processes end and all files are removed when the task has ended. */
export async function withApp(
  task: (app: RunningApp) => Promise<void>,
  { logLimit, beforeStart, electron: prepared, desktopOptions }: WithAppOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-app-'))
  const token = 'stand-in-token'
  const electron = prepared ?? (await prepare({ virtualDesktop: true })).electron
  const desktop = await startVirtualDesktop(desktopOptions)
  const backend = await startBackend({ port: 0, token, ...(logLimit === undefined ? {} : { logLimit }) })
  const place = {
    executable: electron.executable,
    env: { ...desktop.env, TIDINGS_TOKEN: token },
    userDataDir: join(folder, 'profile'),
  }
  beforeStart?.(place, backend)
  const cli = openCli(place)
  const tidings = await launchTidings(place, ['--server', backend.streamUrl, '--hidden'])
  try {
    await cli.waitForConnection('open')
    await task({ tidings, place, cli, desktop, backend, token })
  } finally {
    await tidings.kill()
    await backend.stop()
    await desktop.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
