import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openProcesses } from './desktop/processes.ts'
import { answers } from './free-port.ts'
import { networkPackages } from './packages.ts'
import { waitFor } from './wait-for.ts'

export type NetworkProgram = 'nginx' | 'tinyproxy' | 'certutil' | 'openssl'

/**
 * Why tests that need these programs can't run here, in words; null: they can.
 *
 * @throws Error on a CI machine for Linux, where no test may be missing because a program is
 */
export async function missingPrograms(programs: readonly NetworkProgram[]): Promise<string | null> {
  if (process.platform !== 'linux') return 'nginx and tinyproxy are only set up for Linux'
  const found = await Promise.all(
    programs.map((name) =>
      // As root they lie in folders that are not on everybody's path.
      promisify(execFile)('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${name}`]).then(
        () => null,
        () => name,
      ),
    ),
  )
  const missing = found.filter((name) => name !== null)
  if (missing.length === 0) return null
  const reason = `${missing.join(', ')} not found; install ${networkPackages.join(' ')}`
  if (process.env.CI) throw new Error(reason)
  return reason
}

export interface RunningProgram {
  /** What it may write to; goes with it. */
  readonly folder: string
  readonly stop: () => Promise<void>
}

/**
 * Starts a server program with a folder of its own; resolves when it listens at the port.
 *
 * @throws Error with its error output when it does not start
 */
export async function startProgram(
  name: NetworkProgram,
  port: number,
  argumentsIn: (folder: string) => readonly string[],
): Promise<RunningProgram> {
  const folder = mkdtempSync(join(tmpdir(), `tidings-${name}-`))
  const processes = openProcesses()
  const stop = async () => {
    await processes.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }
  const program = processes.start(name, argumentsIn(folder), env)
  try {
    await Promise.race([waitFor(`${name} to listen`, () => answers(port)), program.failed])
    return { folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
