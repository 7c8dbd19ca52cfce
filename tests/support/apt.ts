import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

// Debian 13 and Ubuntu 24.04 gave libraries that keep the time in 64 bits a new name: libgtk-3-0t64. The old
// name often still works there, but not always (libasound2 has two providers).
const renamed = (name: string) => `${name}t64`

/** Those of `packages` that dpkg does not hold as fully installed, under the old name or the new. */
export async function missingPackages(packages: readonly string[]): Promise<readonly string[]> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these in.
  const format = '${Package} ${db:Status-Status}\n'
  const names = packages.flatMap((name) => [name, renamed(name)])
  // It exits with 1 as soon as it does not know one name, having answered for all the others.
  const answer = await run('dpkg-query', ['-W', '-f', format, ...names]).catch(stdoutOf)
  const lines = new Set(answer.stdout.split('\n'))
  const isInstalled = (name: string) => lines.has(`${name} installed`)
  return packages.filter((name) => !isInstalled(name) && !isInstalled(renamed(name)))
}

/** The one line a person would type. */
export async function installCommand(packages: readonly string[]): Promise<string> {
  const names = await currentNames(packages)
  const commands = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`
  // Debian installs it only when root has no password; a container has none.
  const hasSudo = await run('sh', ['-c', 'command -v sudo']).then(
    () => true,
    () => false,
  )
  return hasSudo ? commands.replaceAll('apt-get', 'sudo apt-get') : `su - -c '${commands}'`
}

/** Installs as root, quietly. Resolves to what apt-get complained about, or to undefined when all went well. */
export async function aptInstall(packages: readonly string[]): Promise<string | undefined> {
  const trouble = await aptGet(['update', '-qq'])
  if (trouble !== undefined) return trouble
  return aptGet(['install', '-qq', '-y', '--no-install-recommends', ...(await currentNames(packages))])
}

async function currentNames(packages: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run('apt-cache', ['pkgnames'], { maxBuffer: 64 * 1024 * 1024 }).catch(stdoutOf)
  const known = new Set(stdout.split('\n'))
  return packages.map((name) => (known.has(renamed(name)) ? renamed(name) : name))
}

function aptGet(args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const child = spawn('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-1000)
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? undefined : complaint.trim() || `exit code ${code}`))
  })
}

function stdoutOf(error: unknown): { readonly stdout: string } {
  const stdout = error instanceof Error && 'stdout' in error ? error.stdout : ''
  return { stdout: typeof stdout === 'string' ? stdout : '' }
}
