import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { type Backend, type BackendOptions, startBackend } from '../backend/server.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { type Cli, launchTidings, openCli, type Tidings, type TidingsPlace } from '../support/tidings.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'

const token = 'e2e-token-7f3a'

/** What a test of the real app is played on: each test has its own desktop, profile and servers. */
export interface TestStage {
  readonly desktop: VirtualDesktop
  readonly token: string
  readonly place: TidingsPlace
  readonly cli: Cli
  /** Starts a backend that is stopped after the test. */
  readonly backend: (options?: BackendOptions) => Promise<Backend>
  /** Starts the app, which is ended after the test if it still runs. */
  readonly launch: (...args: readonly string[]) => Promise<Tidings>
}

export { expect } from 'playwright/test'

export const test = base.extend<{ stage: TestStage }>({
  // Playwright finds out what a fixture needs from its first parameter, which must be a pattern.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  stage: async ({}, use, info) => {
    base.skip(process.platform !== 'linux', 'the virtual desktop is only there on Linux')
    const folder = mkdtempSync(join(tmpdir(), 'tidings-e2e-'))
    const electron = await resolveElectron(() => {})
    const desktop = await startVirtualDesktop()
    const place: TidingsPlace = {
      executable: electron.executable,
      env: { ...desktop.env, TIDINGS_TOKEN: token },
      userDataDir: join(folder, 'profile'),
    }
    const running: Tidings[] = []
    const backends: Backend[] = []
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
      launch: async (...args) => {
        const tidings = await launchTidings(place, args)
        running.push(tidings)
        return tidings
      },
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
