import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Cli, createCli } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import type { OrdinaryUser } from './ordinary-user.ts'

const run = promisify(execFile)

/** The installed app, as a user has it: a program on the path, and windows on the screen. */
export interface InstalledApp extends Cli {
  /** The titles of its windows on the screen. */
  readonly windows: () => Promise<readonly string[]>
  /** Waits for a window whose title begins with this text; resolves with its X11 id. */
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
  return {
    ...createCli(invoke),
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
