import { execFile } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type DataServer, startDataServer } from './data-server.ts'
import { freePort } from './free-port.ts'

const run = promisify(execFile)

export const postgresPackages: readonly string[] = ['postgresql']

/** A PostgreSQL with an empty database. It refuses to run as root, so then it runs as the user `postgres`. */
export async function startPostgres(): Promise<DataServer> {
  const programs = programFolder()
  const folder = mkdtempSync(join(tmpdir(), 'tidings-postgres-'))
  const data = join(folder, 'data')
  const port = await freePort()
  const [program, ...prefix] = await asOrdinaryUser(folder)
  const command = (name: string, args: readonly string[]) => [...prefix, join(programs, name), ...args]
  await run(
    program,
    command('initdb', [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '--no-sync',
      '-E',
      'UTF8',
      '--no-locale',
    ]),
    { cwd: folder },
  )
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  return startDataServer({
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    program,
    args: command('postgres', ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]),
    // Its "fast" and "immediate" shutdown.
    stopSignal: 'SIGINT',
    crashSignal: 'SIGQUIT',
    isReady: () =>
      run(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
        () => true,
        () => false,
      ),
    removeData: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  })
}

/** Debian has a folder for each version. */
function programFolder(): string {
  const versions = '/usr/lib/postgresql'
  const newest = existsSync(versions)
    ? readdirSync(versions)
        .map(Number)
        .sort((a, b) => b - a)[0]
    : undefined
  if (newest === undefined) throw new Error(`PostgreSQL is not installed: ${postgresPackages.join(' ')}`)
  return join(versions, String(newest), 'bin')
}

/** What a command must begin with, so that it runs as a user who is not root and owns the folder. */
async function asOrdinaryUser(folder: string): Promise<readonly [string, ...string[]]> {
  if (process.getuid?.() !== 0) return ['setpriv', '--pdeathsig', 'KILL', '--']
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  )
  if (uid === undefined || gid === undefined) throw new Error('There is no user postgres.')
  chownSync(folder, uid, gid)
  chmodSync(folder, 0o700)
  // The kernel forgets the first setpriv's --pdeathsig when the user changes.
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return ['setpriv', ...user, '--pdeathsig', 'KILL', '--']
}
