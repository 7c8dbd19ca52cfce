import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { resolveElectron } from './electron-runtime.ts'
import { ensurePackages } from './packages.ts'
import { needsVirtualDesktop } from './prepare.ts'
import { sandboxArguments } from './sandbox-arguments.ts'
import { startVirtualDesktop } from './virtual-desktop.ts'

export interface ElectronRun {
  /** A TypeScript file, to run as the main process. */
  readonly entry: string
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Added before the app, for Chromium and V8. */
  readonly switches?: readonly string[]
  readonly onLine: (line: string) => void
  /** Hears which Electron it is, and what takes long. */
  readonly report?: (line: string) => void
}

/** Runs a main process to its end, on a virtual desktop where there is no screen. Returns its exit code. */
export async function runInElectron(options: ElectronRun): Promise<number> {
  const { entry, env = {}, switches = [], onLine, report = () => {} } = options
  const electron = await resolveElectron(report)
  report(electron.description)
  const folder = mkdtempSync(join(tmpdir(), 'tidings-electron-'))
  try {
    const app = await bundle(entry, folder)
    const args = [...sandboxArguments(), ...switches, `--user-data-dir=${join(folder, 'profile')}`, app]
    return await onScreen((screen) => run(electron.executable, args, { ...screen, ...env }, onLine))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Electron runs no TypeScript, so it is bundled first. */
async function bundle(entry: string, folder: string): Promise<string> {
  const app = join(folder, 'app')
  const { NODE_ENV } = process.env
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: entry,
      outDir: app,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: ['electron', /^node:/], output: { entryFileNames: 'main.js' } },
    },
  })
  // The build leaves `production` behind, which would reach all that is started later.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = NODE_ENV
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'tidings-test', type: 'module', main: 'main.js' }),
  )
  return app
}

function run(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Promise<number> {
  const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  // Chromium complains of much that a virtual desktop lacks; it matters only when the script failed.
  const complaints: string[] = []
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code !== 0) console.error(complaints.join(''))
      resolve(code ?? 1)
    })
  })
}

async function onScreen(task: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<number> {
  if (!needsVirtualDesktop()) return task(process.env)
  const packages = await ensurePackages()
  if (packages.kind === 'failed') throw new Error(packages.advice)
  const desktop = await startVirtualDesktop({ panel: false, notifications: false })
  try {
    return await task(desktop.env)
  } finally {
    await desktop.stop()
  }
}
