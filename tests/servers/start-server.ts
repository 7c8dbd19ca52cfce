import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProcesses, type Processes } from '../support/desktop/processes.ts'
import { answers, freePort } from '../support/free-port.ts'
import { waitFor } from '../support/wait-for.ts'
import type { Framework } from './frameworks.ts'
import { startRelay } from './relay.ts'

/** A real server that runs, and the network between it and the app. */
export interface RunningServer {
  readonly streamUrl: string
  /** Sends a notification to all who listen, as the application behind the server would. */
  readonly send: (message: string) => Promise<void>
  /**
   * Does what makes the app open so many new streams; resolves when the server has the last of them and will send what
   * comes, and returns what the action does. At once for a server that has no streams to wait for.
   */
  readonly reconnects: <T>(action: () => T | Promise<T>, times?: number) => Promise<T>
  /** Cuts the connections; the server runs on. */
  readonly cut: () => void
  /** Cuts the connections and refuses new ones until `allow` is called; the server runs on. */
  readonly refuse: () => Promise<void>
  readonly allow: () => Promise<void>
  /** Ends the process group and starts it again, on the same port and in the same folder. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

// Generous: the machine may be busy. Nothing waits for it to pass.
const patience = { timeoutMs: 60_000 }

/** A connection of its own for each request: the one before may end with the server. */
function request(headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    headers: { ...headers, Connection: 'close' },
    signal: AbortSignal.timeout(patience.timeoutMs),
  }
}

/** Starts a server on a free port, in a folder of its own. Resolves when it listens. */
export async function startServer(framework: Framework): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-server-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const state = { processes: await startProcess(framework, port, folder), starts: 1 }
  const relay = await startRelay(port)

  /** How many streams there were: of which start of the server, and how many since. */
  const countStreams = async () => {
    if (framework.stream === 'ends-after-each-event') return null
    const response = await fetch(`${origin}/streams`, request())
    return { start: state.starts, streams: Number(await response.text()) }
  }

  return {
    streamUrl: `http://127.0.0.1:${relay.port}/stream`,
    send: async (message) => {
      const response = await fetch(`${origin}/send`, {
        ...request({ 'Content-Type': 'application/json' }),
        method: 'POST',
        body: JSON.stringify({ type: 'notification', message }),
      })
      if (!response.ok) throw new Error(`${framework.name} answered ${response.status}.`)
    },
    reconnects: async (action, times = 1) => {
      const before = await countStreams()
      const result = await action()
      if (before === null) return result
      await waitFor(
        `a new stream at ${framework.name}`,
        async () => {
          const now = await countStreams()
          return now !== null && now.streams >= times + (now.start === before.start ? before.streams : 0)
        },
        patience,
      )
      return result
    },
    cut: relay.cut,
    refuse: relay.close,
    allow: relay.reopen,
    restart: async () => {
      await state.processes.stop()
      state.processes = await startProcess(framework, port, folder)
      state.starts += 1
    },
    stop: async () => {
      await relay.close()
      await state.processes.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** @throws Error with its complaints when it does not come */
async function startProcess(framework: Framework, port: number, folder: string): Promise<Processes> {
  const { name, program, args, env } = framework
  const processes = openProcesses()
  const server = processes.start('env', ['-C', folder, program, ...args(port)], {
    ...process.env,
    NODE_ENV: 'development',
    ...env,
    PORT: String(port),
  })
  try {
    await Promise.race([waitFor(`${name} to listen`, () => answers(port), patience), server.failed])
    return processes
  } catch (error) {
    await processes.stop()
    throw error
  }
}
