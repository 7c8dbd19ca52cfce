import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectFolder } from '../../support/tidings.ts'

/** Debian's packages that the tests of the dashboard need. */
export const dashboardPackages = ['chromium', 'redis-server']

export const dashboardFolder = join(projectFolder, 'tests/servers/nextjs')

const run = promisify(execFile)

/**
 * Installs what the dashboard in nextjs/ needs, unless it is there as the lock file says, and builds it. Once for all
 * tests: two builds at a time would write into the same folder.
 */
export async function buildDashboard(): Promise<void> {
  const lock = join(dashboardFolder, 'package-lock.json')
  const installed = join(dashboardFolder, 'node_modules/.package-lock.json')
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    console.log('Installing Next.js (about 15 s) …')
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: dashboardFolder })
  }
  console.log('Building the dashboard (about 20 s) …')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
  await run(process.execPath, [nextProgram, 'build'], { cwd: dashboardFolder, env })
}

export const nextProgram = join(dashboardFolder, 'node_modules/next/dist/bin/next')
