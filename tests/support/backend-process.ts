import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './tidings.ts'

/** The stand-in backend as a separate process, which can be frozen and killed like any other. */
export interface BackendProcess {
  readonly port: number
  readonly url: string
  readonly streamUrl: string
  /** Sends a notification to all clients; resolves when the backend has accepted it. */
  readonly notify: (message: string) => Promise<void>
  /** Suspends it: its connections stay open, and nothing more is sent. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Ends it with SIGKILL, and waits for the end. */
  readonly kill: () => Promise<void>
}

export interface BackendProcessOptions {
  /** Log and exports outlive the process here. */
  readonly dataDir: string
  /** 0 takes a free one. */
  readonly port?: number
}

/** @throws Error with the process's error output when it does not start */
export async function startBackendProcess({
  dataDir,
  port = 0,
}: BackendProcessOptions): Promise<BackendProcess> {
  const main = join(projectFolder, 'tests/backend/main.ts')
  const args = ['--import', 'tsx', main, '--port', String(port), '--data-dir', dataDir]
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const streamUrl = await addressOf(child)
  const { origin } = new URL(streamUrl)
  return {
    port: Number(new URL(streamUrl).port),
    url: origin,
    streamUrl,
    notify: async (message) => {
      const response = await fetch(streamUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: JSON.stringify({ message }),
      })
      if (!response.ok) throw new Error(`The backend answered ${response.status}.`)
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const onText = (chunk: Buffer) => {
      output += chunk.toString()
      const stream = /^Stream +(\S+)$/m.exec(output)?.[1]
      if (stream !== undefined) resolve(stream)
    }
    child.stdout?.on('data', onText)
    child.stderr?.on('data', onText)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The backend ended: ${output}`)))
  })
}
