import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { sandboxArguments } from '../../support/sandbox-arguments.ts'
import { password } from './start-dashboard.ts'

const executablePath = '/usr/bin/chromium'

/** Debian's Chromium, without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...sandboxArguments()] })
}

export interface BrowserWindowOptions {
  /** The environment with a display. */
  readonly env: Readonly<Record<string, string>>
  /** An empty folder for the browser's profile. */
  readonly folder: string
  /** In pixels, without the window manager's frame. */
  readonly bounds: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
}

/** Debian's Chromium in a window. */
export async function openBrowserWindow(options: BrowserWindowOptions): Promise<BrowserContext> {
  const { env, folder, bounds } = options
  const preferences = {
    // Its own frame has a border for shadows, which a desktop without a compositor draws in white.
    browser: { custom_chrome_frame: false },
    // Otherwise it offers to save the password, in front of the page.
    credentials_enable_service: false,
  }
  mkdirSync(join(folder, 'Default'), { recursive: true })
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences))
  return chromium.launchPersistentContext(folder, {
    executablePath,
    headless: false,
    viewport: null,
    env: { ...env },
    args: [
      ...sandboxArguments(),
      // Otherwise a bar says that there is no sandbox.
      '--test-type',
      `--window-position=${bounds.x},${bounds.y}`,
      `--window-size=${bounds.width},${bounds.height}`,
    ],
  })
}

/** Signs in as a user would, and waits for the dashboard to be live. */
export async function openDashboard(page: Page, origin: string, user: string): Promise<void> {
  await page.goto(origin)
  await page.getByLabel('User').fill(user)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('status').getByText('Live').waitFor()
}

export async function orderExport(page: Page, rows: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Rows' }).fill(String(rows))
  await page.getByRole('button', { name: 'Export orders' }).click()
}
