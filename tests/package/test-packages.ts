import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pack } from '../../resources/packaging/pack.ts'
import { defaultDays, signFolder, validFor } from '../../resources/packaging/sign-updates.ts'
import { aptInstall, missingPackages } from '../support/apt.ts'
import { freePort } from '../support/free-port.ts'
import { prepare } from '../support/prepare.ts'
import { createTestKey } from '../support/signed-updates.ts'
import { projectFolder } from '../support/tidings.ts'
import { type Packages, packagesFolder, packagesNote, versions } from './packages.ts'

const installed: readonly string[] = ['deb', 'AppImage']

async function makePackages(): Promise<void> {
  await rm(packagesFolder, { recursive: true, force: true })
  await mkdir(packagesFolder, { recursive: true })
  const { privateKey, publicKey } = createTestKey()
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const packages: Packages = { folder: packagesFolder, updatesPort: await freePort(), key }
  // What matters here does not depend on how hard it was pressed.
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= '1'
  for (const version of versions) {
    await pack({
      // The rpm is only looked at, for which one will do.
      request: { linux: [...installed, ...(version === versions[0] ? ['rpm'] : [])] },
      version,
      output: join(packagesFolder, version),
      updatesUrl: `http://127.0.0.1:${packages.updatesPort}`,
      updateKeys: [publicKey],
      report: console.log,
    })
    await signFolder(join(packagesFolder, version), [privateKey], validFor(defaultDays))
  }
  await writeFile(packagesNote, JSON.stringify(packages))
}

/** Runs the tests of a folder below `tests/`, which has a vitest.config.ts of its own. */
function runTests(folder: string, args: readonly string[]): Promise<number> {
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs')
  const config = join(projectFolder, 'tests', folder, 'vitest.config.ts')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...args], {
      cwd: projectFolder,
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * Packs two versions and runs the tests of a folder with them. With TIDINGS_KEEP_PACKAGES set, those of the last run are
 * used again.
 *
 * @param tools the Debian packages that the tests need, beside those of the virtual desktop
 * @throws Error in words for the user when they can't be run here
 */
export async function testPackages(
  folder: string,
  tools: readonly string[],
  args: readonly string[],
): Promise<number> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('These tests install packages: run them as root on Debian or Ubuntu.')
  const missing = await missingPackages(tools)
  const trouble = missing.length === 0 ? undefined : await aptInstall(missing)
  if (trouble !== undefined) throw new Error(`apt-get failed: ${trouble}`)
  const { electron } = await prepare({ virtualDesktop: true })
  process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.directory
  if ((process.env.TIDINGS_KEEP_PACKAGES ?? '') === '' || !existsSync(packagesNote)) await makePackages()
  return runTests(folder, args)
}
