import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { resolveElectron } from '../support/electron-runtime.ts'
import { ensurePackages } from '../support/packages.ts'
import { launch, needsVirtualDesktop } from '../support/prepare.ts'
import { sandboxArguments } from '../support/sandbox-arguments.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'

// `npm run test:sse`: every case of cases.json, or of the file that SSE_CASES names, through the feed in Electron's
// own process.

await launch(async () => {
  const electron = await resolveElectron()
  console.log(electron.description)
  const folder = mkdtempSync(join(tmpdir(), 'tidings-sse-'))
  try {
    const app = await bundle(folder)
    return await onScreen((env) => run(electron.executable, app, folder, env))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Electron runs no TypeScript, so the cases' main process is bundled first. */
async function bundle(folder: string): Promise<string> {
  const app = join(folder, 'app')
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(import.meta.dirname, 'electron-main.ts'),
      outDir: app,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: ['electron', /^node:/], output: { entryFileNames: 'main.js' } },
    },
  })
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'sse-cases', type: 'module', main: 'main.js' }),
  )
  return app
}

function run(executable: string, app: string, folder: string, env: NodeJS.ProcessEnv): Promise<number> {
  const SSE_CASES = resolve(process.env.SSE_CASES ?? join(import.meta.dirname, 'cases.json'))
  const args = [...sandboxArguments(), `--user-data-dir=${join(folder, 'profile')}`, app]
  const child = spawn(executable, args, { env: { ...env, SSE_CASES }, stdio: ['ignore', 'inherit', 'pipe'] })
  // Chromium complains of much that a virtual desktop lacks; it matters only when the cases did not run.
  const complaints: string[] = []
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)))
  return new Promise((resolved, rejected) => {
    child.once('error', rejected)
    child.once('exit', (code) => {
      if (code !== 0) console.error(complaints.join(''))
      resolved(code ?? 1)
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
