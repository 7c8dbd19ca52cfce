import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, chromium, type Page } from 'playwright'
import { resolveElectron } from '../../support/electron-runtime.ts'
import { ensurePackages } from '../../support/packages.ts'
import { needsVirtualDesktop } from '../../support/prepare.ts'
import { sandboxArguments } from '../../support/sandbox-arguments.ts'
import { startVirtualDesktop } from '../../support/virtual-desktop.ts'

export interface OpenedPage {
  readonly page: Page
  readonly close: () => Promise<void>
}

export interface PageOptions {
  /** Null: none is given. */
  readonly executable: string | null
  /** Pixels of the picture for each of the page. */
  readonly scale: number
  /** Whether the time zone, the language and the drawing of letters are the same on every machine. Not in Electron. */
  readonly isReproducible: boolean
}

const fontSettings = fileURLToPath(new URL('fonts.conf', import.meta.url))

const reproducible = [
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--lang=en-US',
]

/**
 * Opens an empty page: of the given Chromium, of Playwright's own, or else of the Electron that the app is developed
 * with, which is there in any case.
 */
export async function openPage({ executable, scale, isReproducible }: PageOptions): Promise<OpenedPage> {
  const path = executable ?? chromium.executablePath()
  if (executable === null && !existsSync(path)) return openInElectron(scale)
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', ...(isReproducible ? reproducible : [])],
    ...(isReproducible && {
      env: { ...process.env, FONTCONFIG_FILE: fontSettings, LANG: 'C.UTF-8', TZ: 'UTC' },
    }),
    // They take space, and can be ugly.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
  const page = await browser.newPage({
    deviceScaleFactor: scale,
    ...(isReproducible && { timezoneId: 'UTC', locale: 'en-US' }),
  })
  return { page, close: () => browser.close() }
}

// The window must be as large as any picture: what lies outside is not painted.
const mainProgram = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1300, height: 1000 }).loadURL('about:blank'))
`

async function openInElectron(scale: number): Promise<OpenedPage> {
  const electron = await resolveElectron()
  console.log(`Playwright’s Chromium is not installed: the pictures are taken in ${electron.description}.`)
  const desktop = await screen()
  const folder = mkdtempSync(join(tmpdir(), 'tidings-pictures-'))
  writeFileSync(join(folder, 'main.cjs'), mainProgram)
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: [
      ...sandboxArguments(),
      `--user-data-dir=${join(folder, 'profile')}`,
      `--force-device-scale-factor=${scale}`,
      join(folder, 'main.cjs'),
    ],
    // They are about pages of the net.
    env: { ...desktop.env, ELECTRON_DISABLE_SECURITY_WARNINGS: 'true' },
  })
  return {
    page: await app.firstWindow(),
    close: async () => {
      await app.close()
      await desktop.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

async function screen(): Promise<{ env: Record<string, string>; stop: () => Promise<void> }> {
  if (!needsVirtualDesktop()) {
    const env = Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    return { env: Object.fromEntries(env), stop: async () => {} }
  }
  const packages = await ensurePackages()
  if (packages.kind === 'failed') throw new Error(packages.advice)
  const size = '1400x1100'
  const { env, stop } = await startVirtualDesktop({ size, panel: false, notifications: false })
  return { env: { ...env }, stop }
}
