import { join } from 'node:path'
import { openProcesses } from '../../support/desktop/processes.ts'
import { answers, freePort } from '../../support/free-port.ts'
import { waitFor } from '../../support/wait-for.ts'

export interface KitServer {
  readonly streamUrl: string
  /** Resolves with the id of the event. */
  readonly publish: (event: object) => Promise<string>
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts one of the servers in this folder on a free port; resolves when it listens. */
export async function startKitServer(file: string): Promise<KitServer> {
  const port = await freePort()
  const start = async () => {
    const processes = openProcesses()
    const args = ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, file)]
    const env = { ...process.env, PORT: String(port) }
    const server = processes.start(process.execPath, args, env)
    try {
      const listens = waitFor(`${file} to listen`, () => answers(port), { timeoutMs: 60_000 })
      await Promise.race([listens, server.failed])
      return processes
    } catch (error) {
      await processes.stop()
      throw error
    }
  }
  const state = { processes: await start() }
  const streamUrl = `http://127.0.0.1:${port}/notifications`
  return {
    streamUrl,
    publish: async (event) => {
      const response = await fetch(streamUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: JSON.stringify(event),
      })
      const { id }: { readonly id: string } = await response.json()
      return id
    },
    restart: async () => {
      await state.processes.stop()
      state.processes = await start()
    },
    stop: () => state.processes.stop(),
  }
}
