import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import type { ElectronRuntime } from '../../support/electron-runtime.ts'
import { projectFolder } from '../../support/tidings.ts'

/** What the figures were measured with. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly electron: string
  readonly node: string
  /** With a plus when files were changed since. */
  readonly commit: string
}

export function describeMachine({ version }: ElectronRuntime): Machine {
  const processors = cpus()
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    electron: version,
    node: process.version,
    commit: readCommit(),
  }
}

function readCommit(): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8' }).trim()
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+')
  } catch {
    // A copy of the source that is no repository.
    return 'unknown'
  }
}

/** What else the machine had to do. */
export interface Conditions {
  /** How many processes ran or waited to run, over the last minute. */
  readonly load: number
  /** Processes of the same Electron: they share pages with the measured one, whose memory then looks small. */
  readonly otherElectrons: number
}

/** @param directory of the Electron */
export function readConditions(directory: string): Conditions {
  return { load: readLoad(), otherElectrons: electronProcesses(directory).length }
}

/** From /proc/loadavg; NaN where there is none. */
export function readLoad(): number {
  try {
    return Number.parseFloat(readFileSync('/proc/loadavg', 'utf8'))
  } catch {
    return Number.NaN
  }
}

/** The processes, of whatever app, that run the Electron of this folder. */
export function electronProcesses(directory: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => {
      try {
        return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/exe`).startsWith(`${directory}/`)
      } catch {
        // It has ended, or is somebody else's.
        return false
      }
    })
    .map(Number)
}

/** Above this load, others had a part in the figures. */
export const quietLoad = 0.5

export const sharedElectron = 'other apps run the same Electron'

/** Why the figures can't be judged; empty: they can. */
export function disturbances(before: Conditions, after: Conditions): readonly string[] {
  return [
    // NaN is not quiet either.
    ...(before.load <= quietLoad ? [] : [`the machine is busy (load ${before.load.toFixed(1)})`]),
    ...(before.otherElectrons + after.otherElectrons === 0 ? [] : [sharedElectron]),
  ]
}
