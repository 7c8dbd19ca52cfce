import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expectField } from '../support/main-scenario.ts'
import type { Cli } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import type { OrdinaryUser } from './ordinary-user.ts'

const run = promisify(execFile)

/** The app as a user has it: a program on the path, and windows on the screen. */
export interface InstalledApp extends Cli {
  readonly isConnected: () => Promise<void>
  /** The titles of its windows on the screen. */
  readonly windows: () => Promise<readonly string[]>
  /** Waits for a window whose title begins so, and returns X's number of it. */
  readonly window: (title: string) => Promise<string>
  /** Presses keys in a window, by xdotool's names. */
  readonly press: (window: string, ...keys: readonly string[]) => Promise<void>
  readonly quit: () => Promise<void>
}

export function openInstalledApp(user: OrdinaryUser, program: string): InstalledApp {
  const invoke = (...args: readonly string[]) => user.run(program, ...args)
  const xdotool = async (...args: readonly string[]) =>
    (await run('xdotool', [...args], { env: { ...user.env } })).stdout.trim()
  const windowIds = async () => {
    const found = await xdotool('search', '--onlyvisible', '--class', 'tidings').catch(() => '')
    return found.split('\n').filter((id) => id !== '')
  }
  const titled = async () =>
    Promise.all((await windowIds()).map(async (id) => ({ id, title: await xdotool('getwindowname', id) })))
  const status = async () => JSON.parse((await invoke('--status', '--json')).output)
  return {
    run: invoke,
    status,
    history: async () =>
      (await invoke('--history', '--json')).output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    isConnected: async () => {
      await waitFor('the connection', async () => expectField(await status(), 'connection', 'open'), {
        timeoutMs: 20_000,
        intervalMs: 250,
      })
    },
    windows: async () => (await titled()).map(({ title }) => title),
    window: (title) =>
      waitFor(
        `a window "${title}"`,
        async () => (await titled()).find((window) => window.title.startsWith(title))?.id,
      ),
    press: async (window, ...keys) => {
      await xdotool('windowactivate', '--sync', window)
      await xdotool('key', '--clearmodifiers', ...keys)
    },
    quit: async () => {
      await invoke('--quit')
      await waitFor('the app to end', async () => (await user.processes('type=')).length === 0)
    },
  }
}
