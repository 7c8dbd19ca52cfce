import { openProcesses } from './desktop/processes.ts'
import { answers } from './free-port.ts'
import { waitFor } from './wait-for.ts'

/** A server with data of its own, which can be stopped and started again with the same data on the same port. */
export interface DataServer {
  readonly url: string
  readonly stop: () => Promise<void>
  /** Ends it at once, without the chance to write anything. */
  readonly crash: () => Promise<void>
  readonly start: () => Promise<void>
  /** Ends it and removes its data. */
  readonly remove: () => Promise<void>
}

export interface DataServerOptions {
  readonly url: string
  readonly port: number
  readonly program: string
  readonly args: readonly string[]
  readonly stopSignal: NodeJS.Signals
  readonly crashSignal: NodeJS.Signals
  readonly isReady: () => Promise<boolean>
  readonly removeData: () => void
}

export async function startDataServer(options: DataServerOptions): Promise<DataServer> {
  const { url, port, program, args, isReady } = options
  let processes = openProcesses()
  let pid: number | null = null

  async function tryToStart(): Promise<boolean> {
    processes = openProcesses()
    const started = processes.start(program, args, process.env)
    pid = started.pid
    return Promise.race([
      waitFor(`${program} to be ready`, isReady),
      // After a crash its children may need a moment to end, and it does not start beside them.
      started.failed,
    ])
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (pid === null) return
    const ending = pid
    pid = null
    process.kill(ending, signal)
    await waitFor(`${program} to end`, async () => !isRunning(ending) && !(await answers(port)))
    await processes.stop()
  }

  const start = async () => {
    await waitFor(`${program} to start`, tryToStart, { intervalMs: 200 })
  }
  await start()
  return {
    url,
    start,
    stop: () => end(options.stopSignal),
    crash: () => end(options.crashSignal),
    remove: async () => {
      await end(options.crashSignal)
      options.removeData()
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
