import { type Browser, chromium, type Page } from 'playwright'
import { sandboxArguments } from '../../support/sandbox-arguments.ts'
import { password } from './start-dashboard.ts'

export interface BrowserOptions {
  /** The environment with a display; without it the browser has no window. */
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

/** Debian's Chromium. */
export function openBrowser({ env, args = [] }: BrowserOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: env === undefined,
    args: [...sandboxArguments(), ...args],
    ...(env !== undefined && { env: { ...env } }),
  })
}

/** Signs in as a user would, and waits for the dashboard to be live. */
export async function openDashboardPage(browser: Browser, origin: string, user: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: null })).newPage()
  await page.goto(origin)
  await page.getByLabel('User').fill(user)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('status').getByText('Live').waitFor()
  return page
}

export async function orderExport(page: Page, rows: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Rows' }).fill(String(rows))
  await page.getByRole('button', { name: 'Export orders' }).click()
}
