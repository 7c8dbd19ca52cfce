import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { aptInstall, missingPackages } from '../support/apt.ts'

/** The paths of what the system in the folder sees, and below which folder of this machine they are. */
export interface Wine {
  readonly root: string
  /** Runs a program of Linux in there; `output` is both of its streams. */
  readonly run: (
    command: readonly string[],
    options?: { readonly folder?: string },
  ) => Promise<{ readonly exitCode: number | null; readonly output: string }>
}

/** Debian 13 has wine 10; that of Debian 12 is too old for current versions of Node. */
const debian = 'trixie'
const packages = ['wine', 'wine64', 'nsis', 'ca-certificates']

// A mount namespace of its own: nothing stays mounted, however it ends.
const enter = `
mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" sh -c 'cd "$0" && exec "$@"' "$@"`

/**
 * Wine in a Debian of its own, which is made once and kept in the user's cache (about 1.5 GB).
 *
 * @throws Error in words for the user when it can't be made
 */
export async function openWine(report: (line: string) => void): Promise<Wine> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || process.getuid?.() !== 0)
    throw new Error('Wine is installed into a Debian of its own: run this as root on Debian or Ubuntu (x64).')
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const root = join(cache, 'tidings-dev', `wine-${debian}`)
  const wine: Wine = {
    root,
    run: ([...command], { folder = '/' } = {}) =>
      run(['unshare', '--mount', 'sh', '-c', enter, root, folder, ...command]),
  }
  const stamp = join(root, 'installed')
  if (!existsSync(stamp)) {
    await install(wine, report)
    writeFileSync(stamp, '')
  }
  return wine
}

async function install({ root, run: runInside }: Wine, report: (line: string) => void): Promise<void> {
  report(`Installing wine into ${root} …`)
  const missing = await missingPackages(['debootstrap'])
  const trouble = missing.length === 0 ? undefined : await aptInstall(missing)
  if (trouble !== undefined) throw new Error(`debootstrap could not be installed: ${trouble}`)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  const must = async (what: string, result: ReturnType<typeof run>) => {
    const { exitCode, output } = await result
    if (exitCode !== 0) throw new Error(`${what} failed:\n${output.slice(-2_000)}`)
  }
  await must('debootstrap', run(['debootstrap', '--variant=minbase', debian, root]))
  // This machine may need them to reach the packages.
  for (const settings of ['etc/apt/apt.conf.d', 'etc/resolv.conf', 'etc/hosts'])
    cpSync(join('/', settings), join(root, settings), { recursive: true, dereference: true })
  await must('apt-get update', runInside(['apt-get', 'update']))
  const apt = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages]
  await must('apt-get install', runInside(['env', 'DEBIAN_FRONTEND=noninteractive', ...apt]))
}

/** Programs under wine can't write to pipes of Linux, but to files. */
function run(command: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const [program = '', ...args] = command
  const folder = join(process.env.TMPDIR ?? '/tmp', `tidings-wine-${process.pid}-${performance.now()}`)
  mkdirSync(folder)
  const file = join(folder, 'output')
  const output = openSync(file, 'w')
  const env = {
    ...{
      HOME: '/root',
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
    },
    ...{ NO_COLOR: '1', XDG_RUNTIME_DIR: '/run', WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' },
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', output, output], env })
    child.once('error', reject)
    child.once('close', (exitCode) => {
      resolve({ exitCode, output: readFileSync(file, 'utf8') })
      rmSync(folder, { recursive: true })
    })
  })
}
