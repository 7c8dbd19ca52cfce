import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensurePackages, networkPackages } from '../support/packages.ts'
import { postgresPackages } from '../support/postgres.ts'
import { launch, prepare } from '../support/prepare.ts'
import { projectFolder } from '../support/tidings.ts'
import { buildDashboard, dashboardPackages } from './dashboard/build-dashboard.ts'
import { frameworkPackages } from './frameworks.ts'
import { installServers } from './install-servers.ts'

// `npm run test:servers`: the app against servers as frameworks make them. What follows `--` goes to Vitest:
// `npm run test:servers -- -t Flask`.

function runTests(args: readonly string[], electronDirectory: string): Promise<number> {
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs')
  const config = join(import.meta.dirname, 'vitest.config.ts')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...args], {
      cwd: projectFolder,
      env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electronDirectory },
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

await launch(async () => {
  if (process.platform !== 'linux') throw new Error('These tests are only set up for Linux.')
  const packages = await ensurePackages(console.log, [
    ...frameworkPackages,
    ...dashboardPackages,
    ...postgresPackages,
    ...networkPackages,
  ])
  if (packages.kind === 'failed') throw new Error(packages.advice)
  await installServers()
  await buildDashboard()
  const { electron } = await prepare({ virtualDesktop: true })
  return runTests(process.argv.slice(2), electron.directory)
})
