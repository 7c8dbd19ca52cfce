import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { sandboxArguments } from './sandbox-arguments.ts'
import { expectField, waitFor } from './wait-for.ts'

/** The project's folder, which Electron runs as an app once it is built. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** Where and with what the app runs. */
export interface TidingsPlace {
  readonly executable: string
  /** The whole environment, as the virtual desktop gives it. */
  readonly env: Readonly<Record<string, string>>
  readonly userDataDir: string
  /** The executable is the packed app itself, and no Electron that runs the project's folder. */
  readonly isPacked?: boolean
}

export interface CliResult {
  readonly exitCode: number | null
  readonly output: string
  readonly error: string
}

/** One line of `--history --json`. */
export interface HistoryLine {
  readonly id: string
  readonly type: string
  readonly title: string | null
  readonly message: string | null
  readonly category: string | null
  readonly state: string | null
  readonly progress: number | null
  readonly read: boolean
  readonly toast: string
  readonly notification: string
  readonly outcome: string | null
}

/** What `--status --json` prints. */
export interface StatusLine {
  readonly connection: 'connecting' | 'open' | 'waiting' | 'signed-out' | 'stopped' | 'offline'
  readonly since: string
  readonly cursor: string | null
  readonly unread: number
  readonly rejected: number
  readonly lastError: string | null
  /** The same for each server in use. */
  readonly sources: readonly (Omit<StatusLine, 'sources'> & {
    readonly source: string
    readonly name: string
  })[]
}

/** The command line of the app: each call starts a process of its own. */
export interface Cli {
  readonly run: (...args: readonly string[]) => Promise<CliResult>
  readonly status: () => Promise<StatusLine>
  /** Waits for `--status` to say this of the connection; resolves with that status. */
  readonly waitForConnection: (connection: StatusLine['connection']) => Promise<StatusLine>
  /** Newest first. */
  readonly history: () => Promise<readonly HistoryLine[]>
}

export function openCli(place: TidingsPlace): Cli {
  return createCli((...args) => runOnce(place, args))
}

/** @param run starts the app with these arguments, and resolves when that process has ended */
export function createCli(run: Cli['run']): Cli {
  const status = async (): Promise<StatusLine> => JSON.parse((await run('--status', '--json')).output)
  return {
    run,
    status,
    waitForConnection: (connection) =>
      waitFor(`the connection to be "${connection}"`, async () => {
        const line = await status()
        return expectField(line, 'connection', connection) && line
      }),
    history: async () => {
      const { output } = await run('--history', '--json', '--limit', '100000')
      return output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    },
  }
}

export interface Tidings {
  readonly app: ElectronApplication
  /** The page of the open window; waits for it to open. */
  readonly page: () => Promise<Page>
  /** The number of renderer processes. */
  readonly renderers: () => Promise<number>
  /** Resolves when the app has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Ends it as a user would, and waits for the end. */
  readonly quit: () => Promise<void>
  /** Ends it with SIGKILL, and waits for the end. */
  readonly kill: () => Promise<void>
}

/** Starts the built app; resolves when its main process runs. */
export async function launchTidings(place: TidingsPlace, args: readonly string[]): Promise<Tidings> {
  const app = await _electron.launch({
    executablePath: place.executable,
    args: [...argumentsFor(place), ...args],
    env: { ...place.env },
    cwd: projectFolder,
  })
  const child = app.process()
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
  return {
    app,
    page: () => waitFor('the window', () => app.windows().find((page) => !page.isClosed())),
    renderers: () =>
      app.evaluate(
        ({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').length,
      ),
    ended,
    quit: async () => {
      await runOnce(place, ['--quit'])
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function argumentsFor(place: TidingsPlace): readonly string[] {
  const appFolder = place.isPacked === true ? [] : [projectFolder]
  return [...sandboxArguments(), ...appFolder, '--user-data-dir', place.userDataDir]
}

/** Starts the built app as a terminal does; the caller ends it. */
export function spawnTidings(place: TidingsPlace, args: readonly string[]) {
  return spawn(place.executable, [...argumentsFor(place), ...args], {
    env: { ...place.env },
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Chromium's zygote complains when the app has ended before it could answer it, as after the shortest commands. */
const ofZygote = /^\[[\d:/.]+:ERROR:zygote_linux\.cc\(\d+\)\] write: Broken pipe \(32\)\n/gm

function runOnce(place: TidingsPlace, args: readonly string[]): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawnTidings(place, args)
    let output = ''
    let error = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      error += text
    })
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, output, error: error.replaceAll(ofZygote, '') }))
  })
}
