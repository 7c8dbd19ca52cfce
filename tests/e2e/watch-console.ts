import type { Page } from 'playwright'

/**
 * Collects what the page complains about: errors and warnings in the console, and uncaught errors. The page is
 * loaded anew, so that what it said while it was loaded is heard too.
 */
export async function watchConsole(page: Page): Promise<readonly string[]> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.waitForLoadState()
  await page.reload()
  return complaints
}
