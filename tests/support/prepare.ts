import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ElectronRuntime, resolveElectron } from './electron-runtime.ts'
import { hasDisplay } from './has-display.ts'
import { ensurePackages } from './packages.ts'
import { projectFolder } from './tidings.ts'

/** What the launchers need before they start. */
export interface Prepared {
  readonly electron: ElectronRuntime
}

/**
 * Provides what the launchers need: the packages of the virtual desktop, when `virtualDesktop`; an Electron; and a
 * fresh build.
 *
 * @throws Error that says what to install or fix
 */
export async function prepare({ virtualDesktop }: { readonly virtualDesktop: boolean }): Promise<Prepared> {
  if (virtualDesktop) {
    const packages = await ensurePackages()
    if (packages.kind === 'failed') {
      const why = hasDisplay()
        ? 'The tests run on a virtual desktop.'
        : 'There is no screen here (DISPLAY is not set), so a virtual desktop is needed.'
      throw new Error(`${why} ${packages.advice}`)
    }
  }
  const electron = await resolveElectron()
  console.log(electron.description)
  await buildApp()
  return { electron }
}

// A process of its own: a build in this one would leave NODE_ENV=production to all that is started later.
async function buildApp(): Promise<void> {
  const vite = join(projectFolder, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: projectFolder })
}

/** Whether a virtual desktop has to stand in for a screen. */
export function needsVirtualDesktop(): boolean {
  return process.platform === 'linux' && !hasDisplay()
}

/** Runs a launcher's main function; its error is printed, without a stack, and makes the exit code 1. */
export async function launch(main: () => Promise<number>): Promise<void> {
  const code = await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return 1
  })
  process.exitCode = code
  // electron-builder ends the process by a hook of its own, with 0.
  process.once('exit', () => {
    process.exitCode = code
  })
}
