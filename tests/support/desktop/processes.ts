import { type ChildProcess, spawn } from 'node:child_process'

/** A program of the virtual desktop; it and all it starts form a process group of their own. */
export interface DesktopProcess {
  readonly name: string
  readonly pid: number
  /** What it has written to standard error (the last 4,000 characters). */
  errorOutput(): string
  /** Rejects, with its error output, when it ends by itself; never resolves. */
  readonly failed: Promise<never>
}

export interface Processes {
  start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): DesktopProcess
  /** Like `start`, and gives the first line written to file descriptor 3. */
  startAndRead(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string>
  /** Ends all, the last started first; each has a second to end by itself before it is killed. */
  stop(): Promise<void>
  /** Kills all at once; for when this process itself ends. */
  kill(): void
}

/** Starts programs so that none outlives this process, even when it is killed: the kernel ends them then. */
export function openProcesses(): Processes {
  const running: { readonly name: string; readonly child: ChildProcess; readonly ended: Promise<void> }[] = []
  let stopping = false

  function launch(name: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', name, ...args], {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    let errorOutput = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errorOutput = (errorOutput + chunk.toString()).slice(-4000)
    })
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
    running.push({ name, child, ended })
    const failed = new Promise<never>((_, reject) => {
      child.once('error', (error) => reject(new Error(`${name} could not be started: ${error.message}`)))
      child.once('exit', (code, signal) => {
        if (!stopping)
          reject(new Error(`${name} ended (${signal ?? `exit code ${code}`}): ${errorOutput.trim()}`))
      })
    })
    // Only a caller that waits for the program to be ready handles the failure; later ones must not go unhandled.
    failed.catch(() => undefined)
    return { child, process: { name, pid: child.pid ?? -1, errorOutput: () => errorOutput, failed } }
  }

  return {
    start: (name, args, env) => launch(name, args, env).process,
    startAndRead: (name, args, env) => {
      const { child, process } = launch(name, args, env)
      return Promise.race([firstLine(child), process.failed])
    },
    stop: async () => {
      stopping = true
      for (const { child, ended } of running.splice(0).reverse()) await end(child, ended)
    },
    kill: () => {
      stopping = true
      for (const { child } of running.splice(0).reverse()) signalGroup(child, 'SIGKILL')
    },
  }
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) signalGroup(child, 'SIGTERM')
  const tooLong = setTimeout(() => signalGroup(child, 'SIGKILL'), 1000)
  await ended
  clearTimeout(tooLong)
  // What it had started (plug-ins, helpers) is in its group and may not have listened.
  signalGroup(child, 'SIGKILL')
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has no process left.
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  const pipe = child.stdio[3]
  return new Promise((resolve, reject) => {
    let text = ''
    pipe?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    pipe?.on('error', reject)
  })
}
