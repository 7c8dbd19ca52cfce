import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { screenReaderPackages } from '../support/desktop/screen-reader.ts'
import { ensurePackages } from '../support/packages.ts'
import { launch, prepare } from '../support/prepare.ts'
import { projectFolder } from '../support/tidings.ts'

// `npm run test:screen-reader`: what Orca says of the app. What follows `--` goes to Vitest:
// `npm run test:screen-reader -- rows`.

/** That of Debian 12. Others name some roles differently: “button” instead of “push button”. */
const knownOrca = '43.'

await launch(async () => {
  if (process.platform !== 'linux') throw new Error('Orca, the screen reader of these tests, needs Linux.')
  const packages = await ensurePackages(console.log, screenReaderPackages)
  if (packages.kind === 'failed') throw new Error(packages.advice)
  const { electron } = await prepare({ virtualDesktop: true })
  const version = await orcaVersion()
  const remark = version.startsWith(knownOrca) ? '' : `; these tests are written for Orca ${knownOrca}x`
  console.log(`Orca ${version}${remark}`)
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs')
  const config = join(import.meta.dirname, 'vitest.config.ts')
  const args = [vitest, 'run', '--config', config, ...process.argv.slice(2)]
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron.directory }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: projectFolder, env, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
})

async function orcaVersion(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('orca', ['--version'])
    return stdout.trim()
  } catch (cause) {
    // On Debian and Ubuntu it was just installed, or the command for that was named.
    const packages = screenReaderPackages.join(' ')
    throw new Error(
      `Orca does not start. Install it from your distribution (its package is called: ${packages}).`,
      {
        cause,
      },
    )
  }
}
