import { join } from 'node:path'
import { z } from 'zod'
import { openProcesses } from '../support/desktop/processes.ts'
import { answers, freePort } from '../support/free-port.ts'
import { waitFor } from '../support/wait-for.ts'

/** A running `bus/instance.ts`. */
export interface Instance {
  readonly port: number
  readonly origin: string
  readonly usage: () => Promise<Usage>
  /** Ends it without a chance to say goodbye. */
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
}

const usageSchema = z.object({
  openStreams: z.number(),
  /** Bytes of memory that are resident. */
  rss: z.number(),
  /** Processor time since it started. */
  processorMs: z.number(),
})

export type Usage = Readonly<z.infer<typeof usageSchema>>

export interface InstanceOptions {
  /** `redis:` or `postgres:`. */
  readonly busUrl: string
  /** Seconds. */
  readonly heartbeat: number
}

/** Starts an instance on a free port; resolves when it listens. */
export async function startInstance({ busUrl, heartbeat }: InstanceOptions): Promise<Instance> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    HEARTBEAT: String(heartbeat),
    [busUrl.startsWith('redis') ? 'REDIS_URL' : 'DATABASE_URL']: busUrl,
  }
  const script = join(import.meta.dirname, 'bus/instance.ts')
  let processes = openProcesses()

  const start = async () => {
    processes = openProcesses()
    const args = ['--expose-gc', '--import', import.meta.resolve('tsx'), script]
    const { failed } = processes.start(process.execPath, args, env)
    await Promise.race([waitFor('the instance to listen', () => answers(port)), failed])
  }
  await start()
  return {
    port,
    origin,
    start,
    usage: async () => {
      const response = await fetch(`${origin}/usage`, { headers: { Connection: 'close' } })
      return usageSchema.parse(await response.json())
    },
    kill: async () => {
      processes.kill()
      await waitFor('the instance to end', async () => !(await answers(port)))
    },
  }
}
