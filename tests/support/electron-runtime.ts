import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  downloadElectron,
  type ElectronPackage,
  electronPackage,
  unpackedExecutable,
} from './electron-download.ts'
import { fallbackRuntime } from './fallback-runtime.ts'

const run = promisify(execFile)

export type ElectronOrigin = 'override' | 'installed' | 'downloaded' | 'fallback'

/** An Electron that was asked for its version and answered. */
export interface ElectronRuntime {
  readonly executable: string
  /** The folder that ELECTRON_OVERRIDE_DIST_PATH and electron-builder's `electronDist` want. */
  readonly directory: string
  /** Without a `v`: `45.4.1`. */
  readonly version: string
  readonly origin: ElectronOrigin
  /** One line for people: version, origin and, for the fallback, why it is that. */
  readonly description: string
}

/**
 * Finds an Electron to develop and test with, making one when there is none: ELECTRON_OVERRIDE_DIST_PATH, the
 * one in node_modules, electron's own download, the fallback runtime.
 *
 * @param report gets progress lines, only when something takes long
 * @throws Error in words for the user when there is none, or when it does not start
 */
export async function resolveElectron(
  report: (line: string) => void = console.log,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ElectronRuntime> {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const executable = executableIn(path.resolve(override))
    if (!existsSync(executable)) {
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}`)
    }
    return describe(executable, override, 'override', 'from ELECTRON_OVERRIDE_DIST_PATH')
  }

  const electron = await electronPackage()
  const installed = await unpackedExecutable(electron)
  if (installed !== undefined) return describe(installed, distOf(electron), 'installed', 'from node_modules')

  report(`Downloading Electron ${electron.version} …`)
  const download = await downloadElectron(electron)
  const downloaded = await unpackedExecutable(electron)
  if (downloaded !== undefined) return describe(downloaded, distOf(electron), 'downloaded', 'just downloaded')

  const reason = download.kind === 'failed' ? download.reason : 'nothing was unpacked'
  report(`Electron ${electron.version} could not be downloaded (${reason}); using the fallback runtime.`)
  const directory = await fallbackRuntime(report)
  const why = `fallback runtime; Electron ${electron.version} could not be downloaded`
  return describe(path.join(directory, 'electron'), directory, 'fallback', why)
}

async function describe(
  executable: string,
  directory: string,
  origin: ElectronOrigin,
  remark: string,
): Promise<ElectronRuntime> {
  const version = await askVersion(executable)
  const description = `Electron ${version} (${remark})`
  return { executable, directory: path.resolve(directory), version, origin, description }
}

/** As Node it answers with no display, and without the app that `--version` would start. */
async function askVersion(executable: string): Promise<string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const answer = await run(executable, ['-p', 'process.versions.electron'], { env, timeout: 20_000 }).catch(
    (error: unknown) => {
      throw new Error(
        `${executable} does not start: ${error instanceof Error ? error.message : String(error)}`,
      )
    },
  )
  return answer.stdout.trim()
}

function executableIn(directory: string): string {
  if (process.platform === 'darwin') return path.join(directory, 'Electron.app/Contents/MacOS/Electron')
  return path.join(directory, process.platform === 'win32' ? 'electron.exe' : 'electron')
}

function distOf(electron: ElectronPackage): string {
  return path.join(electron.folder, 'dist')
}
