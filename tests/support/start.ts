import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, startBackend } from '../backend/server.ts'
import type { ElectronRuntime } from './electron-runtime.ts'
import { playMainScenario } from './main-scenario.ts'
import { launch, needsVirtualDesktop, prepare } from './prepare.ts'
import { sandboxArguments } from './sandbox-arguments.ts'
import { launchTidings, openCli, projectFolder } from './tidings.ts'
import { startVirtualDesktop } from './virtual-desktop.ts'

// `npm start`: the app against the stand-in backend, or against the server that is given.

const screenshots = join(projectFolder, 'artifacts')

/** On a screen: runs until the app is quit. */
async function startOnScreen(electron: ElectronRuntime, args: readonly string[]): Promise<number> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const profile = join(cache, 'tidings-dev', 'profile')
  mkdirSync(profile, { recursive: true })
  const token = randomBytes(24).toString('base64url')
  const backend = isServerGiven(args)
    ? null
    : await startBackend({ token, dataDir: join(profile, 'backend') })
  if (backend !== null)
    console.log(`Dashboard: ${backend.url}/ (start an export there; Quit in the tray ends all)`)
  const served = backend === null ? [] : ['--server', backend.streamUrl]
  const child = spawn(
    electron.executable,
    [...sandboxArguments(), projectFolder, '--user-data-dir', profile, ...served, ...args],
    { stdio: 'inherit', env: backend === null ? process.env : { ...process.env, TIDINGS_TOKEN: token } },
  )
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
  await backend?.stop()
  return exitCode
}

/** Without a screen: plays the main scenario on a virtual desktop and reports each step as it is observed. */
async function startOnVirtualDesktop(electron: ElectronRuntime, args: readonly string[]): Promise<number> {
  const startedAt = Date.now()
  const report = (step: string) =>
    console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${step}`)
  const userDataDir = mkdtempSync(join(tmpdir(), 'tidings-'))
  const desktop = await startVirtualDesktop()
  report('no display found: a virtual desktop is running')
  try {
    const place = {
      executable: electron.executable,
      env: { ...desktop.env, ...tidingsVariables() },
      userDataDir,
    }
    if (isServerGiven(args)) {
      const tidings = await launchTidings(place, args)
      const cli = openCli(place)
      try {
        await cli.waitForConnection('open')
        report('connected (tidings --status says open)')
      } finally {
        await desktop.screenshot(join(screenshots, 'window.png'))
        report(`screenshot saved: ${join(screenshots, 'window.png')}`)
        await tidings.quit()
      }
      return 0
    }
    const token = randomBytes(24).toString('base64url')
    const backend: Backend = await startBackend({ port: 0, token })
    try {
      report(`dashboard: ${backend.url}/`)
      const fixtures = { desktop, backend, token, screenshots, report }
      const { tidings } = await playMainScenario({
        ...fixtures,
        place: { ...place, env: { ...place.env, TIDINGS_TOKEN: token } },
      })
      await tidings.quit()
      report('done: the app has quit')
      return 0
    } finally {
      await backend.stop()
    }
  } finally {
    await desktop.stop()
    rmSync(userDataDir, { recursive: true, force: true })
  }
}

function isServerGiven(args: readonly string[]): boolean {
  return (
    args.some((argument) => argument === '--server' || argument.startsWith('--server=')) ||
    (process.env.TIDINGS_SERVER ?? '') !== ''
  )
}

/** The app's own variables, which the virtual desktop's environment does not have. */
function tidingsVariables(): Record<string, string> {
  return Object.fromEntries(
    ['TIDINGS_SERVER', 'TIDINGS_TOKEN'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

await launch(async () => {
  const args = process.argv.slice(2)
  const virtualDesktop = needsVirtualDesktop()
  const { electron } = await prepare({ virtualDesktop })
  return virtualDesktop ? startOnVirtualDesktop(electron, args) : startOnScreen(electron, args)
})
