import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sandboxArguments } from '../../support/sandbox-arguments.ts'
import { projectFolder } from '../../support/tidings.ts'
import { waitFor } from '../../support/wait-for.ts'
import { isRunning, processorTimeOf, processTree } from '../process-tree.ts'
import type { EventServer } from './event-server.ts'

export type ContenderName = 'floor' | 'hidden window' | 'Tidings'

/** One of the compared apps. Each is started in the same way: the same Electron, a profile of its own, no debugger. */
export interface Contender {
  readonly name: ContenderName
  /** The arguments of Electron. */
  readonly args: readonly string[]
  readonly userDataDir: string
}

/** The place all of them run in. */
export interface Arena {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
  readonly nextRequest: EventServer['nextRequest']
}

export interface RunningContender {
  readonly pid: number
  /** From the start of the process until its request for the stream. */
  readonly connectedMs: number
  readonly stop: () => Promise<void>
}

/** Their profiles are below this folder. */
export function contenders(folder: string, url: string): readonly Contender[] {
  const bare = (name: ContenderName, app: string): Contender => {
    const userDataDir = join(folder, app)
    const program = join(projectFolder, 'tests/bench/apps', app)
    return { name, args: [program, `--user-data-dir=${userDataDir}`, url], userDataDir }
  }
  return [bare('floor', 'floor'), bare('hidden window', 'hidden-window'), tidingsContender(folder, [url])]
}

/** Tidings, which finds the servers in its settings, as after the first run. */
export function tidingsContender(folder: string, urls: readonly string[]): Contender {
  const userDataDir = join(folder, 'tidings')
  mkdirSync(userDataDir, { recursive: true })
  const servers = urls.map((address) => ({ address, name: null, colour: 'blue', clientId: null }))
  writeFileSync(join(userDataDir, 'settings.json'), JSON.stringify({ version: 1, servers }))
  const args = [projectFolder, '--user-data-dir', userDataDir, '--hidden']
  return { name: 'Tidings', args, userDataDir }
}

/** Starts it; resolves when it has asked for the stream. */
async function startContender({ executable, env, nextRequest }: Arena, contender: Contender) {
  const requested = nextRequest()
  const startedAt = performance.now()
  const child = spawn(executable, [...sandboxArguments(), ...contender.args], {
    env,
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  const failed = ended.then(() => {
    throw new Error(`${contender.name} ended before it was connected:\n${said}`)
  })
  const requestedAt = await Promise.race([requested, failed])
  // Nobody waits for it any more.
  failed.catch(() => {})
  const running: RunningContender = {
    pid: child.pid ?? -1,
    connectedMs: requestedAt - startedAt,
    stop: () => stop(child, ended),
  }
  return running
}

/** As the system ends it when the user logs out; resolves when none of its processes is left. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const tree = child.pid === undefined ? [] : processTree(child.pid)
  child.kill('SIGTERM')
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(tooLong)
  await waitFor('the helper processes to end', () => !tree.some(isRunning))
}

// Chromium puts off some of its start by up to ten seconds.
const leastRestMs = 12_000
const watchedMs = 2_000

/** Waits until it has nothing left to do from its start, or whatever else it did last. */
export async function waitForRest(pid: number): Promise<void> {
  await delay(leastRestMs)
  await waitFor(
    'the app to be at rest',
    async () => {
      const before = processorTimeOf(pid)
      await delay(watchedMs)
      return processorTimeOf(pid) - before <= 0.02
    },
    { timeoutMs: 60_000 },
  ).catch(() => {
    console.log('It did not come to rest within a minute; measured all the same.')
  })
}

/** Runs a task with the app, and ends it after that. */
export async function whileRunning<Result>(
  arena: Arena,
  app: Contender,
  task: (running: RunningContender) => Promise<Result>,
): Promise<Result> {
  const running = await startContender(arena, app)
  try {
    return await task(running)
  } finally {
    await running.stop()
  }
}
