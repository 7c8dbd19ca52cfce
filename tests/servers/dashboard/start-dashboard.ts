import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProcesses, type Processes } from '../../support/desktop/processes.ts'
import { answers, freePort } from '../../support/free-port.ts'
import { waitFor } from '../../support/wait-for.ts'
import { dashboardFolder, nextProgram } from './build-dashboard.ts'

export const password = 'correct horse'

export interface DashboardOptions {
  /** Default: a free one. */
  readonly port?: number
  /** Shared by several instances; default: one of its own, which is removed at the end. */
  readonly dataDir?: string
  /** Such as REDIS_URL or DATABASE_URL. */
  readonly env?: Readonly<Record<string, string>>
}

/** A running instance of the dashboard, with the users alice and bob. */
export interface Dashboard {
  readonly port: number
  readonly origin: string
  /** Where its files are. */
  readonly dataDir: string
  readonly streamUrl: string
  readonly minimalUrl: string
  /** Signs in, and creates a token for the user's desktop. */
  readonly signIn: (user: string) => Promise<DashboardUser>
  /** How many streams this instance holds, those of the minimal route left out. */
  readonly openStreams: () => Promise<number>
  /** Ends the process group: Next.js itself stays alive for as long as a stream is open. */
  readonly end: () => Promise<void>
  /** Starts it again on the same port. */
  readonly startAgain: () => Promise<void>
  /** Stops it where it is (SIGSTOP), as for a picture; it keeps its connections. Only `stop` can follow. */
  readonly freeze: () => void
  /** Ends it, and removes what it wrote. */
  readonly stop: () => Promise<void>
}

export interface DashboardUser {
  /** The value of the Cookie header. */
  readonly cookie: string
  /** The desktop's access token. */
  readonly token: string
  /** Sends a notification to this user; resolves with the event's id. */
  readonly notify: (message: string, priority?: 'critical') => Promise<string>
  /** Resolves with the id of the job. */
  readonly startExport: (rows: number, rowsPerSecond?: number) => Promise<string>
}

// Generous: the machine may be busy. Nothing waits for it to pass.
const patience = { timeoutMs: 60_000 }

/** Starts the dashboard that `buildDashboard` has built; resolves when it listens. */
export async function startDashboard(options: DashboardOptions = {}): Promise<Dashboard> {
  const port = options.port ?? (await freePort())
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tidings-dashboard-'))
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DASHBOARD_SECRET: 'only for tests',
    DASHBOARD_USERS: `alice:${password},bob:${password}`,
    DASHBOARD_DATA: dataDir,
    ...options.env,
  } as const
  const state = await startProcess(port, env)
  const origin = `http://127.0.0.1:${port}`
  return {
    port,
    origin,
    dataDir,
    streamUrl: `${origin}/api/notifications`,
    minimalUrl: `${origin}/api/minimal`,
    signIn: (user) => signIn(origin, user),
    openStreams: async () => {
      const response = await fetch(`${origin}/api/health`)
      const health: { readonly streams: number } = JSON.parse(await response.text())
      return health.streams
    },
    end: () => state.processes.stop(),
    startAgain: async () => {
      Object.assign(state, await startProcess(port, env))
    },
    freeze: () => {
      process.kill(-state.pid, 'SIGSTOP')
    },
    stop: async () => {
      await state.processes.stop()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

interface RunningServer {
  readonly processes: Processes
  /** Of the leader of its process group. */
  readonly pid: number
}

/** @throws Error with its complaints when it does not start */
async function startProcess(port: number, env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const processes = openProcesses()
  const args = [
    '-C',
    dashboardFolder,
    process.execPath,
    nextProgram,
    'start',
    '-H',
    '127.0.0.1',
    '-p',
    String(port),
  ]
  const server = processes.start('env', args, env)
  try {
    await Promise.race([waitFor('the dashboard to listen', () => answers(port), patience), server.failed])
    return { processes, pid: server.pid }
  } catch (error) {
    await processes.stop()
    throw error
  }
}

async function signIn(origin: string, user: string): Promise<DashboardUser> {
  const signedIn = await fetch(`${origin}/api/session`, {
    method: 'POST',
    body: new URLSearchParams({ user, password }),
    redirect: 'manual',
  })
  const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';')
  const post = async (path: string, body: object = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`POST ${path} was answered with ${response.status}.`)
    return JSON.parse(await response.text())
  }
  const { token }: { readonly token: string } = await post('/api/desktop-token')
  return {
    cookie,
    token,
    notify: async (message, priority) => (await post('/api/notifications', { message, priority })).eventId,
    startExport: async (rows, rowsPerSecond) => (await post('/api/exports', { rows, rowsPerSecond })).id,
  }
}
