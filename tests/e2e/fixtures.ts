import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { type Backend, type BackendOptions, startBackend as startBackendServer } from '../backend/server.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { type Cli, launchTidings, openCli, type Tidings, type TidingsPlace } from '../support/tidings.ts'
import {
  startVirtualDesktop,
  type VirtualDesktop,
  type VirtualDesktopOptions,
} from '../support/virtual-desktop.ts'

const token = 'e2e-token-7f3a'

/** What a test of the real app runs on; each test has its own desktop, profile and servers. */
export interface TestFixtures {
  readonly desktop: VirtualDesktop
  readonly token: string
  readonly place: TidingsPlace
  readonly cli: Cli
  /** Starts a backend that is stopped after the test. */
  readonly startBackend: (options?: BackendOptions) => Promise<Backend>
  /** Starts the built app; it is ended after the test if it is still running. */
  readonly launch: (...args: readonly string[]) => Promise<Tidings>
  /** The same, with another environment or profile. */
  readonly launchWith: (place: TidingsPlace, ...args: readonly string[]) => Promise<Tidings>
}

export { expect } from 'playwright/test'

/** Options of a file or a group of tests, set with `test.use`. */
export interface FixtureOptions {
  readonly desktopOptions: VirtualDesktopOptions
  /** Added to the environment of the app. */
  readonly environment: Readonly<Record<string, string>>
}

export const test = base.extend<FixtureOptions & { fixtures: TestFixtures }>({
  desktopOptions: [{}, { option: true }],
  environment: [{ TIDINGS_TOKEN: token }, { option: true }],
  fixtures: async ({ desktopOptions, environment }, use, info) => {
    base.skip(process.platform !== 'linux', 'the virtual desktop needs Linux')
    const folder = mkdtempSync(join(tmpdir(), 'tidings-e2e-'))
    const electron = await resolveElectron(() => {})
    const desktop = await startVirtualDesktop(desktopOptions)
    const place: TidingsPlace = {
      executable: electron.executable,
      env: { ...desktop.env, ...environment },
      userDataDir: join(folder, 'profile'),
    }
    const running: Tidings[] = []
    const backends: Backend[] = []
    const launchWith = async (at: TidingsPlace, ...args: readonly string[]) => {
      const tidings = await launchTidings(at, args)
      running.push(tidings)
      return tidings
    }
    await use({
      desktop,
      token,
      place,
      cli: openCli(place),
      startBackend: async (options) => {
        const backend = await startBackendServer({ port: 0, token, ...options })
        backends.push(backend)
        return backend
      },
      launch: (...args) => launchWith(place, ...args),
      launchWith,
    })
    if (info.status !== info.expectedStatus) {
      const screenshot = info.outputPath('desktop.png')
      await desktop.screenshot(screenshot).catch(() => {})
      await info.attach('desktop', { path: screenshot, contentType: 'image/png' })
    }
    for (const tidings of running) await tidings.kill()
    for (const backend of backends) await backend.stop()
    await desktop.stop()
    // The helper processes of an app that was killed may write for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  },
})
