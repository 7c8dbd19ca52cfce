import { type ChildProcess, spawn } from 'node:child_process'

/** A program that a test kills and starts again. */
export interface KillableProcess {
  readonly isRunning: () => boolean
  readonly start: () => void
  /** Ends it and all it has started with SIGKILL, and waits for the end. */
  readonly kill: () => Promise<void>
  /** What it wrote to standard error since it was last started; the last 2,000 characters. */
  readonly errorOutput: () => string
}

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
}

export function createKillableProcess({ command, args, env, cwd }: Program): KillableProcess {
  let child: ChildProcess | null = null
  let ended: Promise<void> = Promise.resolve()
  let errorOutput = ''

  return {
    isRunning: () => child !== null && child.exitCode === null && child.signalCode === null,
    start: () => {
      errorOutput = ''
      // The kernel ends it if this process ends first.
      const started = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
        env,
        cwd,
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      started.stderr?.on('data', (data: Buffer) => {
        errorOutput = (errorOutput + data.toString()).slice(-2_000)
      })
      ended = new Promise((resolve) => {
        started.once('exit', () => resolve())
        started.once('error', () => resolve())
      })
      child = started
    },
    kill: async () => {
      if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        process.kill(-child.pid, 'SIGKILL')
      }
      await ended
    },
    errorOutput: () => errorOutput,
  }
}
