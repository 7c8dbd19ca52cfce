import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { type Backend, type BackendOptions, startBackend } from '../backend/server.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { type Cli, launchTidings, openCli, type Tidings, type TidingsPlace } from '../support/tidings.ts'
import {
  startVirtualDesktop,
  type VirtualDesktop,
  type VirtualDesktopOptions,
} from '../support/virtual-desktop.ts'

const token = 'e2e-token-7f3a'

/** What a test of the real app is played on: each test has its own desktop, profile and servers. */
export interface TestFixtures {
  readonly desktop: VirtualDesktop
  readonly token: string
  readonly place: TidingsPlace
  readonly cli: Cli
  /** Starts a backend that is stopped after the test. */
  readonly backend: (options?: BackendOptions) => Promise<Backend>
  /** Starts the app, which is ended after the test if it still runs. */
  readonly launch: (...args: readonly string[]) => Promise<Tidings>
  /** The same with another environment or profile. */
  readonly launchAt: (place: TidingsPlace, ...args: readonly string[]) => Promise<Tidings>
}

export { expect } from 'playwright/test'

/** What a file or a group of tests may ask for with `test.use`. */
export interface FixtureOptions {
  readonly desktopOptions: VirtualDesktopOptions
  /** Added to the environment of the app. */
  readonly environment: Readonly<Record<string, string>>
}

export const test = base.extend<FixtureOptions & { stage: TestFixtures }>({
  desktopOptions: [{}, { option: true }],
  environment: [{ TIDINGS_TOKEN: token }, { option: true }],
  stage: async ({ desktopOptions, environment }, use, info) => {
    base.skip(process.platform !== 'linux', 'the virtual desktop is only there on Linux')
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
    const launchAt = async (at: TidingsPlace, ...args: readonly string[]) => {
      const tidings = await launchTidings(at, args)
      running.push(tidings)
      return tidings
    }
    await use({
      desktop,
      token,
      place,
      cli: openCli(place),
      backend: async (options) => {
        const backend = await startBackend({ port: 0, token, ...options })
        backends.push(backend)
        return backend
      },
      launch: (...args) => launchAt(place, ...args),
      launchAt,
    })
    if (info.status !== info.expectedStatus) {
      const picture = info.outputPath('desktop.png')
      await desktop.screenshot(picture).catch(() => {})
      await info.attach('desktop', { path: picture, contentType: 'image/png' })
    }
    for (const tidings of running) await tidings.kill()
    for (const backend of backends) await backend.stop()
    await desktop.stop()
    rmSync(folder, { recursive: true, force: true })
  },
})
