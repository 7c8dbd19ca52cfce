import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { nchanPackages } from '../support/nchan.ts'
import { ensurePackages, networkPackages } from '../support/packages.ts'
import { postgresPackages } from '../support/postgres.ts'
import { launch, prepare } from '../support/prepare.ts'
import { redisPackages } from '../support/redis.ts'
import { projectFolder } from '../support/tidings.ts'
import { buildDashboard, dashboardPackages } from './dashboard/build-dashboard.ts'
import { frameworkPackages } from './frameworks.ts'
import { installServers } from './install-servers.ts'

// `npm run test:servers`: the app against servers as frameworks make them. What follows `--` goes to Vitest:
// `npm run test:servers -- -t Flask`.

/** Debian's packages that the buses and the tests with two instances need. */
const busPackages = [...redisPackages, ...postgresPackages, ...networkPackages]

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectFolder,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

const program = (path: string) => join(projectFolder, 'node_modules', path)

await launch(async () => {
  if (process.platform !== 'linux') throw new Error('These tests are only set up for Linux.')
  const packages = await ensurePackages(console.log, [
    ...frameworkPackages,
    ...dashboardPackages,
    ...busPackages,
    ...nchanPackages,
  ])
  if (packages.kind === 'failed') throw new Error(packages.advice)
  await installServers()
  // `npm run check` can't: what these files import is installed only here.
  const typeErrors = await run([program('typescript/bin/tsc'), '-p', import.meta.dirname])
  if (typeErrors !== 0) return typeErrors
  await buildDashboard()
  const { electron } = await prepare({ virtualDesktop: true })
  const config = join(import.meta.dirname, 'vitest.config.ts')
  return run([program('vitest/vitest.mjs'), 'run', '--config', config, ...process.argv.slice(2)], {
    ELECTRON_OVERRIDE_DIST_PATH: electron.directory,
  })
})
