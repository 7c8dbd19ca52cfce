import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { CliResult } from '../support/tidings.ts'
import type { VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'

const run = promisify(execFile)
export const ordinaryUserName = 'tidings-test'
const name = ordinaryUserName
const commandLimitMs = 30_000

/** A user as others are, with a home, made for the tests and removed after them. */
export interface OrdinaryUser {
  readonly home: string
  /** The environment of this user's session on the desktop. */
  readonly env: Readonly<Record<string, string>>
  /** Runs a program to its end. */
  readonly run: (program: string, ...args: readonly string[]) => Promise<CliResult>
  /** Starts a program and leaves it running. */
  readonly start: (program: string, ...args: readonly string[]) => ChildProcess
  /** Writes a file of the user's below the home, and the folders it needs. */
  readonly write: (path: string, content: string | Buffer) => Promise<void>
  /** The user's processes whose command line holds the text. */
  readonly processes: (text: string) => Promise<readonly UserProcess[]>
  /** Ends whatever still runs as this user, and removes the user with all files. */
  readonly remove: () => Promise<void>
}

/**
 * The autostart file of an earlier installation, which the app replaces. Without any file the user has removed it, and
 * the setting goes off.
 */
export const earlierAutostart =
  '[Desktop Entry]\nType=Application\nName=Tidings\nExec=/opt/earlier/tidings --hidden\n'

export interface UserProcess {
  readonly pid: number
  readonly commandLine: readonly string[]
}

/** Who runs a program, and with what. */
export interface Identity {
  readonly uid: number
  readonly gid: number
  readonly env: Readonly<Record<string, string>>
  /** The folder that it starts in. */
  readonly cwd: string
}

/** The system that the user is added to. */
export interface HostSystem {
  /** The folder that is its root, seen from here. */
  readonly root: string
  /** Runs a program as root to its end; resolves to its output, rejects when it fails. */
  readonly run: (program: string, ...args: readonly string[]) => Promise<string>
  /** Starts a program as somebody, and leaves it running. */
  readonly start: (identity: Identity, program: string, args: readonly string[]) => ChildProcess
}

const thisSystem: HostSystem = {
  root: '/',
  run: async (program, ...args) => (await run(program, [...args])).stdout,
  start: ({ uid, gid, env, cwd }, program, args) =>
    spawn(program, args, { uid, gid, env, cwd, stdio: ['ignore', 'pipe', 'pipe'] }),
}

/** Adds the user and opens the desktop, which is root's, to them. */
export async function addOrdinaryUser(
  desktop: VirtualDesktop,
  variables: Readonly<Record<string, string>>,
  system: HostSystem = thisSystem,
): Promise<OrdinaryUser> {
  await removeUser(system)
  await system.run('useradd', '--create-home', '--shell', '/bin/bash', name)
  const uid = Number(await system.run('id', '-u', name))
  const gid = Number(await system.run('id', '-g', name))
  const home = `/home/${name}`
  const here = (path: string) => join(system.root, home, path)
  const runtime = here('.run')
  mkdirSync(runtime, { mode: 0o700 })
  chownSync(runtime, uid, gid)
  for (const address of [desktop.env.DBUS_SESSION_BUS_ADDRESS, desktop.env.DBUS_SYSTEM_BUS_ADDRESS]) {
    const folder = dirname((address ?? '').replace('unix:path=', ''))
    chmodSync(folder, 0o711)
    chmodSync(dirname(folder), 0o711)
  }
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    USER: name,
    HOME: home,
    XDG_RUNTIME_DIR: join(home, '.run'),
    NO_AT_BRIDGE: '1',
    ...only(desktop.env, ['DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS']),
    ...variables,
  }
  const start = (program: string, ...args: readonly string[]) =>
    system.start({ uid, gid, env, cwd: home }, program, args)

  return {
    home,
    env,
    start,
    run: (program, ...args) => result(start(program, ...args), [program, ...args].join(' ')),
    write: async (path, content) => {
      const file = here(path)
      await result(start('mkdir', '-p', dirname(join(home, path))), `mkdir ${dirname(file)}`)
      await writeFile(file, content)
      chownSync(file, uid, gid)
    },
    processes: async (text) =>
      (await processesOf(uid)).filter(({ commandLine }) => commandLine.join(' ').includes(text)),
    remove: async () => {
      for (const { pid } of await processesOf(uid)) endProcess(pid)
      await waitFor('the user to have left', async () => (await processesOf(uid)).length === 0)
      await removeUser(system)
    },
  }
}

async function removeUser(system: HostSystem): Promise<void> {
  const isThere = await system.run('id', name).then(
    () => true,
    () => false,
  )
  if (isThere) await system.run('userdel', '--force', '--remove', name).catch(() => {})
}

function result(child: ChildProcess, command: string): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`"${command}" did not end within ${commandLimitMs} ms: ${output}${error}`))
    }, commandLimitMs)
    let output = ''
    let error = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      error += text
    })
    child.once('error', reject)
    child.once('close', (exitCode) => {
      clearTimeout(tooLong)
      resolve({ exitCode, output, error })
    })
  })
}

async function processesOf(uid: number): Promise<readonly UserProcess[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [status, commandLine] = await Promise.all([
        readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
      ])
      const isTheirs = new RegExp(`^Uid:\\s+${uid}\\b`, 'm').test(status) && !/^State:\s+Z/m.test(status)
      return isTheirs ? [{ pid, commandLine: commandLine.split('\0') }] : []
    }),
  )
  return found.flat()
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function only(env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((key) => {
      const value = env[key]
      return value === undefined ? [] : [[key, value]]
    }),
  )
}
