import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const downloadLimitMs = 10 * 60_000

/** The `electron` package in node_modules; its binary comes from elsewhere and may be missing. */
export interface ElectronPackage {
  readonly folder: string
  readonly version: string
}

export type DownloadOutcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly reason: string }

/** Finds the package without running its index.js, which would start to download. */
export async function electronPackage(): Promise<ElectronPackage> {
  const manifest = createRequire(import.meta.url).resolve('electron/package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  return { folder: path.dirname(manifest), version }
}

/** The executable the package has unpacked, or undefined when there is none or it is incomplete. */
export async function unpackedExecutable(electron: ElectronPackage): Promise<string | undefined> {
  const dist = path.join(electron.folder, 'dist')
  // path.txt is written last, so a folder that was not unpacked completely has none.
  const name = await readFile(path.join(electron.folder, 'path.txt'), 'utf8').catch(() => undefined)
  const version = await readFile(path.join(dist, 'version'), 'utf8').catch(() => '')
  if (name === undefined || version.trim().replace(/^v/, '') !== electron.version) return undefined
  const executable = path.join(dist, name)
  return existsSync(executable) ? executable : undefined
}

/**
 * Has the package fetch its binary the way it does by itself at first use. An unreachable host is noticed
 * within 10 s (most often at once); a download that drags on is given up after 10 minutes.
 */
export async function downloadElectron(
  electron: ElectronPackage,
  limitMs: number = downloadLimitMs,
): Promise<DownloadOutcome> {
  try {
    const script = path.join(electron.folder, 'install.js')
    await run(process.execPath, [script], { timeout: limitMs, killSignal: 'SIGKILL' })
    return { kind: 'done' }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error, limitMs) }
  }
}

function reasonOf(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if ('killed' in error && error.killed === true) return `not done after ${Math.round(limitMs / 1000)} s`
  const said = 'stderr' in error ? String(error.stderr) : error.message
  const cause = /^\s*code: '([A-Z_0-9]+)'/m.exec(said)?.[1]
  const first = (said.trim().split('\n')[0] ?? 'no reason given').replace(/^\w*Error: /, '')
  return cause === undefined ? first : `${first}, ${cause}`
}
