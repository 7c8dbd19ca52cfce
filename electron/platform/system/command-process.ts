import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

const folderVariable = 'TIDINGS_COMMAND_FOLDER'

/**
 * Runs a command that needs Chromium's network in a process of its own: without a display Chromium starts only with a
 * switch on its command line, and the profile may belong to the app that is running. Must be awaited at the top level
 * of the main module, for Chromium waits for that.
 *
 * @param variables what that process needs of those that were taken out of the environment
 * @returns the exit code of that process, which has ended; null: this is that process
 */
export async function runInCommandProcess(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<number | null> {
  const { argv, env, execPath, platform } = process
  const ownFolder = env[folderVariable]
  if (ownFolder !== undefined) {
    app.setPath('userData', ownFolder)
    app.disableHardwareAcceleration()
    return null
  }
  const folder = mkdtempSync(join(tmpdir(), 'tidings-'))
  // Chromium reports each part of the desktop that it misses, which are many in a CI system.
  const switches = ['--log-level=3', ...(platform === 'linux' ? ['--ozone-platform=headless'] : [])]
  const child = spawn(execPath, [...argv.slice(1), ...switches], {
    stdio: 'inherit',
    env: { ...env, ...variables, [folderVariable]: folder },
  })
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name))
  const [exitCode] = await once(child, 'exit')
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  return exitCode ?? 1
}
