import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { test as base } from 'vitest'
import { english } from '../../electron/i18n/english.ts'
import type { TextKey, TextValues } from '../../electron/i18n/i18n.ts'
import { type Backend, startBackend } from '../backend/server.ts'
import { type ScreenReader, startScreenReader } from '../support/desktop/screen-reader.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { type Cli, launchTidings, openCli, type Tidings } from '../support/tidings.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'

const token = 'screen-reader-token'

/** The app, running and read aloud. */
export interface ReadApp {
  readonly tidings: Tidings
  readonly cli: Cli
  readonly page: () => Promise<Page>
}

export interface Fixtures {
  readonly desktop: VirtualDesktop
  readonly reader: ScreenReader
  readonly backend: Backend
  readonly token: string
  /** The profile of the app, a folder that is not there yet. */
  readonly userDataDir: string
  /** Starts the app with that profile; it is ended after the test. */
  readonly launch: (args: readonly string[], options?: { readonly token: string }) => Promise<ReadApp>
}

/** Desktop and screen reader are those of the whole file; backend and app are each test's own. */
export const test = base.extend<Fixtures & { readonly fixtures: Fixtures }>({
  desktop: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of what is needed from it
    async ({}, use) => {
      const desktop = await startVirtualDesktop()
      await use(desktop)
      await desktop.stop()
    },
    { scope: 'file' },
  ],
  reader: [
    async ({ desktop }, use) => {
      const reader = await startScreenReader(desktop)
      await use(reader)
      await reader.stop()
    },
    { scope: 'file' },
  ],
  token: [token, { scope: 'file' }],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  backend: async ({}, use) => {
    const backend = await startBackend({ port: 0, token })
    await use(backend)
    await backend.stop()
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  userDataDir: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-screen-reader-'))
    await use(join(folder, 'profile'))
    // The helper processes of an app that was killed may write for a moment.
    await waitFor('the profile to be removed', () => {
      rmSync(folder, { recursive: true, force: true })
      return true
    })
  },
  launch: async ({ reader, userDataDir }, use) => {
    const { executable } = await resolveElectron(() => {})
    const running: Tidings[] = []
    await use(async (args, options) => {
      const env = options === undefined ? reader.env : { ...reader.env, TIDINGS_TOKEN: options.token }
      const place = { executable, env, userDataDir }
      const tidings = await launchTidings(place, args)
      running.push(tidings)
      return { tidings, cli: openCli(place), page: tidings.page }
    })
    for (const tidings of running) await tidings.kill()
  },
  fixtures: ({ desktop, reader, token: theToken, backend, userDataDir, launch }, use) =>
    use({ desktop, reader, token: theToken, backend, userDataDir, launch }),
})

/** A text of the window as the screen reader says it. */
export function words(key: TextKey, values?: TextValues): string {
  return english.t(key, values).replace(/\s+/g, ' ')
}

/** How often one text contains another. */
export function timesIn(text: string, part: string): number {
  return text.split(part).length - 1
}
