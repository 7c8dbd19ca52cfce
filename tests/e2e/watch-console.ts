import type { Page } from 'playwright'

/**
 * Collects the errors and warnings in the page's console, and uncaught errors. The page is reloaded, so that those
 * during loading are collected too.
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
