import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { HostSystem, Identity } from '../package/ordinary-user.ts'

const run = promisify(execFile)

/** Debian 12 and 13. */
export const debianReleases = ['bookworm', 'trixie'] as const
export type DebianRelease = (typeof debianReleases)[number]

/** The user on this machine who has the number of the first user there. */
const namesake = 'tidings-debian'

/** A Debian with nothing but its base system, in a folder of its own. */
export interface CleanDebian extends HostSystem {
  /** What apt-get prints, without questions and without a log on the side. */
  readonly apt: (...args: readonly string[]) => Promise<string>
  /** Copies a file into the system; resolves to its path there. */
  readonly put: (file: string) => Promise<string>
  /** Every path that a package may have written to, sorted: without homes, caches, logs and dpkg's own lists. */
  readonly paths: () => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

/**
 * Runs in a mount namespace of its own, whose root becomes `$1`; `$2` are the folders of the host that are seen there
 * too. Not by chroot alone: in a chroot nobody may create user namespaces, of which Chromium's sandbox is made.
 */
const enter = `
set -e
root=$1 shared=$2
shift 2
mount --bind "$root" "$root"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
for folder in $shared; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
done
cd "$root"
pivot_root . mnt
exec chroot . sh -c 'umount -l /mnt && exec "$@"' sh "$@"
`

/**
 * @param shared folders of this machine that programs there see too, as those of a desktop's sockets; they have no
 * spaces in their names
 */
export async function openCleanDebian(
  release: DebianRelease,
  shared: readonly string[],
  report: (line: string) => void,
): Promise<CleanDebian> {
  const base = await baseSystem(release, report)
  const root = await mkdtemp(join(tmpdir(), `tidings-${release}-`))
  await run('chmod', ['755', root])
  await run('cp', ['-a', '--reflink=auto', `${base}/.`, root])
  await copyFile('/etc/resolv.conf', join(root, 'etc/resolv.conf'))
  // Processes are told apart by their user, and the message bus of this machine admits only users that it knows.
  await run('useradd', ['--no-create-home', '--key', 'UID_MIN=27000', namesake]).catch(() => {})
  const uid = (await run('id', ['-u', namesake])).stdout.trim()
  await run('sed', ['-i', `s/^UID_MIN.*/UID_MIN ${uid}/`, join(root, 'etc/login.defs')])

  const entering = (program: string, args: readonly string[]) => [
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-c',
    enter,
    'sh',
    root,
    shared.join(' '),
    program,
    ...args,
  ]
  const runAsRoot = async (program: string, ...args: readonly string[]) => {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' }
    const options = { env, maxBuffer: 64 * 1024 * 1024 }
    const { stdout, stderr } = await run('unshare', entering(program, args), options)
    return stdout + stderr
  }
  const asSomebody = ({ uid, gid, cwd, env }: Identity) => [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', 'env', '-i', `--chdir=${cwd}`],
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
  ]

  return {
    root,
    run: runAsRoot,
    start: (identity, program, args) => {
      const [first = '', ...others] = asSomebody(identity)
      return spawn('unshare', entering(first, [...others, program, ...args]), {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    },
    apt: (...args) => runAsRoot('apt-get', '-qq', '-y', '-o', 'Dpkg::Use-Pty=0', ...args),
    put: async (file) => {
      const target = `/var/tmp/${file.split('/').at(-1)}`
      await copyFile(file, join(root, target))
      return target
    },
    paths: async () => {
      const left = ['./dev', './proc', './sys', './tmp', './run', './home', './mnt', './var/tmp', './var/log']
      const written = ['./var/cache', './var/lib/apt', './var/lib/dpkg']
      const leftOut = [...left, ...written].flatMap((path) => ['-path', path, '-prune', '-o'])
      const { stdout } = await run('find', ['.', ...leftOut, '-print'], {
        cwd: root,
        maxBuffer: 64 * 1024 * 1024,
      })
      return stdout.split('\n').sort()
    },
    remove: async () => {
      await rm(root, { recursive: true, force: true })
      await run('userdel', [namesake]).catch(() => {})
    },
  }
}

/** The base system alone, made once and kept in the user's cache. */
async function baseSystem(release: DebianRelease, report: (line: string) => void): Promise<string> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tidings-dev')
  const folder = join(cache, `debian-${release}`)
  if (existsSync(folder)) return folder
  report(`Making a clean ${release} by debootstrap (about a minute) …`)
  await mkdir(cache, { recursive: true })
  const temporary = await mkdtemp(join(cache, 'debian-making-'))
  try {
    await run('debootstrap', ['--variant=minbase', release, temporary], { maxBuffer: 64 * 1024 * 1024 })
    // No services start in it.
    await writeFile(join(temporary, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
  return folder
}
