import { readFileSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type WaitForOptions, waitFor } from '../wait-for.ts'
import { connectBus } from './bus-client.ts'
import { type Keyboard, openKeyboard } from './keyboard.ts'
import { onProcessEnd } from './on-process-end.ts'
import { openProcesses, type Processes } from './processes.ts'
import { programOfService } from './session.ts'

/** Debian's names for what is needed beside the packages of the virtual desktop. */
export const screenReaderPackages: readonly string[] = ['orca']

/** Orca on a virtual desktop. What it would say is written down. */
export interface ScreenReader {
  /** The environment for programs that it is to read; that of the desktop keeps them from it. */
  readonly env: Readonly<Record<string, string>>
  readonly keyboard: Keyboard
  /** Each utterance since its start, oldest first. */
  spoken(): readonly string[]
  /** Listens from now on. */
  listen(): Heard
  /** Waits until it has said all that it has to say about what the app has told it. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

/** What the screen reader has said since a moment. */
export interface Heard {
  /** Each utterance, with a single space between words. */
  utterances(): readonly string[]
  /** All of them, joined with a space. */
  text(): string
  /** Waits until the text matches or contains this, and returns it. */
  until(wanted: RegExp | string, options?: WaitForOptions): Promise<string>
}

/** Orca, and the lines that it has written (see orca/recorded_speech.py). */
interface RunningOrca {
  readonly pid: number
  lines(): readonly (string | null)[]
}

/**
 * Starts the accessibility bus and Orca, and resolves when Orca has spoken. It reads programs that are started with
 * `env` from then on. To be stopped before the desktop.
 *
 * @param desktop a virtual desktop
 * @throws Error that names the part that did not start, with its error output; everything is stopped again
 */
export async function startScreenReader(desktop: Pick<ScreenReader, 'env'>): Promise<ScreenReader> {
  const { NO_AT_BRIDGE: _bridge, GTK_A11Y: _gtk, ...env } = desktop.env
  const processes = openProcesses()
  const unregister = onProcessEnd(processes.kill)
  const stop = async () => {
    await processes.stop()
    unregister()
  }
  try {
    await startAccessibilityBus(env, processes)
    return { ...createScreenReader(env, await startOrca(env, processes)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAccessibilityBus(env: ScreenReader['env'], processes: Processes): Promise<void> {
  const args = ['--launch-immediately', '--a11y=1', '--screen-reader=1']
  const launcher = processes.start(await programOfService('org.a11y.Bus'), args, { ...env })
  const bus = await connectBus(env.DBUS_SESSION_BUS_ADDRESS ?? '')
  const isReady = waitFor('the accessibility bus', () => bus.owned('org.a11y.Bus'))
  await Promise.race([isReady, launcher.failed]).finally(bus.close)
}

async function startOrca(env: ScreenReader['env'], processes: Processes): Promise<RunningOrca> {
  const folder = path.join(env.XDG_DATA_HOME ?? '', 'orca')
  const programs = path.join(folder, 'programs')
  const speechFile = path.join(folder, 'speech.jsonl')
  await mkdir(programs, { recursive: true })
  await cp(fileURLToPath(new URL('orca', import.meta.url)), folder, { recursive: true })
  await writeFile(speechFile, '')
  // Orca does not start beside another one. Those that pgrep finds are on other desktops.
  await writeFile(path.join(programs, 'pgrep'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  const orca = processes.start('orca', [], {
    ...env,
    PATH: `${programs}:${env.PATH}`,
    TIDINGS_SPEECH_FILE: speechFile,
  })
  // What follows the last line break is empty, or still being written.
  const lines = () => readFileSync(speechFile, 'utf8').split('\n').slice(0, -1).map(parseLine)
  await Promise.race([waitFor('Orca to speak', () => lines().length > 0), orca.failed])
  return { pid: orca.pid, lines }
}

function parseLine(line: string): string | null {
  const parsed: unknown = JSON.parse(line)
  return typeof parsed === 'string' ? parsed : null
}

function createScreenReader(
  env: ScreenReader['env'],
  { pid, lines }: RunningOrca,
): Omit<ScreenReader, 'stop'> {
  const keyboard = openKeyboard({ ...env })
  const spoken = () => lines().filter((line) => line !== null)
  const listen = (): Heard => {
    const start = spoken().length
    const utterances = () =>
      spoken()
        .slice(start)
        .map((one) => one.replace(/\s+/g, ' ').trim())
    const text = () => utterances().join(' ')
    return { utterances, text, until: (wanted, options) => waitUntilSaid(wanted, utterances, options) }
  }
  return {
    env,
    keyboard,
    spoken,
    listen,
    catchUp: async () => {
      const answers = () => lines().filter((line) => line === null).length
      const before = answers()
      process.kill(pid, 'SIGUSR1')
      await waitFor('the screen reader to have said everything', () => answers() > before)
    },
  }
}

function waitUntilSaid(
  wanted: RegExp | string,
  utterances: Heard['utterances'],
  options?: WaitForOptions,
): Promise<string> {
  const check = () => {
    const text = utterances().join(' ')
    if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text
    throw new Error(JSON.stringify(utterances()))
  }
  return waitFor(`the screen reader to say ${wanted}`, check, options)
}
